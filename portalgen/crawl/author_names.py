"""Names of authors: what a commit says in, what a page may show out: one short line without an address."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
"""Characters of a name."""
MOST_HELPERS = 20
"""Authors of one commit beside the first."""
_ADDRESS = re.compile(r"<[^<>]*>?")
_AT = re.compile(r"([^\s@]+)@[\w.-]+")
_JOINERS = "\u200c\u200d"
"""Belong to words of some languages, though they are not seen."""


def author_names(first: str, trailers: Iterable[str]) -> tuple[str, ...]:
    """Return the names of a commit's author and of those whom its trailers name, each once, as far as they have any."""
    helpers = list(trailers)[:MOST_HELPERS]
    return tuple(dict.fromkeys(filter(None, map(_name, (first, *helpers)))))


def _name(text: str) -> str:
    """Return what stands before an address, of an address alone its user; nothing that redraws or reorders a line."""
    seen = "".join(one if _is_seen(one) else " " for one in _ADDRESS.sub(" ", text[: 4 * LONGEST]))
    name = " ".join(_AT.sub(r"\1", seen).replace("@", " ").split())
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _is_seen(one: str) -> bool:
    return one in _JOINERS or unicodedata.category(one)[0] not in {"C", "Z"}

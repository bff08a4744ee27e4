"""What a commit says in, what a page may show of it out: one short line; names of authors without an address."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
"""Characters of a name."""
LONGEST_SUBJECT = 200
"""Characters of a message's first line."""
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


def subject_of(text: str) -> str:
    """Return the first line of a message; nothing that redraws or reorders a line."""
    return _line(_seen(text[: 4 * LONGEST_SUBJECT]), LONGEST_SUBJECT)


def _name(text: str) -> str:
    """Return what stands before an address, of an address alone its user; nothing that redraws or reorders a line."""
    seen = _seen(_ADDRESS.sub(" ", text[: 4 * LONGEST]))
    return _line(_AT.sub(r"\1", seen).replace("@", " "), LONGEST)


def _seen(text: str) -> str:
    return "".join(one if _is_seen(one) else " " for one in text)


def _line(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _is_seen(one: str) -> bool:
    return one in _JOINERS or unicodedata.category(one)[0] not in {"C", "Z"}

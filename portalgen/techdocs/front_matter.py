"""Front matter: the YAML (or MultiMarkdown) head of a Markdown file, read by our YAML reader."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from mkdocs.utils import meta

from portalgen.yaml12 import Limits, parse_documents

_YAML = re.compile(r"\A---[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_LIMITS = Limits(size=100_000, depth=30, nodes=5_000)


class Problem(NamedTuple):
    """Why a head is not used."""

    message: str
    at: tuple[int, int]
    """Line and column, from 1."""


def split_front_matter(text: str) -> tuple[str, Mapping[str, Any], Problem | None]:
    """Return the Markdown, the values of its head, and why the head is not used (None if nothing is wrong).

    A head that is not a YAML map stays part of the text, as in MkDocs; one that is too large or too deep does not.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = _YAML.match(text)
    if not head:
        # Without `---` this is a walk over lines with a regular expression each: MkDocs' own loader is not involved.
        body, values = meta.get_data(text) if not text.startswith("---") else (text, {})
        return body, values, None
    document = next(iter(parse_documents(head[1], _LIMITS)), None)
    if document and document.fault:
        rest = text[head.end() :] if document.fault.limit else text
        message = f"nothing of the front matter is used, it is not valid YAML: {document.fault.message}"
        return rest, {}, Problem(message, (document.fault.line + 1, document.fault.column))  # the first line is `---`
    value = document.value if document else None
    return (text[head.end() :].lstrip("\n"), value, None) if isinstance(value, dict) else (text, {}, None)


def words(value: object) -> tuple[str, ...]:
    """Return a value that may be one word or a list of them."""
    found = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return tuple(str(item) for item in found)

"""Text of a Markdown file in, what it says of itself as a decision record out; never raises."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portalgen.yaml12 import Limits, parse_documents
from portalgen_adr.record import Kin, Mention, Record
from portalgen_adr.status import LONGEST, mentions, plain, state_of, targets

_HEAD = 65_536
"""Characters of a file that are looked at."""
_LINES = 400
"""Lines of a file that are looked at: the head of a record is at its top."""
_LONGEST_LINE = 2_000
"""Characters of a line, and of a value in the front matter, that are looked at."""
_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_LIMITS = Limits(size=20_000, depth=20, nodes=1_000)
_FIELD = re.compile(r"^\s{0,3}(?:[*+-]\s+)?\**(?P<name>[A-Za-z][A-Za-z -]{2,24}?)\**\s*:\**\s*(?P<value>\S.*)$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*)$")
_DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})")
_SPLIT = re.compile(r"\s*[,;]\s+|\s*[,;]$")
_MOST_PEOPLE = 50
_NAMES = {
    "status": "status",
    "state": "status",
    "date": "date",
    "last updated": "date",
    "deciders": "deciders",
    "decider": "deciders",
    "decision makers": "deciders",
    "decision maker": "deciders",
    "authors": "deciders",
    "author": "deciders",
    "consulted": "consulted",
    "informed": "informed",
}
_KINS = {
    "supersedes": Kin.SUPERSEDES,
    "supercedes": Kin.SUPERSEDES,
    "replaces": Kin.SUPERSEDES,
    "superseded by": Kin.SUPERSEDED_BY,
    "superceded by": Kin.SUPERSEDED_BY,
    "replaced by": Kin.SUPERSEDED_BY,
    "amends": Kin.AMENDS,
    "amended by": Kin.AMENDED_BY,
}

Said = dict[str, list[str]]
"""Name of a field, as `_NAMES` and `_KINS` have it -> the lines that it has."""


def read_record(text: str) -> Record:
    """Read the head of a file: front matter, then fields at its top, then sections of the fields' names."""
    text = text[:_HEAD].replace("\r\n", "\n")
    front = _FRONT.match(text)
    body = _without_comments(text[front.end() if front else 0 :])
    lines = [line[:_LONGEST_LINE] for line in body.split("\n", _LINES)[:_LINES]]
    said: Said = {}
    for rows in (_front(front[1]) if front else (), _fields(lines), _sections(lines)):
        for name, value in rows:
            said.setdefault(name, []).append(_squeezed(value))
    status = said.get("status", [])
    first = plain(status[0]) if status else ""
    return Record(
        status=first if len(first) <= LONGEST else f"{first[: LONGEST - 1]}…",
        state=state_of(first) if first else None,
        date=next((day[1] for value in said.get("date", []) if (day := _DAY.search(value))), ""),
        deciders=_people(said.get("deciders", [])),
        consulted=_people(said.get("consulted", [])),
        informed=_people(said.get("informed", [])),
        mentions=tuple(dict.fromkeys((*_mentioned(status), *_named(said)))),
    )


def _without_comments(text: str) -> str:
    """Return a text without its comments; one that has no end is none."""
    kept, start = [], 0
    while (opening := text.find("<!--", start)) >= 0 and (end := text.find("-->", opening + 4)) >= 0:
        kept.append(text[start:opening])
        start = end + 3
    return "".join((*kept, text[start:]))


def _squeezed(value: str) -> str:
    # Patterns that look for words with space between them take quadratic time on long runs of it.
    return " ".join(value.split())[:_LONGEST_LINE]


def _front(text: str) -> Iterator[tuple[str, str]]:
    document = next(iter(parse_documents(text, _LIMITS)), None)
    value: Any = document.value if document and not document.fault else None
    for key, found in value.items() if isinstance(value, Mapping) else ():
        name = _known(str(key))
        for item in found if isinstance(found, list) else [found]:
            if name and item not in (None, "") and not isinstance(item, Mapping | list):
                yield name, str(item)


def _fields(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the rows `Status: accepted` above the first heading that is not the title."""
    headings = 0
    for line in lines:
        headings += bool(_HEADING.match(line))
        if headings > 1:
            return
        found = _FIELD.match(line)
        if found and (name := _known(found["name"])):
            yield name, found["value"]


def _sections(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines below headings such as `## Status`."""
    name = ""
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            name = _known(heading[2].rstrip(" \t#:"))
        elif name and line.strip():
            yield name, line.strip().lstrip("*+-> ").strip() or line


def _known(name: str) -> str:
    plain_name = " ".join(plain(name).lower().replace("-", " ").replace("_", " ").split())
    return _NAMES.get(plain_name, plain_name if plain_name in _KINS else "")


def _people(values: Iterable[str]) -> tuple[str, ...]:
    found = (plain(name).removeprefix("and ") for value in values for name in _SPLIT.split(value.strip("[]{} ")))
    return tuple(dict.fromkeys(name for name in found if name))[:_MOST_PEOPLE]


def _mentioned(lines: Iterable[str]) -> Iterator[Mention]:
    for line in lines:
        yield from mentions(line)


def _named(said: Mapping[str, list[str]]) -> Iterator[Mention]:
    for name, kin in _KINS.items():
        for value in said.get(name, []):
            yield from (Mention(kin, *target) for target in targets(value))

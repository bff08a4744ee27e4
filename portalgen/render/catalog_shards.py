"""Rows of the catalog's tables as data: scripts that a browser loads when somebody filters, sorts or leafs.

Columns of few different values are numbers into a list of them, so that ten thousand rows compress to less than a
picture. Descriptions are files of their own, loaded for the rows that are looked at.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import Any

from portalgen.model import routes
from portalgen.model.compact_json import embedded_json
from portalgen.render.contexts import EntityLink, EntityRow
from portalgen.render.filters import short

SHARD_ROWS = 5_000
"""Rows of one file."""
TEXT_ROWS = 500
"""Descriptions of one file."""


DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-./:;=?@[]^_{|}~"
"""Of numbers in columns: what JSON, JavaScript and HTML write as it is, without the comma."""


_MOST_SHARED = 60


@dataclass(frozen=True, slots=True)
class Script:
    """A file that hands one value to the script that asked for it."""

    route: str
    text: str


def make_shards(kind: str, rows: Sequence[EntityRow]) -> Iterator[tuple[Script, tuple[Script, ...]]]:
    """Yield the files of a kind's rows in their order, each with the files of its descriptions."""
    for start in range(0, len(rows), SHARD_ROWS):
        part = rows[start : start + SHARD_ROWS]
        texts = tuple(_texts(kind, part[at : at + TEXT_ROWS]) for at in range(0, len(part), TEXT_ROWS))
        yield _script(kind, _shard(kind, part, texts)), texts


def _texts(kind: str, rows: Sequence[EntityRow]) -> Script:
    return _script(f"{kind}-texts", [short(row.description) for row in rows])


def _shard(kind: str, rows: Sequence[EntityRow], texts: Iterable[Script]) -> dict[str, Any]:
    """Return the value of a shard; a column that says nothing is left out."""
    columns = {name: _column(rows, values) for name, values in _COLUMNS.items()}
    single = {name: [value_of(row) for row in rows] for name, value_of in _SINGLE.items()}
    said = {name: value for name, value in (columns | single).items() if value and any(value)}
    files = [text.route.rsplit("/", 1)[1] for text in texts]
    return {"kind": kind, "names": front_coded(map(_name, rows)), **said, "texts": files, "every": TEXT_ROWS}


def front_coded(names: Iterable[str]) -> str:
    """Return lines of names that begin with how many characters they share with the one before, 0 as `@`.

    A ref that leads nowhere can have any name: one with line ends gets blanks for them, and none shares characters that
    JavaScript counts as two.
    """
    lines = []
    last = ""
    for name in (name.replace("\n", " ") for name in names):
        pairs = zip(last[:_MOST_SHARED], name, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] <= "\uffff", pairs))
        lines.append(f"{chr(ord('@') + shared)}{name[shared:]}")
        last = name
    return "\n".join(lines)


Value = tuple[str, ...]
"""A word; or ref, title and route of an entity that is related."""


def _column(rows: Iterable[EntityRow], values_of: Callable[[EntityRow], Iterable[Value]]) -> dict[str, Any] | None:
    """Return the different values, and for each row their numbers, from 1, in `DIGITS`.

    Numbers are `width` digits long, those of a row follow each other, and rows are separated by commas if some row has
    several (otherwise each row has one number, 0 for none).
    """
    numbers: dict[Value, int] = {}
    found = [[numbers.setdefault(value, len(numbers) + 1) for value in values_of(row)] for row in rows]
    if not numbers:
        return None
    width = next(width for width in range(1, 9) if len(DIGITS) ** width > len(numbers))
    values = [value[0] if len(value) == 1 else value for value in numbers]
    if any(len(own) > 1 for own in found):
        text = ",".join("".join(_digits(number, width) for number in own) for own in found)
        return {"values": values, "width": width, "rows": text, "many": 1}
    return {"values": values, "width": width, "rows": "".join(_digits(own[0] if own else 0, width) for own in found)}


def _digits(number: int, width: int) -> str:
    """Return a number in `DIGITS`, the last one of least weight."""
    found = ""
    for _ in range(width):
        number, digit = divmod(number, len(DIGITS))
        found = DIGITS[digit] + found
    return found


def _name(row: EntityRow) -> str:
    return row.link.ref.rsplit("/", 1)[1]


def _words(word: str) -> Iterable[Value]:
    return ((word,),) if word else ()


def _links(links: Iterable[EntityLink]) -> Iterable[Value]:
    """Yield ref and title of related entities, without the title if it is the name; with a 0 if there is no page."""
    for link in links:
        title = "" if link.title == link.ref.rsplit("/", 1)[1] else link.title
        yield (link.ref, title) if link.route else (link.ref, title or link.title, "0")


_COLUMNS: dict[str, Callable[[EntityRow], Iterable[Value]]] = {
    "namespace": lambda row: _words(row.namespace),
    "type": lambda row: _words(row.link.type),
    "lifecycle": lambda row: _words(row.lifecycle),
    "owner": lambda row: _links(row.owners),
    "system": lambda row: _links(row.systems),
    "groups": lambda row: _links(row.groups),
    "tags": lambda row: ((tag,) for tag in row.tags),
}


def _title(row: EntityRow) -> str | int:
    """Return the title, 0 if it is the name, 1 if it is the name's words with capitals."""
    name = _name(row)
    if row.link.title == name:
        return 0
    capitals = " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_.]", name))
    return 1 if row.link.title == capitals else row.link.title


def _docs(row: EntityRow) -> int | str:
    """Return 0 for none, 1 for documentation at the usual place, else its route."""
    usual = row.link.route.replace(routes.CATALOG, routes.DOCS, 1)
    return int(row.docs == usual) or row.docs or 0


_SINGLE: dict[str, Callable[[EntityRow], Any]] = {
    "titles": _title,
    "docs": _docs,
    "problems": lambda row: row.problems,
    "targets": lambda row: row.targets or 0,
}


def _script(name: str, value: object) -> Script:
    text = f"portalgen.search.put({embedded_json(value)});\n"
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Script(f"{routes.ROWS}{name}-{digest}.js", text)


def all_files(shards: Iterable[tuple[Script, tuple[Script, ...]]]) -> Iterator[Script]:
    """Yield the files of shards and of their descriptions."""
    return chain.from_iterable((shard, *texts) for shard, texts in shards)

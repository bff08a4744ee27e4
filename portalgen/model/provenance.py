"""Provenance: an entity in; for each of its values, where it came from and how, out. Found when somebody asks."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from portalgen.model.catalog import Catalog
from portalgen.model.entity import MANAGED_BY, MANAGED_BY_ORIGIN, Entity
from portalgen.yaml12 import pointer

_FREE, _SPREAD = 50_000, 10
"""Characters of pointers of one entity: so many, and so many for each that its author wrote. A long key stands in the
pointer of every value below it, and an alias repeats what it names."""


class How(StrEnum):
    """How a value got into an entity."""

    DECLARED = "declared"
    """The descriptor says it."""
    INCLUDED = "included"
    """The descriptor names a file that says it (`$text`, `$json`, `$yaml`)."""
    DEFAULTED = "defaulted"
    """Nobody says it, and the model has a value for that."""
    INHERITED = "inherited"
    """It is that of the configured location which led to the entity."""
    ADDED = "added"
    """The build says it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value came from."""

    pointer: str
    """JSON pointer of the value (RFC 6901)."""
    value: Any
    how: How
    line: int = 0
    """Line that says it, from 1: of the descriptor (there it may name the file), or of what a plug-in read."""
    file: str = ""
    """File that has the value, if that is not the descriptor: a path of its source."""
    by: str = ""
    """Plug-in that added the value."""
    source: str = ""
    """Source of the file that the plug-in read; empty for portal.yaml."""
    left_out: int = 0
    """Values that the map or list at `pointer` holds, its last ones, whose origins would be too long a list."""


def origins(entity: Entity) -> list[Origin]:
    """Return the origin of every value that is no map and no list with something in it, in the document's order.

    What a placeholder brought in is one value, however large. A map or list that has too many values below too long
    keys stands for the last of them, without a value (`left_out`).
    """
    tracing = _Tracing(entity)
    tracing.walk(dict(entity.document), "", "")
    return tracing.found


def provenance(entity: Entity, catalog: Catalog) -> dict[str, Any]:
    """Return the origins as JSON data, without the values themselves."""
    source = catalog.source_of(entity.where.source)
    return {
        "entityRef": str(entity.ref),
        "source": entity.where.source,
        "commit": source.commit if source else "",
        "file": entity.where.path,
        "values": {one.pointer: _row(one, entity.where.source) for one in origins(entity)},
    }


def _row(origin: Origin, own: str) -> dict[str, Any]:
    source = "" if origin.source == own else origin.source
    facts = {"by": origin.by, "source": source, "file": origin.file, "line": origin.line, "leftOut": origin.left_out}
    return {"how": str(origin.how), **{name: value for name, value in facts.items() if value}}


class _Tracing:
    """One walk through an entity's document, in which places are looked up in plain tables."""

    def __init__(self, entity: Entity) -> None:
        self.found: list[Origin] = []
        self._entity = entity
        self._places = entity.positions
        self._holders = {place.rpartition("/")[0] for place in self._places}
        """Pointers of maps and lists in which something was written; one without is an alias of another place."""
        self._left = _FREE + _SPREAD * len(entity.written)
        """Characters of pointers that may still be named."""

    def walk(self, value: Any, at: str, written: str) -> None:  # noqa: ANN401  (JSON data)
        """Find the origins of a value at a pointer; `written` is where it stands in the descriptor."""
        if written in self._entity.included and at not in self._entity.added:
            self.found.append(Origin(at, value, How.INCLUDED, self._line(written), self._entity.included[written]))
        elif isinstance(value, dict) and value:
            parts = [(part, part) for part in map(_escape, value)]
            self._below(parts, value.values(), at, written)
        elif isinstance(value, (list, tuple)) and value:
            places = self._order(written, value)
            self._below([(str(index), place) for index, place in enumerate(places)], value, at, written)
        else:
            self.found.append(self._leaf(at, value, written))

    def _below(self, parts: Sequence[tuple[str, str]], values: Collection[Any], at: str, written: str) -> None:
        """Go through what a map or list holds, by the last part of the pointer of each; stop where names cost too much.

        Every pointer is counted before it is made, that of the holder too: so it can be named in place of the rest.
        """
        for index, ((part, stands), value) in enumerate(zip(parts, values, strict=True)):
            length = len(at) + 1 + len(part)
            if length > self._left:
                declared = How.DECLARED if self._is_written(written) else How.ADDED
                self.found.append(Origin(at, None, declared, self._line(written), left_out=len(parts) - index))
                return
            self._left -= length
            self.walk(value, f"{at}/{part}", f"{written}/{stands}")

    def _leaf(self, at: str, value: Any, written: str) -> Origin:  # noqa: ANN401
        if at in self._entity.added:
            by, where = self._entity.added[at]
            return Origin(at, value, How.ADDED, where.line, where.path, by, where.source)
        if at == _ORIGIN:
            return Origin(at, value, How.INHERITED)
        if at != _MANAGED and self._is_written(written):
            return Origin(at, value, How.DECLARED, self._line(written))
        return Origin(at, value, How.DEFAULTED if at == "/metadata/namespace" else How.ADDED)

    def _line(self, written: str) -> int:
        """Return the line of the nearest place that is known, 0 if none is."""
        while written and written not in self._places:
            written = written.rpartition("/")[0]
        return self._places.get(written, (0, 0))[0]

    def _is_written(self, at: str) -> bool:
        """Say whether the descriptor has a value there, itself or by an alias above it."""
        while at and at not in self._places:
            at = at.rpartition("/")[0]
            if at in self._holders:
                return False
        return at in self._places

    def _order(self, at: str, items: Sequence[Any]) -> list[str]:
        """Return as which item of the descriptor's list each stands: refs are sorted on reading, so its text tells."""
        numbers = [str(index) for index in range(len(items))]
        if len(items) == 1 or not at.startswith("/spec/") or not all(isinstance(item, str) for item in items):
            return numbers
        if at not in self._places or len(items) * (len(at) + 2) > self._left:
            return numbers
        texts = {self._text_at(f"{at}/{number}"): number for number in reversed(numbers)}
        return [texts.get(item, number) for item, number in zip(items, numbers, strict=True)]

    def _text_at(self, place: str) -> str:
        """Return the ref that is written at a place, without its quotes."""
        line, column = self._places.get(place, (0, 0))
        row = line - self._entity.written_line
        found = _PLAIN.match(self._lines[row], column - 1) if 0 <= row < len(self._lines) else None
        return found[1] if found else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self._entity.written.split("\n")


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


_PLAIN = re.compile(r"""["']?([^\s"',\[\]{}]{1,1000})""")
_MANAGED, _ORIGIN = (pointer("/metadata/annotations", key) for key in (MANAGED_BY, MANAGED_BY_ORIGIN))

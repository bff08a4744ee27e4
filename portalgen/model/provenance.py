"""Provenance: an entity in; for each of its values, where it came from and how, out. Found when somebody asks."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from portalgen.model.catalog import Catalog
from portalgen.model.entity import MANAGED_BY, MANAGED_BY_ORIGIN, Entity
from portalgen.yaml12 import Limits, parse_documents, pointer

_LIMITS = Limits(size=5_000_000, nodes=500_000)
"""Those of descriptors: what is looked at here was read before."""


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
    """File that has the value, if that is not the descriptor: a path of the source or a URL."""
    by: str = ""
    """Plug-in that added the value."""
    source: str = ""
    """Source of the file that the plug-in read; empty for portal.yaml."""


def origins(entity: Entity) -> list[Origin]:
    """Return the origin of every value that is no map and no list with something in it, in the document's order.

    What a placeholder brought in is one value, however large.
    """
    tracing = _Tracing(entity)
    tracing.walk(entity.document, "", "")
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
    facts = (("by", origin.by), ("source", source), ("file", origin.file), ("line", origin.line))
    return {"how": str(origin.how), **{name: value for name, value in facts if value}}


class _Tracing:
    """One walk through an entity's document, in which places are looked up in plain tables."""

    def __init__(self, entity: Entity) -> None:
        self.found: list[Origin] = []
        self._entity = entity
        self._places = dict(entity.positions)
        self._holders = {place.rpartition("/")[0] for place in self._places}
        """Pointers of maps and lists in which something was written; one without is an alias of another place."""
        self._dollars = [place for place in self._places if "/$" in place]
        """Pointers with a key that begins with a dollar: placeholders are among them."""

    def walk(self, value: Any, at: str, written: str) -> None:  # noqa: ANN401  (JSON data)
        """Find the origins of a value at a pointer; `written` is where it stands in the descriptor."""
        if isinstance(value, dict) and value:
            if self._dollars and (file := self._included(written, value)):
                self._add(at, value, How.INCLUDED, written, file)
                return
            for key, item in value.items():
                part = key.replace("~", "~0").replace("/", "~1")
                self.walk(item, f"{at}/{part}", f"{written}/{part}")
        elif isinstance(value, (list, tuple)) and value:
            places = self._order(written, value)
            for index, item in enumerate(value):
                self.walk(item, f"{at}/{index}", places[index])
        elif self._dollars and (file := self._included(written, value)):
            self._add(at, value, How.INCLUDED, written, file)
        else:
            self._leaf(at, value, written)

    def _leaf(self, at: str, value: Any, written: str) -> None:  # noqa: ANN401
        if at in self._entity.added:
            self.found.append(self._by_plugin(at, value))
        elif at == _ORIGIN:
            self._add(at, value, How.INHERITED)
        elif at != _MANAGED and self._is_written(written):
            self._add(at, value, How.DECLARED, written)
        else:
            self._add(at, value, How.DEFAULTED if at == "/metadata/namespace" else How.ADDED)

    def _add(self, at: str, value: Any, how: How, written: str = "", file: str = "") -> None:  # noqa: ANN401
        while written and written not in self._places:
            written = written.rpartition("/")[0]
        line = self._places[written][0] if written else 0
        self.found.append(Origin(at, value, how, line, file))

    def _by_plugin(self, at: str, value: Any) -> Origin:  # noqa: ANN401
        by, where = self._entity.added[at]
        return Origin(at, value, How.ADDED, where.line, where.path, by, where.source)

    def _is_written(self, at: str) -> bool:
        """Say whether the descriptor has a value there, itself or by an alias above it."""
        while at and at not in self._places:
            at = at.rpartition("/")[0]
            if at in self._holders:
                return False
        return bool(at)

    def _included(self, at: str, value: Any) -> str:  # noqa: ANN401
        """Return the file that a placeholder brought in there, empty if none did."""
        start = f"{at}/$"
        keys = [place[len(at) + 1 :] for place in self._dollars if place.startswith(start)]
        if len(keys) != 1 or "/" in keys[0] or (isinstance(value, dict) and keys[0] in value):  # nothing resolves it
            return ""
        target = self._written_at(f"{at}/{keys[0]}")
        if not isinstance(target, str) or target.partition(":")[0] in {"http", "https"}:
            return str(target or "")
        folder = "" if target.startswith("/") else posixpath.dirname(self._entity.where.path)
        return posixpath.normpath(posixpath.join(folder, unquote(target).lstrip("/")))

    def _order(self, at: str, items: Sequence[Any]) -> list[str]:
        """Return where each item stands in the descriptor: refs are sorted on reading, so it is told by its text."""
        places = [f"{at}/{index}" for index in range(len(items))]
        if len(items) == 1 or not at.startswith("/spec/") or not all(isinstance(item, str) for item in items):
            return places
        texts = {self._text_at(place): place for place in reversed(places)}
        return [texts.get(item, place) for item, place in zip(items, places, strict=True)]

    def _text_at(self, place: str) -> str:
        """Return the ref that is written at a place, without its quotes."""
        line, column = self._places.get(place, (0, 0))
        row = line - self._entity.written_line
        text = self._lines[row][column - 1 :] if 0 <= row < len(self._lines) else ""
        found = _PLAIN.match(text)
        return found[1] if found else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self._entity.written.split("\n")

    def _written_at(self, at: str) -> Any:  # noqa: ANN401
        value = self._written
        for part in at.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            if isinstance(value, list) and key.isdigit() and int(key) < len(value):
                value = value[int(key)]
            else:
                value = value.get(key) if isinstance(value, dict) else None
        return value

    @cached_property
    def _written(self) -> Any:  # noqa: ANN401
        """The document as its author wrote it, read once more."""
        found = (one.value for one in parse_documents(self._entity.written, _LIMITS))
        return next((value for value in found if value is not None), None)


_PLAIN = re.compile(r"""["']?([^\s"',\[\]{}]+)""")
_MANAGED, _ORIGIN = (pointer("/metadata/annotations", key) for key in (MANAGED_BY, MANAGED_BY_ORIGIN))

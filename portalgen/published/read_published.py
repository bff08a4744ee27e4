"""Reads `catalog.ndjson`: one entity a line, in the shape of Backstage's API; what is no entity is passed over."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from portalgen.diagnostics import NOWHERE
from portalgen.model.entity import Entity
from portalgen.model.kinds import Kind
from portalgen.model.ref import EntityRef, RefError
from portalgen.model.relations import PAIRS, Relates, Relation, RelationPair
from portalgen.model.routes import EVERYTHING as NAME
from portalgen.published.download import LONGEST, PublishedError, download

_LARGEST = 1_000_000_000
"""Bytes of the whole file."""


@dataclass(frozen=True)
class Published:
    """The entities of a published portal, as lines that are understood when somebody asks for one."""

    name: str
    """As it was asked for."""
    lines: Mapping[EntityRef, bytes]
    pairs: tuple[RelationPair, ...] = PAIRS
    """Relations that are understood, the built-in ones first: of two with the same name the first counts."""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds that occur, as keys."""
        return frozenset(ref.kind for ref in self.lines)

    def entity(self, ref: EntityRef) -> Entity:
        """Return an entity as it was published. Raises `KeyError` for one that was not."""
        return Entity(ref, _document(self.lines[ref]), NOWHERE)

    def relations(self, ref: EntityRef) -> Iterator[Relation]:
        """Yield every edge of an entity, of which it is either end."""
        rows: Any = _document(self.lines[ref]).get("relations")
        for row in rows if isinstance(rows, list) else ():
            named = (row.get("type"), row.get("targetRef")) if isinstance(row, dict) else ("", "")
            other = _parsed(named[1])
            pair, is_forward = self._named.get(str(named[0]), (None, True))
            if other and pair:
                yield Relation(ref, pair, other) if is_forward else Relation(other, pair, ref)

    @cached_property
    def _named(self) -> dict[str, tuple[RelationPair, bool]]:
        """Name of a relation -> its pair, and whether it is the forward one."""
        backward = {pair.backward: (pair, False) for pair in reversed(self.pairs)}
        return backward | {pair.forward: (pair, True) for pair in reversed(self.pairs)}


def read_published(place: str, *, kinds: Iterable[Kind] = ()) -> Published:
    """Read the catalog of a site: its URL, its folder, or the file itself. Raises `PublishedError`.

    Relations of the kinds are understood beside the built-in ones.
    """
    with _open(place) as lines:
        found = {ref: line for line in _within_size(lines, place) if (ref := _ref(_document(line)))}
    if not found:
        raise PublishedError(f"{place}: there is no entity in it", hint=f"name a site, or its {NAME}")
    return Published(place, found, tuple(dict.fromkeys((*PAIRS, *_pairs(kinds)))))


def _pairs(kinds: Iterable[Kind]) -> Iterator[RelationPair]:
    specs = (spec for kind in kinds for spec in (kind.spec, *kind.variants.values()))
    for field in (field for spec in specs for field in spec.model_fields.values()):
        yield from (mark.pair for mark in field.metadata if isinstance(mark, Relates))


@contextmanager
def _open(place: str) -> Iterator[Iterator[bytes]]:
    if "://" in place:
        url = place if place.endswith(".ndjson") else f"{place.rstrip('/')}/{NAME}"
        with download(url) as lines:
            yield lines
        return
    path = Path(place) / NAME if Path(place).is_dir() else Path(place)
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        hint = f"name a site, its folder, or its {NAME}"
        raise PublishedError(f"{path}: cannot be read: {error.strerror}", hint=hint) from None


def _within_size(lines: Iterator[bytes], place: str) -> Iterator[bytes]:
    size = 0
    for line in lines:
        size += len(line)
        if size > _LARGEST or len(line) > LONGEST:
            raise PublishedError(f"{place}: it has more than {_LARGEST:,} bytes, or a line of {LONGEST:,}")
        yield line


def _document(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _ref(document: dict[str, Any]) -> EntityRef | None:
    metadata = document.get("metadata")
    if not isinstance(metadata, dict):
        return None
    parts = document.get("kind"), metadata.get("namespace") or "default", metadata.get("name")
    return EntityRef(*map(str, parts)) if all(isinstance(part, str) and part for part in parts) else None


def _parsed(text: object) -> EntityRef | None:
    try:
        return EntityRef.parse(str(text))
    except RefError:
        return None

"""Reads `catalog.ndjson`: one entity a line, in the shape of Backstage's API; what is no entity is passed over."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from portalgen.diagnostics import NOWHERE
from portalgen.model.entity import MANAGED_BY, Entity
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
    places: Mapping[EntityRef, str] = field(default_factory=dict)
    """Entity -> location ref of the file that declares it, as far as it is said."""
    pairs: tuple[RelationPair, ...] = PAIRS
    """Relations that are understood, the built-in ones first: of two with the same name the first counts."""

    def with_kinds(self, kinds: Iterable[Kind]) -> "Published":
        """Return the same, with the relations of some kinds understood beside the built-in ones."""
        return replace(self, pairs=tuple(dict.fromkeys((*PAIRS, *_pairs(kinds)))))

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


def read_published(place: str) -> Published:
    """Read the catalog of a site: its URL, its folder, or the file itself. Raises `PublishedError`."""
    found, places = {}, {}
    with _open(place) as lines:
        for line in _within_size(lines, place):
            document = _document(line)
            ref = ref_of(document)
            if ref:
                found[ref], places[ref] = line, _managed_by(document)
    if not found:
        raise PublishedError(f"{place}: there is no entity in it", hint=f"name a site, or its {NAME}")
    places = {ref: text for ref, text in places.items() if text}
    return Published(place, found, places)


def _pairs(kinds: Iterable[Kind]) -> Iterator[RelationPair]:
    specs = (spec for kind in kinds for spec in (kind.spec, *kind.variants.values()))
    for said in (row for spec in specs for row in spec.model_fields.values()):
        yield from (mark.pair for mark in said.metadata if isinstance(mark, Relates))


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


def ref_of(document: object) -> EntityRef | None:
    """Return the ref of an entity by its envelope; None if it is no entity."""
    if not isinstance(document, dict):
        return None
    metadata = document.get("metadata")
    if not isinstance(metadata, dict):
        return None
    parts = document.get("kind"), metadata.get("namespace") or "default", metadata.get("name")
    return EntityRef(*map(str, parts)) if all(isinstance(part, str) and part for part in parts) else None


def _managed_by(document: dict[str, Any]) -> str:
    annotations = document["metadata"].get("annotations")
    place = annotations.get(MANAGED_BY) if isinstance(annotations, dict) else None
    return place if isinstance(place, str) else ""


def _parsed(text: object) -> EntityRef | None:
    try:
        return EntityRef.parse(str(text))
    except RefError:
        return None

"""Readings: what was found in the files of a source, as text to keep, and back as the same declarations.

A reading is kept with the digests of its file and of the files that its placeholders took in. A file that loses
something by a fault is read again, and what a plug-in had a hand in. What hangs on more (targets of Locations,
documentation) is found each time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from portalgen.cache import digest
from portalgen.diagnostics import Diagnostic, Where
from portalgen.model.entity import Entity
from portalgen.model.fragment import Declaration
from portalgen.model.ref import EntityRef, kept_ref
from portalgen.model.relations import Relation
from portalgen.model.source import Snapshot, SourceFile
from portalgen.read.allowance import Price
from portalgen.read.blocks import Block, blocks, joined
from portalgen.read.late_entity import REVERSE, Late, LateFile, late_entity


class Reading(NamedTuple):
    """One document that was read."""

    declaration: Declaration | None = None
    """None: it is empty."""
    asks: bool = False
    """Its entity asks for other files: targets of a Location, documentation."""
    text: str = ""
    """As written; only of what was read now."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is odd about an entity that is valid; those of what it asks for are found each time."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file that was read."""

    documents: tuple[Reading, ...]
    price: Price
    """What it took of the allowance."""
    named: tuple[tuple[str, str, int], ...] = ()
    """Path, digest and size of the files that its placeholders took in."""


@dataclass(slots=True)
class Readings:
    """The readings of one source: those of an earlier build, and those that this one adds."""

    source: str
    """URL."""
    _earlier: dict[str, tuple[str, Block]] = field(default_factory=dict)
    """Path -> digest, and what is kept of the file."""
    _kept: dict[str, Block] = field(default_factory=dict)
    """Path -> the same of the files that were met now."""

    @classmethod
    def of(cls, source: str, data: bytes) -> "Readings":
        """Return the readings that an earlier build kept; of nothing, none."""
        return cls(source, {path: (state, block) for path, state, block in blocks(data)})

    @property
    def changed(self) -> bool:
        """Whether there is something to keep that was not there before."""
        return self._kept.keys() != self._earlier.keys() or any(
            block is not self._earlier[path][1] for path, block in self._kept.items()
        )

    def parts(self) -> Iterator[memoryview]:
        """Yield what was met now, to be kept."""
        return joined(self._kept.values())

    def has(self, file: SourceFile) -> bool:
        """Say whether an earlier build read a file of this content, whatever else it took in."""
        state, _ = self._earlier.get(file.path, ("", None))
        return bool(state) and state == file.digest

    def find(self, file: SourceFile, snapshot: Snapshot) -> FileReading | None:
        """Return what an earlier build read from a file and others of this content; `take` says that it counts."""
        state, block = self._earlier.get(file.path, ("", None))
        if not block or state != file.digest:
            return None
        price, named, facts = block.facts
        if any(_digest(path, snapshot) != digest for path, digest, _ in named):
            return None
        found = _restored(Where(self.source, file.path), facts, LateFile(block))
        return FileReading(tuple(found), Price(*price))

    def take(self, file: SourceFile) -> None:
        """Keep an earlier reading for the next build."""
        self._kept[file.path] = self._earlier[file.path][1]

    def add(self, file: SourceFile, found: FileReading) -> None:
        """Keep what was read from a file without faults, if it is worth that."""
        known = file.digest and all(digest for _, digest, _ in found.named)
        if known and all(map(_may_stay, found.documents)) and _is_short(file, found):
            self._kept[file.path] = _block(file, found)


def _digest(path: str, snapshot: Snapshot) -> str:
    file = snapshot.file(path)
    return file.digest if file else ""


def _may_stay(one: Reading) -> bool:
    """Say whether a document says the same when it is read again; a directive holds for those below it, too."""
    if one.text.startswith("%") or "\n%" in one.text:
        return False
    entity = one.declaration.entity if one.declaration else None
    return (entity is not None and not entity.added) if one.declaration or one.diagnostics else True


def _is_short(file: SourceFile, found: FileReading) -> bool:
    """Say whether a reading takes about as much as the files: what aliases and placeholders repeat is written out."""
    left = (file.size + sum(size for _, _, size in found.named)) * _TIMES + _FREE
    for one in found.documents:
        entity = one.declaration.entity if one.declaration else None
        if entity and (found.named or "*" in one.text):
            left = _left(entity.document, left)
    return left > 0


def _left(value: Any, left: int) -> int:  # noqa: ANN401  (any JSON value)
    """Return what a value leaves of so many characters; once they are gone, the rest of it is not looked at."""
    if left <= 0:
        return left
    if isinstance(value, str):
        return left - len(value)
    if isinstance(value, Mapping):
        for key, item in value.items():
            left = _left(item, left - len(key))
    elif isinstance(value, list):
        for item in value:
            left = _left(item, left)
    return left - 4


_TIMES, _FREE = 4, 65_536
"""A reading may have so many times the characters of the files that it is of, and so many more."""


def _block(file: SourceFile, found: FileReading) -> Block:
    entities = [one.declaration.entity if one.declaration else None for one in found.documents]
    facts = [_facts(one, entity) for one, entity in zip(found.documents, entities, strict=True)]
    text = "".join(one.text for one in found.documents)
    documents = [entity.document if entity else None for entity in entities]
    return Block.of(file.path, file.digest, [found.price, found.named, facts], text, documents)


def _facts(one: Reading, entity: Entity | None) -> list[Any]:
    if entity is None:
        return [len(one.text)]
    start = entity.where
    place = (start.line, start.column, entity.written_line)
    said = [part for row in entity.relations for part in _relation(row, entity.ref)]
    asked = (entity.type, entity.lifecycle, entity.ignore)
    odd = [found.row for found in one.diagnostics]
    return [len(one.text), *entity.ref, *place, int(one.asks), said, asked, entity.included or 0, odd or 0]


def _relation(row: Relation, own: EntityRef) -> tuple[str, ...]:
    """Return name, other end and pointer; of a relation to itself, it does not matter which end says it."""
    is_forward = row.source == own
    mark = "" if is_forward else REVERSE
    other = row.target if is_forward else row.source
    return f"{mark}{row.pair.forward}/{row.pair.backward}", *other, row.spot.pointer


def _restored(place: Where, facts: list[list[Any]], file: LateFile) -> Iterator[Reading]:
    position = 0
    for number, (length, *about) in enumerate(facts):
        part = slice(position, position + length)
        position += length
        if not about:
            yield Reading()
            continue
        kind, namespace, name, line, column, written_line, asks, said, asked, included, odd = about
        ref = kept_ref(kind, namespace, name)
        where = Where(place.source, place.path, line, column)
        late = Late(file, number, part, said, asked)
        entity = late_entity(ref, where, written_line, late, included or {})
        yield Reading(Declaration(ref, where, entity), bool(asks), "", tuple(map(Diagnostic.of_row, odd or ())))


def reading_key(snapshot: Snapshot, policy: str, strict: bool, home: str) -> tuple[str, str]:  # noqa: FBT001
    """Return the name that the readings of a snapshot are kept by, and a digest of what they hang on beside its files.

    `policy` is the digest of what they are read by, `home` the folder that relative targets start from. Of a branch or
    tag, the commit does not matter.
    """
    location, source = snapshot.location, snapshot.source
    name = (location.type, location.target, location.ref, location.paths, location.origin, source.url, strict, home)
    made_of = digest(policy, source.ref or source.commit, str(snapshot.listed), location.origin_text)
    return repr(name), made_of

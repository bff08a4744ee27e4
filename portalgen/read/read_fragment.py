"""Reads all descriptors of one snapshot, following Location entities inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.errors import CrawlError
from portalgen.model.catalog import DocsRequest, Fragment
from portalgen.model.entity import Entity
from portalgen.model.source import BlobStore, Location, Snapshot, SourceFile
from portalgen.read.allowance import AllowanceError
from portalgen.read.descriptors import Reader
from portalgen.read.documentation import request_docs
from portalgen.read.policy import ReadPolicy
from portalgen.read.targets import find, targets
from portalgen.yaml12 import Limits, YamlDocument, YamlFault, parse_documents

_LIMITS = Limits(size=5_000_000, nodes=500_000)  # descriptors with API definitions written into them


def read_fragment(snapshot: Snapshot, blobs: BlobStore, policy: ReadPolicy) -> Fragment:
    """Return what a location says: its entities, their relations, and what else it asks to be read.

    A bad document costs itself and a diagnostic; the other documents of its file stay.
    """
    reading = _Reading(Reader(snapshot, blobs, policy))
    reading.follow(snapshot.entries)
    return Fragment(
        location=snapshot.location,
        source=snapshot.source,
        entities=tuple(reading.entities),
        locations=tuple(dict.fromkeys(reading.locations)),
        docs=tuple(reading.docs),
        diagnostics=tuple(reading.diagnostics),
    )


@dataclass
class _Reading:
    """Collects, file by file; a file is read once however many Locations name it."""

    reader: Reader
    entities: list[Entity] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    docs: list[DocsRequest] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def follow(self, paths: tuple[str, ...]) -> None:
        """Read files, then the files that their Locations name, until there are no more."""
        while paths:
            found = [entity for path in paths for entity in self._file(path)]
            paths = tuple(path for entity in found for path in self._targets(entity))

    def _file(self, path: str) -> list[Entity]:
        if path in self.seen:
            return []
        self.seen.add(path)
        entities = []
        for document in self._documents(path):
            descriptor = self.reader.read(document, path)
            self.diagnostics += descriptor.diagnostics
            if descriptor.entity:
                entities.append(descriptor.entity)
        self.entities += entities
        for entity in entities:
            self._request_docs(entity)
        return entities

    def _documents(self, path: str) -> tuple[YamlDocument, ...]:
        snapshot = self.reader.snapshot
        file = snapshot.file(path)
        if file is None:
            return ()
        try:
            return tuple(self._allowed(document) for document in parse_documents(self._content(file), _LIMITS))
        except AllowanceError as error:
            return (_refused(str(error), 1),)
        except CrawlError as error:
            self.diagnostics.append(
                diagnose("source-unreachable", str(error), where=Where(snapshot.source.url, path), hint=error.hint)
            )
            return ()

    def _content(self, file: SourceFile) -> bytes:
        if file.size > _LIMITS.size:
            raise AllowanceError(f"the file has {file.size:,} bytes, the limit is {_LIMITS.size:,}")
        self.reader.allowance.take_file(file.size)
        return self.reader.blobs.read(self.reader.snapshot.source, [file])[file.path]

    def _allowed(self, document: YamlDocument) -> YamlDocument:
        try:
            self.reader.allowance.take_values(document.values)
        except AllowanceError as error:
            return _refused(str(error), document.line)
        return document

    def _targets(self, entity: Entity) -> Iterator[str]:
        if entity.ref.kind != "location":
            return
        snapshot, policy = self.reader.snapshot, self.reader.policy
        for target in targets(dict(entity.spec)):
            where = entity.at(target.pointer)
            found = find(target, entity.where.path, where, snapshot, policy)
            if found.location:
                self.locations.append(found.location)
            if found.problem and not (target.optional and found.absent):
                hint = "correct the target, or set presence: optional" if found.absent else "name a file, or a glob"
                message = f"{entity.ref}: {found.problem}"
                self.diagnostics.append(
                    diagnose("location-not-found", message, where=where, hint=hint, entity=str(entity.ref))
                )
            yield from found.paths

    def _request_docs(self, entity: Entity) -> None:
        requested = request_docs(entity, self.reader.snapshot, self.reader.policy)
        self.diagnostics += requested.diagnostics
        if requested.request:
            self.docs.append(requested.request)


def _refused(message: str, line: int) -> YamlDocument:
    return YamlDocument(None, line, "", fault=YamlFault(message, line, 1, limit=True))

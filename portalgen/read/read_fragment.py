"""Reads all descriptors of one snapshot, following Location entities inside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.errors import CrawlError
from portalgen.model.entity import Entity
from portalgen.model.fragment import Declaration, DescriptorFile, Fragment, Lead
from portalgen.model.source import BlobStore, EagerStore, Snapshot, Source, SourceFile
from portalgen.read.allowance import AllowanceError
from portalgen.read.annotate import location_ref
from portalgen.read.descriptors import Descriptor, Reader
from portalgen.read.documentation import request_docs
from portalgen.read.encoding import encoding_fault
from portalgen.read.folders import request_folders
from portalgen.read.policy import ReadPolicy
from portalgen.read.readings import FileReading, Reading, Readings
from portalgen.read.targets import MOST_TARGETS, Listing, Target, TargetError, find, targets
from portalgen.yaml12 import DESCRIPTOR_LIMITS, Mends, YamlDocument, YamlFault, parse_documents

MOST_DIAGNOSTICS = 1000
"""Of one file."""


def read_fragment(
    snapshot: Snapshot, blobs: BlobStore, policy: ReadPolicy, readings: Readings | None = None
) -> Fragment:
    """Return what a location says: its entities, their relations, and what else it asks to be read.

    A bad document costs itself and a diagnostic; the other documents of its file stay. With `readings` of an earlier
    build, only files that have changed since are read; they must be of the same source, read by the same policy.
    """
    noting = _Noting(blobs)
    reading = _Session(Reader(snapshot, noting, policy), noting, readings)
    reading.follow(snapshot.entries)
    files = tuple(reading.files.values())
    return Fragment(snapshot.location, snapshot.source, snapshot.entries, files, tuple(reading.diagnostics))


@dataclass(frozen=True, slots=True)
class _Noting:
    """A store of blobs that notes which files were asked for."""

    blobs: BlobStore
    noted: set[tuple[str, str, int]] = field(default_factory=set)
    """Path, digest and size."""

    def ahead(self, source: Source, files: Iterable[SourceFile]) -> None:
        if isinstance(self.blobs, EagerStore):
            self.blobs.ahead(source, files)

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        wanted = list(files)
        self.noted.update((file.path, file.digest, file.size) for file in wanted)
        return self.blobs.read(source, wanted)


@dataclass
class _Session:
    """Collects, file by file; a file is read once however many Locations name it."""

    reader: Reader
    blobs: _Noting
    readings: Readings | None
    files: dict[str, DescriptorFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    listing: Listing = field(init=False)
    mends: Mends = field(default_factory=Mends)

    def __post_init__(self) -> None:
        self.listing = Listing(self.reader.snapshot, self.reader.allowance)

    def follow(self, paths: tuple[str, ...]) -> None:
        """Read files, then the files that their Locations name, until there are no more."""
        while paths:
            fresh = [path for path in dict.fromkeys(paths) if path not in self.files]
            self.blobs.ahead(self.reader.snapshot.source, self._unread(fresh))
            found = [self._file(path) for path in fresh]
            self.files.update((file.path, file) for file in found)
            leads = [lead for file in found for one in file.declarations for lead in one.leads]
            paths = tuple(path for lead in leads for path in lead.paths)

    def _unread(self, paths: Iterable[str]) -> Iterator[SourceFile]:
        files = filter(None, map(self.reader.snapshot.file, paths))
        return (file for file in files if not (self.readings and self.readings.has(file)))

    def _file(self, path: str) -> DescriptorFile:
        snapshot, allowance = self.reader.snapshot, self.reader.allowance
        file = snapshot.file(path)
        allowance.begin_file()
        earlier = self.readings.find(file, snapshot) if file and self.readings else None
        if file and self.readings and earlier and allowance.affords(earlier.price):
            self.readings.take(file)
            return self._again(file, earlier)
        start, before = len(self.diagnostics), allowance.left()
        self.blobs.noted.clear()
        documents = self._documents(path)
        read = [self.reader.read(document, path) for document in documents]
        price = allowance.left().since(before)
        if file and len(self.diagnostics) == start:
            self.diagnostics += self._empty(path, read)
        own = [found for one in read for found in one.diagnostics]
        self.diagnostics += own
        declarations = [self._complete(one.declaration) if one.declaration else None for one in read]
        if file and self.readings and len(self.diagnostics) == start + len(own) <= start + MOST_DIAGNOSTICS:
            named = tuple(sorted(self.blobs.noted - {(path, file.digest, file.size)}))
            found = tuple(map(_reading, documents, read, declarations))
            self.readings.add(file, FileReading(found, price, named))
        self.diagnostics[start:] = bounded(self.diagnostics[start:])
        first = next((one for one in read if one.broken), None)
        broken = (first.broken, first.reason) if first else ()
        return self._described(path, [one for one in declarations if one], *broken)

    def _again(self, file: SourceFile, earlier: FileReading) -> DescriptorFile:
        """Take what an earlier build read, at the same price."""
        self.reader.allowance.pay(earlier.price)
        self.diagnostics += [odd for one in earlier.documents for odd in one.diagnostics]
        found = [(one.declaration, one.asks) for one in earlier.documents if one.declaration]
        return self._described(file.path, [self._complete(one) if asks else one for one, asks in found])

    def _described(
        self, path: str, declarations: Iterable[Declaration], broken: Where | None = None, reason: str = ""
    ) -> DescriptorFile:
        place = location_ref(path, self.reader.snapshot, self.reader.policy)
        return DescriptorFile(path, place, tuple(declarations), broken, reason)

    def _empty(self, path: str, read: list[Descriptor]) -> list[Diagnostic]:
        if any(one.declaration or one.diagnostics for one in read):
            return []
        where = Where(self.reader.snapshot.source.url, path)
        hint = "remove the file, or start with apiVersion, kind and metadata"
        return [diagnose("empty-descriptor", "the file declares nothing", where=where, hint=hint)]

    def _documents(self, path: str) -> tuple[YamlDocument, ...]:
        snapshot = self.reader.snapshot
        file = snapshot.file(path)
        if file is None:
            return ()
        try:
            content, exact = self._content(file), self.reader.policy.strict
            self.diagnostics += encoding_fault(content, Where(snapshot.source.url, path))
            found = parse_documents(content, DESCRIPTOR_LIMITS, exact=exact, mends=self.mends)
            return tuple(map(self._allowed, found))
        except AllowanceError as error:
            return (_refused(str(error), 1),)
        except CrawlError as error:
            self.diagnostics.append(
                diagnose("source-unreachable", str(error), where=Where(snapshot.source.url, path), hint=error.hint)
            )
            return ()

    def _content(self, file: SourceFile) -> bytes:
        if file.size > DESCRIPTOR_LIMITS.size:
            raise AllowanceError(f"the file has {file.size:,} bytes, the limit is {DESCRIPTOR_LIMITS.size:,}")
        self.reader.allowance.take_file(file.size)
        return self.reader.blobs.read(self.reader.snapshot.source, [file])[file.path]

    def _allowed(self, document: YamlDocument) -> YamlDocument:
        try:
            self.reader.allowance.take_values(document.values)
        except AllowanceError as error:
            return _refused(str(error), document.line)
        return document

    def _complete(self, declared: Declaration) -> Declaration:
        """Add what an entity asks for: the targets of a Location, documentation."""
        entity = declared.entity or declared.unseen
        if entity is None:
            return declared
        requested = request_docs(entity, self.reader.snapshot, self.reader.policy)
        folders = request_folders(entity, self.reader.snapshot, self.reader.policy)
        self.diagnostics += (*requested.diagnostics, *folders.diagnostics)
        leads = tuple(self._lead(target, entity) for target in targets(entity))
        if len(leads) >= MOST_TARGETS:
            message = f"{entity.ref}: of its targets the first {MOST_TARGETS:,} are looked for"
            self.diagnostics.append(
                diagnose("location-not-found", message, where=entity.where, hint="use globs", entity=str(entity.ref))
            )
        if not (leads or requested.request or folders.requests):
            return declared
        return declared._replace(leads=leads, docs=requested.request, folders=folders.requests)

    def _lead(self, target: Target, entity: Entity) -> Lead:
        where = entity.at(target.pointer)
        try:
            return find(target, entity, self.listing, self.reader.policy)
        except TargetError as error:
            if target.optional and error.absent:
                return Lead(where)
            hint = "correct the target, or set presence: optional" if error.absent else "name a file, or a glob"
            message = f"{entity.ref}: {error}"
            self.diagnostics.append(
                diagnose("location-not-found", message, where=where, hint=hint, entity=str(entity.ref))
            )
            return Lead(where, problem=str(error))


def _reading(document: YamlDocument, read: Descriptor, declared: Declaration | None) -> Reading:
    asks = bool(declared and (declared.leads or declared.requests))
    return Reading(declared, asks, document.text, read.diagnostics)


def bounded(found: list[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics of one file; of very many the first ones, and how many more there are."""
    if len(found) <= MOST_DIAGNOSTICS:
        return found
    message = f"{len(found) - MOST_DIAGNOSTICS:,} more faults of this file are not shown"
    last = found[MOST_DIAGNOSTICS]
    worst = max(found[MOST_DIAGNOSTICS:], key=lambda one: one.severity)
    return [*found[:MOST_DIAGNOSTICS], diagnose(worst.code, message, where=last.where, hint="mend those above first")]


def _refused(message: str, line: int) -> YamlDocument:
    return YamlDocument(None, line, "", fault=YamlFault(message, line, 1, limit=True))

"""Reads all descriptors of one snapshot, following Location entities inside it."""

from dataclasses import dataclass, field, replace

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.errors import CrawlError
from portalgen.model.entity import Entity
from portalgen.model.fragment import Declaration, DescriptorFile, Fragment, Lead
from portalgen.model.source import BlobStore, Snapshot, SourceFile
from portalgen.read.allowance import AllowanceError
from portalgen.read.annotate import location_ref
from portalgen.read.descriptors import Reader
from portalgen.read.documentation import request_docs
from portalgen.read.policy import ReadPolicy
from portalgen.read.targets import MOST_TARGETS, Listing, Target, TargetError, find, targets
from portalgen.yaml12 import DESCRIPTOR_LIMITS, YamlDocument, YamlFault, parse_documents

MOST_DIAGNOSTICS = 1000
"""Of one file."""


def read_fragment(snapshot: Snapshot, blobs: BlobStore, policy: ReadPolicy) -> Fragment:
    """Return what a location says: its entities, their relations, and what else it asks to be read.

    A bad document costs itself and a diagnostic; the other documents of its file stay.
    """
    reading = _Reading(Reader(snapshot, blobs, policy))
    reading.follow(snapshot.entries)
    files = tuple(reading.files.values())
    return Fragment(snapshot.location, snapshot.source, snapshot.entries, files, tuple(reading.diagnostics))


@dataclass
class _Reading:
    """Collects, file by file; a file is read once however many Locations name it."""

    reader: Reader
    files: dict[str, DescriptorFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    listing: Listing = field(init=False)

    def __post_init__(self) -> None:
        self.listing = Listing(self.reader.snapshot, self.reader.allowance)

    def follow(self, paths: tuple[str, ...]) -> None:
        """Read files, then the files that their Locations name, until there are no more."""
        while paths:
            found = [self._file(path) for path in dict.fromkeys(paths) if path not in self.files]
            self.files.update((file.path, file) for file in found)
            leads = [lead for file in found for one in file.declarations for lead in one.leads]
            paths = tuple(path for lead in leads for path in lead.paths)

    def _file(self, path: str) -> DescriptorFile:
        snapshot, policy = self.reader.snapshot, self.reader.policy
        self.reader.allowance.begin_file()
        read = [self.reader.read(document, path) for document in self._documents(path)]
        start = len(self.diagnostics)
        self.diagnostics += [found for one in read for found in one.diagnostics]
        declarations = tuple(self._complete(one.declaration) for one in read if one.declaration)
        self.diagnostics[start:] = bounded(self.diagnostics[start:])
        first = next((one for one in read if one.broken), None)
        return DescriptorFile(
            path,
            location_ref(path, snapshot, policy),
            declarations,
            first.broken if first else None,
            first.reason if first else "",
        )

    def _documents(self, path: str) -> tuple[YamlDocument, ...]:
        snapshot = self.reader.snapshot
        file = snapshot.file(path)
        if file is None:
            return ()
        try:
            content, exact = self._content(file), self.reader.policy.strict
            return tuple(
                self._allowed(document) for document in parse_documents(content, DESCRIPTOR_LIMITS, exact=exact)
            )
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
        self.diagnostics += requested.diagnostics
        leads = tuple(self._lead(target, entity) for target in targets(entity))
        if len(leads) >= MOST_TARGETS:
            message = f"{entity.ref}: of its targets the first {MOST_TARGETS:,} are looked for"
            self.diagnostics.append(
                diagnose("location-not-found", message, where=entity.where, hint="use globs", entity=str(entity.ref))
            )
        return replace(declared, leads=leads, docs=requested.request)

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

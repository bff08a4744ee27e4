"""Processing: a document in, the same with what processors add, and what they added, out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portalgen.diagnostics import Diagnostic
from portalgen.errors import CrawlError
from portalgen.model.attempt import attempt
from portalgen.model.forge import Forges
from portalgen.model.processors import Change, Draft, Processor
from portalgen.model.source import BlobStore, Snapshot

_LARGEST = 1_000_000
"""Bytes of a file that a processor may read."""


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of a document."""

    document: dict[str, Any]
    added: tuple[Change, ...] = ()
    """Those that had an effect, in their order."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """A processor failed; what the others add is there."""


@dataclass(frozen=True, slots=True)
class Processing:
    """Runs the processors over the documents of one snapshot."""

    processors: Sequence[Processor]
    snapshot: Snapshot
    blobs: BlobStore
    forges: Forges

    def process(self, document: dict[str, Any], path: str) -> Processed:
        """Ask each processor in turn; a later one sees what the earlier ones added."""
        added: list[Change] = []
        diagnostics: list[Diagnostic] = []
        for processor in self.processors:
            draft = Draft(document, path, self.snapshot, self.forges, self._read)
            given, failed = attempt(processor, draft, gives=(Change, Diagnostic))
            diagnostics += (*(one for one in given if isinstance(one, Diagnostic)), *failed)
            for change in (one for one in given if isinstance(one, Change)):
                changed = _with(document, change.keys, change.value)
                if changed is not document:
                    document = changed
                    added.append(change)
        return Processed(document, tuple(added), tuple(diagnostics))

    def _read(self, path: str) -> bytes | None:
        file = self.snapshot.file(path)
        if file is None or file.size > _LARGEST:
            return None
        try:
            return self.blobs.read(self.snapshot.source, [file])[path]
        except CrawlError:
            return None


def _with(document: dict[str, Any], keys: tuple[str, ...], value: str) -> dict[str, Any]:
    """Return the document with a value where it has none; itself where it has one, or something is in the way."""
    key, *below = keys
    here = document.get(key)
    if not below:
        return {**document, key: value} if here in (None, "") else document
    if here is not None and not isinstance(here, dict):
        return document
    inside = _with(here or {}, tuple(below), value)
    return document if inside is here else {**document, key: inside}

"""The fetcher of rosters: the people of a host, as discovery wrote them down, in, one descriptor out."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.errors import CrawlError
from portalgen.model.source import ROSTER, Fetched, Location, Snapshot, Source, SourceFile, Wanted

ROSTER_FILE = "people.yaml"
"""Path of the one file that such a source has."""


@dataclass(frozen=True)
class RosterFetcher:
    """Fetches `roster`: a location whose host's listing was made into the text of a descriptor."""

    _texts: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Digest -> a descriptor: one organisation may be asked about twice, with other settings."""
    _urls: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    @property
    def types(self) -> tuple[str, ...]:
        """Location types."""
        return (ROSTER,)

    def locate(self, location: Location) -> Wanted | Diagnostic:
        """Return the one file; a diagnostic for a location that no provider made."""
        if not location.content:
            message = f"{location.target}: people of a host are found by a provider"
            hint = "name it in catalog.providers"
            return diagnose("location-unsupported", message, where=location.where_of("type"), hint=hint)
        return Wanted(location.target, _digest(location), (ROSTER_FILE,))

    def fetch(self, location: Location) -> Fetched:
        """Take the text over."""
        content, digest = location.content.encode(), _digest(location)
        self._texts[digest] = content
        self._urls.add(location.target)
        file = SourceFile(ROSTER_FILE, digest, len(content))
        return Fetched(Snapshot(location, Source(location.target), (file,), stale_since=location.stale_since))

    def holds(self, source: Source) -> bool:
        """Say yes to what was fetched."""
        return not source.commit and source.url in self._urls

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return the descriptor. Raises `CrawlError` for any other file."""
        wanted = {file.path: file.digest for file in files}
        if wanted.keys() - {ROSTER_FILE} or not self._texts.keys() >= {*wanted.values()}:
            raise CrawlError(f"{source.url}: it has no file but {ROSTER_FILE}")
        return {path: self._texts[digest] for path, digest in wanted.items()}


def _digest(location: Location) -> str:
    return hashlib.sha256(location.content.encode()).hexdigest()

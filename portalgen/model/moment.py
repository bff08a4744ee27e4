"""Moments: of which time a build's sources are: as they are now, as they were then, or as the record of a site says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from portalgen.errors import ConfigError
from portalgen.model.source import Location, Snapshot, Source

LAST = 253_402_300_799
"""The last second that a calendar of four digits knows."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a site was made of."""

    sources: Mapping[tuple[str, str], Source] = field(default_factory=dict)
    """(URL, ref as it was asked for: empty for the default branch) -> the commit that was read."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """URL of a source without commits -> digest of its files (`files_digest`)."""
    discovered: tuple[Location, ...] = ()
    """What the providers found."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """URL of a folder in a Git work tree -> the commit whose history it had."""
    at: int | None = None
    """The time that the site is of, if that was not the time when it was made."""
    providers: tuple[str, ...] | None = None
    """Names of the providers that were asked, sorted; None if it does not say."""

    def require_providers(self, names: tuple[str, ...]) -> None:
        """Raise `ConfigError` if others were asked than those that portal.yaml has, by their sorted names."""
        if self.providers is not None and self.providers != names:
            theirs, ours = (", ".join(rows) or "none" for rows in (self.providers, names))
            message = f"the record is of another portal.yaml: its providers are {theirs}, here they are {ours}"
            raise ConfigError(message, hint="take the portal.yaml of that time, too, or build without --locked")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, a record, or neither: now."""

    at: int | None = None
    """The last second that counts, since 1970."""
    record: Record | None = None

    @property
    def time(self) -> int | None:
        """The time that the sources are of; None for that of the build, whenever it is or was."""
        return self.record.at if self.record else self.at

    @property
    def is_now(self) -> bool:
        """Say whether sources are read as they are now."""
        return self.at is None and self.record is None

    def __str__(self) -> str:
        if self.time is None:
            return "the record" if self.record else "now"
        return datetime.fromtimestamp(self.time, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


NOW = Moment()


def digests_of(snapshots: Iterable[Snapshot]) -> Mapping[str, str]:
    """Return URL -> digest of all files that were listed, for sources without commits, sorted."""
    rows: dict[str, set[tuple[str, str]]] = {}
    for snapshot in snapshots:
        if not snapshot.source.commit:
            files = ((file.path, file.digest) for file in snapshot.files)
            rows.setdefault(snapshot.source.url, set()).update(files)
    return {url: sha256(repr(sorted(rows[url])).encode(errors="surrogatepass")).hexdigest() for url in sorted(rows)}

"""Sources: where descriptors come from (locations), and what was found there (snapshots)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile
from operator import attrgetter
from typing import Protocol, runtime_checkable

from portalgen.diagnostics import NOWHERE, Diagnostic, Where
from portalgen.model.source_state import SourceState

DEFAULT_PATHS = ("catalog-info.yaml",)
ROSTER = "roster"
"""Type of the locations that discovery makes of a host's people."""


_SECRET = re.compile(
    r"""([?&;#](?:[\w.-]*(?:token|secret|passw|passphrase|credential|authorization)[\w.-]*|(?:[\w.-]*[._-])?key|sig)=)
    [^&;#]+""",
    re.IGNORECASE | re.VERBOSE,
)
"""A parameter whose name says that its value is a secret."""


def has_secret(target: str) -> bool:
    """Say whether a URL has a parameter that nobody should read; the whole of a URL is shown to readers."""
    return _SECRET.search(target) is not None


def without_credentials(target: str) -> str:
    """Return a URL without its password, secret parameters, and its user where that is no address (https)."""
    target = _SECRET.sub(r"\1…", target)
    if "://" not in target:
        return target
    scheme, _, rest = target.partition("://")
    authority, slash, path = rest.partition("/")
    user, at, host = authority.rpartition("@")
    keep = f"{user.partition(':')[0]}@" if at and scheme == "ssh" else ""
    return f"{scheme}://{keep}{host}{slash}{path}"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place to look for descriptors: configured by an admin, or named by an entity of kind Location."""

    type: str
    """`git`, `url` (a file in a Git host or on a plain web site, as in Backstage), `file`, or a plug-in's."""
    target: str
    """As written: the URL of a repository or of a file, or a folder or file beside portal.yaml."""
    ref: str = ""
    """Branch, tag or commit; empty for the default branch."""
    paths: tuple[str, ...] = DEFAULT_PATHS
    """Descriptors inside the source, globs allowed. Empty: nothing to read, only files that others refer to."""
    optional: bool = False
    """True: a file that is not there costs no diagnostic (`presence: optional`)."""
    origin: str = ""
    """`type:target` of the configured location that led here; empty means this one is the configured one."""
    where: Where = NOWHERE
    """What asked for it: the target in portal.yaml or in the field of a Location entity."""
    parts: tuple[tuple[str, Where], ...] = field(default=(), compare=False, repr=False)
    """Places in portal.yaml of `type`, `ref`, and of each path (`paths/0`), as far as they are written there."""
    commit: str = field(default="", compare=False)
    """What its host's listing names for the ref: if the mirror has that commit, nobody is asked."""
    content: str = field(default="", compare=False, repr=False)
    """Of type `ROSTER`, the text of the one descriptor that its host's listing was made into."""
    stale_since: int | None = field(default=None, compare=False, repr=False)
    """Of type `ROSTER`, seconds since 1970 of that listing, when its host could not be asked since and it is used."""

    def where_of(self, part: str) -> Where:
        """Return the place of a part, or that of the target."""
        return dict(self.parts).get(part, self.where)

    def where_of_path(self, path: str) -> Where:
        """Return the place of one of the paths, or that of the target."""
        return self.where_of(f"paths/{self.paths.index(path)}") if path in self.paths else self.where

    @property
    def ref_text(self) -> str:
        """`type:target`, Backstage's location ref; readers see it, so it has no credentials."""
        return f"{self.type}:{without_credentials(self.target)}"

    @property
    def place(self) -> tuple[str, str, str, tuple[str, ...]]:
        """What is asked for, whoever asks: two locations of one place bring the same files."""
        return (self.type, self.target, self.ref, self.paths)

    @property
    def origin_text(self) -> str:
        """Location ref of the configured location at the start of the chain."""
        return self.origin or self.ref_text


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A repository at one commit, or a folder as it is now."""

    url: str
    """As configured (before mirrors), without credentials; the name that readers know it by."""
    commit: str = ""
    """Full object id; empty for a folder without Git."""
    ref: str = ""
    """Branch or tag that was asked for, or the default branch; empty if none is known."""
    time: int = 0
    """Committer time of the commit in seconds since 1970, 0 if there is none."""


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A regular file of a source; symbolic links and submodules are never listed."""

    path: str
    digest: str
    """Git blob id, or SHA-256 of the bytes for a folder."""
    size: int = 0
    """Bytes; 0 also where the source does not say (a file of a large repository that was not read yet)."""


_PATH = attrgetter("path")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one location resolved to: a source, its files sorted by path, and the descriptors to start from."""

    location: Location
    source: Source
    files: tuple[SourceFile, ...]
    entries: tuple[str, ...] = ()
    """Paths of the descriptors that the location's patterns matched, sorted."""
    stale_since: int | None = None
    """Seconds since 1970 of the last good fetch, when the source could not be reached and its last state is used."""
    listed: bool = True
    """False: a plain web site, where `files` are one descriptor and what its placeholders name, and no others are
    known; a target beside it is a location of its own (`model.web.resolve_web`)."""
    links: tuple[str, ...] = ()
    """Paths of symbolic links, sorted: they are never followed, so nothing is known but that they are there."""
    unreadable: tuple[str, ...] = ()
    """Names of files that are left out because they are no text, as messages show them, sorted."""
    asked: str = field(default="", compare=False, repr=False)
    """The ref as it was asked for; empty for the default branch."""
    head: str = field(default="", compare=False, repr=False)
    """Of a folder in a Git work tree: the commit whose history it has, committed or not; empty if none is known."""
    unchanged: bool = field(default=False, compare=False, repr=False)
    """True: the source has nothing new since an earlier build. The site does not depend on it."""

    @property
    def is_shown(self) -> bool:
        """Say whether readers hear of it: not of what may be without a descriptor, and is."""
        return bool(self.entries) or not self.location.optional

    @property
    def state(self) -> SourceState:
        """Return how the source was found."""
        if self.stale_since is not None:
            return SourceState.STALE
        return SourceState.UNCHANGED if self.unchanged else SourceState.FRESH

    def file(self, path: str) -> SourceFile | None:
        """Return the file at a path, or None."""
        index = bisect_left(self.files, path, key=_PATH)
        return self.files[index] if index < len(self.files) and self.files[index].path == path else None

    def under(self, folder: str) -> tuple[SourceFile, ...]:
        """Return the files below a folder ("" or "." for all)."""
        prefix = "" if folder in {"", "."} else folder.rstrip("/") + "/"
        start = bisect_left(self.files, prefix, key=_PATH)
        return tuple(takewhile(lambda file: file.path.startswith(prefix), islice(self.files, start, None)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a location asks of its fetcher, known before anything is fetched."""

    url: str
    """What is fetched at once: `Source.url` of the snapshot that it becomes, of a plain web site the file's URL."""
    ref: str
    """Branch, tag or commit; empty for the default branch."""
    paths: tuple[str, ...]
    """Descriptors inside the source: exact paths and globs."""


class BlobStore(Protocol):
    """Gives the bytes of files; what is behind it (a bare mirror, a folder, a cache) is the fetcher's business."""

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes of the given files of one source. Raises `CrawlError` when the source is gone."""
        ...


@runtime_checkable
class EagerStore(BlobStore, Protocol):
    """A store that brings files at less cost if it hears of all of them before they are read one by one."""

    def ahead(self, source: Source, files: Iterable[SourceFile]) -> None:
        """Bring what `read` is about to be asked for. What cannot be had, `read` tells of."""
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """Outcome of one location: a snapshot, or diagnostics that say why there is none, or both."""

    snapshot: Snapshot | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


class Fetcher(BlobStore, Protocol):
    """Brings the sources of some location types, and the bytes of their files when they are asked for."""

    @property
    def types(self) -> tuple[str, ...]:
        """Location types that it knows (`git`, `url`)."""
        ...

    def locate(self, location: Location) -> Wanted | Diagnostic:
        """Say what a location asks for, without fetching; a diagnostic if the target has no form that it knows."""
        ...

    def holds(self, source: Source) -> bool:
        """Say whether a source is one of those that this fetcher brings."""
        ...

    def fetch(self, location: Location) -> Fetched:
        """Bring the location's source up to date and list its files. Bad content is a diagnostic, not an exception.

        Called from several threads at once, never twice at once for the same source URL. The snapshot has no
        entries yet: the crawl stage matches the patterns of `locate`.
        """
        ...


@runtime_checkable
class RefStore(Fetcher, Protocol):
    """A fetcher of repositories that have branches and tags."""

    def refs(self, location: Location) -> tuple[str, ...]:
        """Return the branches and tags of a location's repository. Raises `CrawlError`."""
        ...

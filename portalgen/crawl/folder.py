"""The fetcher of folders without Git: a location in, the regular files below it out."""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from portalgen.crawl.folder_history import FolderHistory
from portalgen.crawl.names import escaped, readable
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.errors import CrawlError
from portalgen.globs import has_wildcard
from portalgen.model.change import Changes
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Fetched, Location, Snapshot, Source, SourceFile, Wanted

_CHUNK = 65_536


@dataclass(frozen=True)
class FolderFetcher:
    """Fetches `file`: a folder, a file in one, or a glob below one, as it lies beside portal.yaml now.

    The source is the folder; hidden folders (`.git`), links, the cache and the site itself are left out.
    """

    settings: FetchSettings
    _fetched: dict[str, Fetched] = field(default_factory=dict, init=False, repr=False, compare=False)
    _folders: dict[str, Path] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def types(self) -> tuple[str, ...]:
        """Location types."""
        return ("file",)

    def locate(self, location: Location) -> Wanted | Diagnostic:
        """Split the target into a folder and, when it names files, the pattern of those."""
        if "\0" in location.target or not location.target.strip():
            return _fault("location-unsupported", location, "not the name of a folder or file")
        try:
            folder, pattern = _split(location.target, self.settings.folder)
            allowed = self._is_allowed(location, folder)
        except (OSError, RuntimeError):  # a name that is too long, links in a circle
            return _fault("location-unsupported", location, "no folder or file can have this name")
        if not allowed:
            hint = "name it in catalog.locations instead"
            return _fault("location-unsupported", location, "outside of what a Location entity may name", hint)
        return Wanted(folder, "", (pattern,) if pattern and location.paths else location.paths)

    def fetch(self, location: Location) -> Fetched:
        """List the folder and digest its files."""
        wanted = self.locate(location)
        if isinstance(wanted, Diagnostic):
            return Fetched(diagnostics=(wanted,))
        if wanted.url not in self._fetched:
            self._fetched[wanted.url] = self._list(location, wanted.url)
        return self._fetched[wanted.url]

    def holds(self, source: Source) -> bool:
        """Say yes to everything without a commit that is no URL."""
        return not source.commit and "://" not in source.url

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes. Raises `CrawlError` for a file that is not what was listed."""
        folder = self._folder(source.url)
        return {file.path: _verified(folder, file, source) for file in files}

    def changes(self, source: Source, paths: Collection[str], mailmap: SourceFile | None = None) -> Changes:
        """Return the commits that changed some files; nothing outside of Git. Names are joined by what is committed."""
        del mailmap
        fetched, history = self._fetched.get(source.url), FolderHistory.of(self._folder(source.url))
        head = fetched.snapshot.head if fetched and fetched.snapshot else ""
        return history.changes(source, head, paths, self.settings.cache) if history and head else Changes()

    def _folder(self, url: str) -> Path:
        """Return the folder of a source; it is where it was when the build began."""
        if url not in self._folders:
            self._folders[url] = (self.settings.folder / url).resolve()
        return self._folders[url]

    def _is_allowed(self, location: Location, folder: str) -> bool:
        """Say whether the admin named it, or a descriptor of one that he named and that it belongs to.

        What a descriptor names stays in the folder of portal.yaml, or in the Git work tree of the configured target
        (without one, in that target's folder): it is content, and must not read the rest of the machine.
        """
        wanted = self._folder(folder)
        if not location.origin:
            return True
        kind, _, target = location.origin.partition(":")
        home = _work_tree(self._folder(_split(target, self.settings.folder)[0]))
        places = (self.settings.folder.resolve(), home)
        return kind == "file" and any(wanted.is_relative_to(place) for place in places)

    def _list(self, location: Location, url: str) -> Fetched:
        folder = self._folder(url)
        if not folder.is_dir():
            hint = "the path starts at the folder of portal.yaml"
            missing = diagnose("source-unreachable", f"{url}: there is no such folder", where=location.where, hint=hint)
            return Fetched(diagnostics=(missing,))
        try:
            found = tuple(_listed(folder, self._left_out()))
        except OSError as error:
            name = os.path.relpath(error.filename, folder) if error.filename else "a file"
            reason = f"{name} cannot be read: {error.strerror or 'no reason given'}"
            return Fetched(diagnostics=(_fault("source-unreachable", location, reason),))
        files = tuple(sorted(one for one in found if isinstance(one, SourceFile)))
        links = tuple(sorted(one.path for one in found if isinstance(one, _Link)))
        unreadable = tuple(sorted(one for one in found if isinstance(one, str)))
        return Fetched(Snapshot(location, Source(url), files, links=links, unreadable=unreadable, head=self._head(url)))

    def _head(self, url: str) -> str:
        """Return the commit whose history a folder has: the one that is checked out, or that the record names."""
        if record := self.settings.asking.moment.record:
            return record.heads.get(url, "")
        history = FolderHistory.of(self._folder(url))
        return history.head() if history else ""

    def _left_out(self) -> frozenset[str]:
        own = (self.settings.cache, self.settings.output)
        return frozenset(str(path.resolve()) for path in own if path)


def _split(target: str, base: Path) -> tuple[str, str]:
    """Return (folder, pattern): a file's folder and name, or the folder before the first wildcard and the rest."""
    if (base / target).is_dir():
        return target, ""
    parts = PurePosixPath(target).parts
    count = next((number for number, part in enumerate(parts) if has_wildcard(part)), len(parts) - 1)
    return str(PurePosixPath(*parts[:count])), "/".join(parts[count:])


def _work_tree(folder: Path) -> Path:
    """Return the root of the Git work tree that holds a folder, or the folder itself."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


@dataclass(frozen=True, slots=True)
class _Link:
    """A symbolic link."""

    path: str


def _listed(folder: Path, left_out: frozenset[str]) -> Iterator[SourceFile | _Link | str]:
    """Yield each regular file, each symbolic link, and what stands for a name that is no text.

    A folder that may not be read counts as empty.
    """
    waiting = [""]
    for inside in waiting:  # grows while it is walked
        try:
            entries = list(os.scandir(f"{folder}/{inside}"))
        except OSError:
            continue
        for entry in entries:
            name = f"{inside}{entry.name}"
            if entry.is_symlink() or not entry.is_dir():
                found = _one(entry, os.fsencode(name))
                if found:
                    yield found
            elif not entry.name.startswith(".") and f"{folder}/{name}" not in left_out:
                waiting.append(f"{name}/")


def _one(entry: os.DirEntry[str], name: bytes) -> SourceFile | _Link | str | None:
    """Return a file, a link, or what stands for a name that is no text; None for what has no bytes."""
    path = readable(name)
    if not path:
        return escaped(name)
    if entry.is_symlink():
        return _Link(path)
    return _file(entry.path, path) if entry.is_file() else None


def _file(path: str, name: str) -> SourceFile | None:
    digest, size = hashlib.sha256(), 0
    try:
        with open(path, "rb", buffering=0) as content:  # noqa: PTH123  (a path object for each of many files is slow)
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except FileNotFoundError:  # an editor's file that came and went
        return None
    return SourceFile(name, digest.hexdigest(), size)


def _verified(folder: Path, file: SourceFile, source: Source) -> bytes:
    path = folder / file.path
    try:
        content = path.read_bytes() if path.resolve().is_relative_to(folder) else b""
    except OSError as error:
        raise CrawlError(f"{source.url}: {file.path} is gone", hint="run the build again") from error
    if hashlib.sha256(content).hexdigest() != file.digest:
        raise CrawlError(f"{source.url}: {file.path} changed while it was read", hint="run the build again")
    return content


def _fault(code: str, location: Location, text: str, hint: str = "") -> Diagnostic:
    return diagnose(code, f"{location.target}: {text}", where=location.where, hint=hint)

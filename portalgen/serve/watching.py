"""Watching: which folders of this machine a portal is made from, and a wake-up call when one of them changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from urllib.parse import unquote, urlsplit

import watchfiles

from portalgen.config import Config
from portalgen.crawl.remote import find_remote
from portalgen.discover import local_places
from portalgen.errors import CrawlError
from portalgen.model.source import Source

_REFS = ("HEAD", "packed-refs", "refs", "reftable")


@dataclass(frozen=True, slots=True)
class Watched:
    """What can change a build, as absolute paths."""

    files: frozenset[Path] = frozenset()
    """Single files; their folders are watched, since editors replace files."""
    trees: frozenset[Path] = frozenset()
    """Folders with all that is below them, but hidden ones."""
    folders: frozenset[Path] = frozenset()
    """Folders with their entries, but hidden ones, and not with what is in these."""
    ignored: frozenset[Path] = frozenset()
    """Folders that the build itself writes."""

    def concerns(self, path: Path) -> bool:
        """Return whether a change of a path may change the site."""
        if path in self.files:
            return True
        if path.suffix == ".lock" or any(path.is_relative_to(folder) for folder in self.ignored):
            return False
        if path.parent in self.folders and not path.name.startswith("."):
            return True
        return any(
            path.is_relative_to(tree) and not any(part.startswith(".") for part in path.relative_to(tree).parts)
            for tree in self.trees
        )


def watched(config: Config, sources: Iterable[Source]) -> Watched:
    """Return what a build of these sources depends on.

    That is portal.yaml, what providers read on this machine, folders, and the refs of local repositories.
    """
    places = local_places(config)
    files: set[Path] = {config.path.absolute(), *places.files}
    trees: set[Path] = set()
    for source in sources:
        for path in _of_repository(config, source) if source.commit else [(config.folder / source.url).resolve()]:
            (trees if path.is_dir() else files).add(path)
    trees.update(folder for folder in (config.folder / "theme", config.static) if folder and folder.is_dir())
    ours = (config.output, config.cache)
    both = {*ours, *(folder.resolve() for folder in ours)}  # changes are told by the name that a tree was given
    return Watched(frozenset(files), frozenset(trees), places.folders, frozenset(both))


class Watcher:
    """Sets `changed` when something that is watched changes; runs in threads of its own until `stop()`.

    What changes after it is made is noticed: it is there when the system has begun to tell of changes.
    """

    def __init__(self, what: Watched, changed: Event) -> None:
        self.what = what
        self._changed = changed
        self._stop = Event()
        kinds = [rows for rows in ((_folders(what.files) | what.folders, False), (what.trees, True)) if rows[0]]
        begun = [Event() for _ in kinds]
        self._threads = [
            Thread(target=self._watch, args=(paths, event), kwargs={"recursive": recursive}, daemon=True)
            for (paths, recursive), event in zip(kinds, begun, strict=True)
        ]
        for thread in self._threads:
            thread.start()
        for event in begun:
            event.wait()

    def stop(self) -> None:
        """End the threads and wait for them."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _watch(self, paths: frozenset[Path], begun: Event, *, recursive: bool) -> None:
        try:
            for _ in watchfiles.watch(
                *sorted(paths),
                watch_filter=lambda _, path: self.what.concerns(Path(path)),
                debounce=400,
                stop_event=_Stop(self._stop, begun),
                rust_timeout=500,
                raise_interrupt=False,
                recursive=recursive,
                ignore_permission_denied=True,
            ):
                self._changed.set()
        finally:
            begun.set()  # where watching is impossible, nobody waits for it


@dataclass(frozen=True, slots=True)
class _Stop:
    """What `watchfiles` asks, again and again, from the moment on that changes are told."""

    stop: Event
    begun: Event

    def is_set(self) -> bool:
        self.begun.set()
        return self.stop.is_set()


def _folders(files: Iterable[Path]) -> frozenset[Path]:
    return frozenset(file.parent for file in files if file.parent.is_dir())


def _of_repository(config: Config, source: Source) -> Iterator[Path]:
    """Yield what changes when a local repository gets a commit; nothing for one on a server."""
    try:
        remote = find_remote(source.url, config.fetch_settings())
    except CrawlError:
        return
    if remote.local:
        path = unquote(urlsplit(remote.address).path) if "://" in remote.address else remote.address
        folder = Path(path)
        git = folder / ".git" if (folder / ".git").is_dir() else folder
        yield from (git / name for name in _REFS)

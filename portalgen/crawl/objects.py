"""Objects: ids in, their bytes out of a mirror, from a git process that stays open while one repository is read."""

import os
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from portalgen.crawl.git_command import open_git
from portalgen.crawl.mirror import Mirror
from portalgen.crawl.object_ids import is_blob
from portalgen.errors import CrawlError
from portalgen.model.source import SourceFile

if TYPE_CHECKING:
    from git import Git

MOST_BYTES = 250_000_000
"""Of one file, and of all that are read at once: they are in memory. Documentation may have less (`docs_size`)."""
_EMPTY = frozenset(
    {
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)
"""Ids of a file without content."""
_MOST = 4
"""Processes to keep: files are read repository by repository, and there may be thousands of those."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Objects:
    """Reads the files of mirrors. A file costs a question to a process, not a process; they end with this object."""

    _open: OrderedDict[Path, "Git"] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        weakref.finalize(self, _close_all, self._open)  # `__del__` would run in no order with those of the processes

    def read(self, mirror: Mirror, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes. Raises `MissingError` when an object is not there, `CrawlError` for one too large."""
        wanted = tuple(files)
        with self._lock:  # a process answers one question after the other
            try:
                git = self._git(mirror.path)
                return dict(_within(MOST_BYTES, ((file.path, _blob(git, file)) for file in wanted)))
            except (OSError, ValueError):  # it ended, or has it damaged or not at all, or cannot tell long ids
                self._close(mirror.path)
        return mirror.read({file.path: file.digest for file in wanted}, MOST_BYTES)

    def _git(self, path: Path) -> "Git":
        if path not in self._open:
            self._open[path] = open_git(path)
        self._open.move_to_end(path)
        while len(self._open) > _MOST:
            self._close(next(iter(self._open)))
        return self._open[path]

    def _close(self, path: Path) -> None:
        if git := self._open.pop(path, None):
            git.clear_cache()


def _close_all(processes: OrderedDict[Path, "Git"]) -> None:
    while processes:
        processes.popitem()[1].clear_cache()


def _within(most: int, contents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for path, content in contents:
        most -= len(content)
        if most < 0:
            raise CrawlError(f"{path} and others have more than {MOST_BYTES:,} bytes", hint="make them smaller")
        yield path, content


def _blob(git: "Git", file: SourceFile) -> bytes:
    size = file.size
    if not size and file.digest not in _EMPTY:  # one that was left out when the commit was fetched
        size = int(git.get_object_header(file.digest)[2])
    if size > MOST_BYTES:
        raise CrawlError(f"{file.path} has {size:,} bytes, the limit is {MOST_BYTES:,}", hint="make it smaller")
    _, kind, _, content = git.get_object_data(file.digest)
    if os.fsdecode(kind) != "blob":  # it comes as bytes, though GitPython says text
        raise ValueError(f"{file.digest} is a {kind}")
    if not is_blob(content, file.digest):  # also none at all, of a git that ended after it had said the size
        raise ValueError(f"{file.digest} is damaged")
    return content

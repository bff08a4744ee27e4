"""Objects: ids in, their bytes out of a mirror, from a git process that stays open while one repository is read."""

import os
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from portalgen.crawl.git_command import open_git
from portalgen.crawl.mirror import Mirror
from portalgen.model.source import SourceFile

if TYPE_CHECKING:
    from git import Git

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
        """Return path -> bytes. Raises `CrawlError` when an object is not there."""
        wanted = {file.path: file.digest for file in files}
        with self._lock:  # a process answers one question after the other
            try:
                git = self._git(mirror.path)
                return {path: _blob(git, digest) for path, digest in wanted.items()}
            except (OSError, ValueError):  # it ended, or lacks the object: a new one says why
                self._close(mirror.path)
        return mirror.read(wanted)

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


def _blob(git: "Git", digest: str) -> bytes:
    _, kind, _, content = git.get_object_data(digest)
    if os.fsdecode(kind) != "blob":  # it comes as bytes, though GitPython says text
        raise ValueError(f"{digest} is a {kind}")
    return content

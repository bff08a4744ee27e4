"""Work trees: a place on this machine in, the repository around it, with the files that its authors keep there, out."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from portalgen.crawl.git_command import run_git
from portalgen.crawl.names import readable
from portalgen.errors import CrawlError
from portalgen.model.source import SourceFile, without_credentials

DESCRIPTORS = ("catalog-info.yaml", "catalog-info.yml")
_LISTING = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
_NO_HOOKS = ("-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false")


@dataclass(frozen=True)
class WorkTree:
    """A repository as it lies in a folder now, committed or not; without Git, the folder itself."""

    root: Path
    """Absolute."""
    is_git: bool
    _own: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Folder -> whether it lies here, and not behind a link."""

    @classmethod
    def around(cls, place: Path, *, home: Path) -> "WorkTree":
        """Return the Git work tree that holds a place; without one, `home` if that holds it, or else its folder."""
        folder = place if place.is_dir() else place.parent
        for parent in (folder, *folder.parents):
            if (parent / ".git").exists():
                return cls(parent, is_git=True)
        return cls(home if folder.is_relative_to(home) else folder, is_git=False)

    @cached_property
    def url(self) -> str:
        """Clone URL of `origin`, without credentials; empty if there is none."""
        return without_credentials(self._ask("config", "--get", "remote.origin.url")) if self.is_git else ""

    @cached_property
    def ref(self) -> str:
        """The branch that a portal reads by default: that of `origin`, else the one that is checked out, else HEAD."""
        if not self.is_git:
            return ""
        default = self._ask("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
        return default.removeprefix("origin/") or self._ask("symbolic-ref", "--quiet", "--short", "HEAD") or "HEAD"

    def files(self, also: Iterable[str] = ()) -> tuple[SourceFile, ...]:
        """Return the regular files that Git would keep (without Git: that are not hidden), sorted, without digests."""
        found = (self._file(name) for name in {*self._names, *also})
        return tuple(sorted(file for file in found if file))

    def descriptors(self, place: Path) -> tuple[str, ...]:
        """Return the paths of a file, or of every `catalog-info.yaml` below a folder, seen from the root, sorted."""
        inside = place.relative_to(self.root).as_posix()
        if not place.is_dir():
            return (inside,)
        prefix = "" if inside == "." else f"{inside}/"
        below = (name for name in self._names if name.startswith(prefix))
        called = (name for name in below if name.rpartition("/")[2] in DESCRIPTORS)
        return tuple(sorted(name for name in called if self._file(name)))

    def listed(self, folders: frozenset[str], suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the paths of the regular files with such endings that lie in one of the folders, `.` for the root."""
        ending = (name for name in self._names if name.endswith(suffixes))
        inside = (name for name in ending if (name.rpartition("/")[0] or ".") in folders)
        return tuple(sorted(name for name in inside if self._file(name)))

    @cached_property
    def _names(self) -> frozenset[str]:
        if not self.is_git:
            return frozenset(_walk(self.root))
        listed = (readable(name) for name in self._output(*_LISTING).split(b"\0"))
        return frozenset(name for name in listed if name)

    def _file(self, name: str) -> SourceFile | None:
        try:
            found = (self.root / name).lstat()
        except OSError:
            return None
        is_own = stat.S_ISREG(found.st_mode) and self._is_own(name.rpartition("/")[0])
        return SourceFile(name, "", found.st_size) if is_own else None

    def _is_own(self, folder: str) -> bool:
        """Say whether no link is on the way to a folder."""
        if folder and folder not in self._own:
            parent = folder.rpartition("/")[0]
            self._own[folder] = not (self.root / folder).is_symlink() and self._is_own(parent)
        return not folder or self._own[folder]

    def _ask(self, *question: str) -> str:
        """Return one line, empty where Git has no answer."""
        try:
            return self._output(*question).decode("utf-8", "replace").strip()
        except CrawlError:
            return ""

    def _output(self, *arguments: str) -> bytes:
        place = {"GIT_DIR": str(self.root / ".git"), "GIT_WORK_TREE": str(self.root)}
        return run_git(["-C", str(self.root), *_NO_HOOKS, *arguments], repository=None, environment=place)


def _walk(root: Path) -> Iterator[str]:
    for place, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            relative = readable(os.fsencode((Path(place) / name).relative_to(root).as_posix()))
            if relative:
                yield relative

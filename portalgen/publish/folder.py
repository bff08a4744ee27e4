"""The folder publisher: site files in, one folder that is always a whole site out."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from portalgen.errors import PublishError
from portalgen.model.site import RECORD, Publication, SiteFile, Written
from portalgen.model.site_paths import SitePaths
from portalgen.publish.lock import locked


def publish_folder(files: Iterable[SiteFile], target: Path) -> Publication:
    """Make the folder hold exactly the given files.

    They are written beside it and swapped in by renaming; unchanged ones are hard links to the old tree. A run that
    is killed leaves the old site or the new one, and the next run clears what it left. Raises `PublishError`, with
    the old site untouched, for a folder that portalgen did not write, one that another build is writing, and for
    paths that cannot be files.
    """
    name = str(target)
    with _told(name):
        tree = _Tree(target.resolve())
        tree.refuse_odd(name)
        tree.target.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        with _told(name):
            stack.enter_context(locked(tree.lock, name))
            tree.repair()
            tree.refuse_others(name)
        stack.enter_context(tree.staging(name))
        tree.write_all(files, name)
        before = set(_walk(tree.target))
        with _told(name):
            tree.swap()
    written = tuple(sorted(tree.written))
    return Publication(name, written, tree.changed, len(before - {file.path for file in written}))


def check_folder(target: Path) -> None:
    """Raise the `PublishError` that publishing to a folder would end with, as far as it can be known before."""
    name = str(target)
    with _told(name):
        tree = _Tree(target.resolve())
        tree.refuse_odd(name)
        tree.refuse_others(name)
        parent = next(folder for folder in tree.target.parents if folder.exists())
        if parent == tree.target.parent:
            with locked(tree.lock, name):
                pass
        with tempfile.TemporaryDirectory(dir=parent, prefix=f".{tree.target.name}."):
            pass


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Say in a sentence what the file system refuses."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        hint = "check the permissions of its parent folder and the free space, and that it is no mount point"
        raise PublishError(f"{name} cannot be written: {reason}", hint=hint) from error


@dataclass(slots=True)
class _Tree:
    target: Path
    written: list[Written] = field(default_factory=list)
    changed: int = 0

    @property
    def new(self) -> Path:
        return self.target.with_name(f".{self.target.name}.new")

    @property
    def old(self) -> Path:
        return self.target.with_name(f".{self.target.name}.old")

    @property
    def lock(self) -> Path:
        return self.target.with_name(f".{self.target.name}.lock")

    def repair(self) -> None:
        """Undo what a killed run left: a swap that is half done goes back, all else is rubbish."""
        if self.old.is_dir() and not self.target.exists():
            self.old.rename(self.target)
        shutil.rmtree(self.old, ignore_errors=True)
        shutil.rmtree(self.new, ignore_errors=True)

    def refuse_odd(self, name: str) -> None:
        """Raise `PublishError` for what can be no folder that is swapped."""
        if not self.target.name or (self.target.exists() and not self.target.is_dir()):
            raise PublishError(f"{name} is a file or the root of the machine", hint="name a folder for the site")

    def refuse_others(self, name: str) -> None:
        """Raise `PublishError` unless the target is missing, empty, or a site of ours."""
        if self.target.is_dir() and any(self.target.iterdir()) and not _is_ours(self.target):
            hint = "name another folder, or empty this one"
            raise PublishError(f"{name} holds files that portalgen did not write", hint=hint)

    @contextmanager
    def staging(self, name: str) -> Iterator[None]:
        with _told(name):
            self.new.mkdir()
        try:
            yield
        finally:
            shutil.rmtree(self.new, ignore_errors=True)

    def write_all(self, files: Iterable[SiteFile], name: str) -> None:
        """Write every file; the marker comes last, so that half a site is never taken for a whole one."""
        taken = SitePaths()
        marker: SiteFile | None = None
        for file in files:
            taken.take(file.path)
            if file.path == RECORD:
                marker = file
            else:
                self._write(file, name)
        if marker:
            self._write(marker, name)
        if not _is_ours(self.new):
            raise PublishError(f"{name}: the site has no {RECORD} of portalgen", hint="report this as a bug")

    def swap(self) -> None:
        """Put the new tree in place of the old one; only between the two renames is there neither."""
        if self.target.exists():
            self.target.rename(self.old)
        try:
            self.new.rename(self.target)
        except OSError:
            self.repair()
            raise
        shutil.rmtree(self.old, ignore_errors=True)

    def _write(self, file: SiteFile, name: str) -> None:
        path, before = self.new / file.path, self.target / file.path
        same = _holds(before, file.content)
        with _told(name):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not (same and _link(before, path)):
                path.write_bytes(file.content)
        self.changed += not same
        self.written.append(Written.of(file))


def _is_ours(folder: Path) -> bool:
    try:
        marker = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(marker, dict) and marker.get("generator") == "portalgen"


def _holds(path: Path, content: bytes) -> bool:
    try:
        return not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _link(path: Path, new: Path) -> bool:
    """Give a file a second name; False where the file system has none to give."""
    try:
        os.link(path, new)
    except OSError:
        return False
    return True


def _walk(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield (Path(place) / name).relative_to(folder).as_posix()

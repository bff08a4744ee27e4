"""Histories of folders in a Git work tree: a folder and files in, the commits that changed them out.

Nobody is asked, and what is not committed is not told. The work tree's Git decides nothing and runs nothing: its
objects are looked at from an empty repository, which knows neither its configuration nor its hooks and attributes.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from portalgen.crawl.bring import make_mirror
from portalgen.crawl.file_history import FileHistory
from portalgen.crawl.git_command import GitError, list_git
from portalgen.crawl.object_ids import OBJECT_ID
from portalgen.crawl.tree import list_tree, read_tree
from portalgen.errors import CrawlError
from portalgen.model.change import Changes
from portalgen.model.source import Source

_REF = re.compile(r"refs/(?!.*\.\.)[^\x00-\x20\x7f\\]+")
_LONGEST_REF = 4_096
"""Bytes of a file with the name of a commit or of a ref."""
_MOST_PACKED = 20_000_000
"""Bytes of a file with all refs."""
_LONGEST_MAILMAP = 1_000_000


@dataclass(frozen=True, slots=True)
class FolderHistory:
    """A folder in a work tree."""

    git: Path
    """Its Git folder."""
    inside: str
    """The folder as the root of the work tree sees it, with a slash at its end; empty for the root."""

    @classmethod
    def of(cls, folder: Path) -> "FolderHistory | None":
        """Return that of the nearest work tree; None without one, or where Git keeps its objects elsewhere.

        Nor of a shallow clone: what that would tell depends on how it was cloned.
        """
        root = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)
        if root is None:
            return None
        git, inside = root / ".git", folder.relative_to(root).as_posix()
        is_here = all(place.is_dir() and not place.is_symlink() for place in (git, git / "objects"))
        if not is_here or (git / "shallow").exists() or (git / "objects" / "info" / "alternates").exists():
            return None
        return cls(git, "" if inside == "." else f"{inside}/")

    def head(self) -> str:
        """Return the commit that is checked out; empty if there is none, or Git keeps refs in a way not known here."""
        head = self._line("HEAD")
        ref = head.removeprefix("ref: ")
        found = head if ref == head else (self._line(ref) or self._packed(ref)) if _REF.fullmatch(ref) else ""
        return found if OBJECT_ID.fullmatch(found) else ""

    def changes(self, source: Source, commit: str, paths: Collection[str], cache: Path) -> Changes:
        """Return the commits among the last that led to one and changed some files. Raises `CrawlError`.

        Nothing of a clone that lacks folders (`--filter=tree:0`): as of a shallow one, that would depend on the clone.
        """
        wanted = [f"{self.inside}{path}" for path in paths]
        history = FileHistory(replace(source, commit=commit), wanted, cache)
        found = history.kept()
        if found is None:
            try:
                found = self._told(history, commit)
            except GitError:
                if self._is_partial():
                    return Changes()
                raise CrawlError("its commits cannot be read", hint="run git fsck there") from None
            except OSError as error:
                raise CrawlError(f"its commits cannot be read: {error.strerror}") from None
        start = len(self.inside)
        return Changes({path[start:]: changes for path, changes in found.by_path.items()}, found.since)

    def _told(self, history: FileHistory, commit: str) -> Changes:
        with self._beside(commit) as repository:
            found = history.look(repository, _mailmap(repository, commit))
            if found.since:  # nothing is known of what was never committed, not even that it is older
                known = {file.path for file in read_tree(list_tree(repository, commit, sizes=False)).files}
                never = dict.fromkeys({*history.paths} - known, ())
                found = Changes(dict(sorted({**never, **found.by_path}.items())), found.since)
        history.keep(found)
        return found

    @contextmanager
    def _beside(self, commit: str) -> Iterator[Path]:
        """Give an empty repository that sees the objects of this one."""
        objects = str(self.git / "objects")
        if not objects.isprintable() or objects.startswith(('"', "#")):
            hint = "rename it, or the folder above it that has such a name, without tabs and line ends"
            raise CrawlError("its folder has a name that Git cannot be told", hint=hint)
        with TemporaryDirectory(prefix="portalgen-") as name:
            repository = Path(name) / "beside.git"
            make_mirror(repository, commit)
            (repository / "objects" / "info").mkdir()
            (repository / "objects" / "info" / "alternates").write_text(f"{objects}\n", "utf-8")
            yield repository

    def _is_partial(self) -> bool:
        """Say whether objects were left out when it was cloned (`--filter`): what is missing is no damage."""
        return any((self.git / "objects" / "pack").glob("*.promisor"))

    def _line(self, name: str) -> str:
        with suppress(OSError, UnicodeDecodeError), (self.git / name).open("rb") as file:
            return file.read(_LONGEST_REF).decode().strip()
        return ""

    def _packed(self, ref: str) -> str:
        with suppress(OSError, UnicodeDecodeError), (self.git / "packed-refs").open("rb") as file:
            rows = (row.partition(" ") for row in file.read(_MOST_PACKED).decode().splitlines())
            return next((commit for commit, _, name in rows if name == ref), "")
        return ""


def _mailmap(repository: Path, commit: str) -> bytes:
    try:
        return list_git(("cat-file", "blob", f"{commit}:.mailmap"), repository=repository, most=_LONGEST_MAILMAP)
    except GitError:
        return b""

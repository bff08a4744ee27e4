"""Histories of files: a source and files in, the commits that changed them out, as far as the server tells.

Commits and lists of files are brought, no contents, and no more of them than are looked at: the answer depends on the
commit alone, not on what an earlier build has brought. It is kept, so an unchanged repository is asked nothing.
"""

import json
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from portalgen.cache import Cache, digest
from portalgen.crawl.bring import place_name
from portalgen.crawl.bring_history import UnfilteredError, bring_history
from portalgen.crawl.git_command import GitError, SilentError
from portalgen.crawl.git_log import MOST_COMMITS, read_log
from portalgen.crawl.history import alone
from portalgen.crawl.remote import Remote
from portalgen.crawl.smart_http import SmartHttp
from portalgen.errors import CrawlError
from portalgen.model.change import Change, Changes
from portalgen.model.source import Source

_FORMAT = "2"
"""Of what is kept."""
_LONGEST_MAILMAP = 1_000_000
"""Bytes; a longer one joins nobody's names."""


@dataclass(frozen=True)
class FileHistory:
    """The history of some files of one source."""

    source: Source
    paths: Collection[str]
    cache: Path

    def kept(self) -> Changes | None:
        """Return what an earlier build was told of the same commit and files."""
        text = self._answers.read(self._name, self._made_of)
        return None if text is None else _changes(json.loads(text))

    def bring(self, remote: Remote, server: SmartHttp, mailmap: bytes = b"") -> Changes:
        """Ask the remote and keep its answer. Raises `CrawlError`.

        That contents cannot be left out is kept as well, so that a server is not asked for nothing in each build.
        """
        if server.was_filtering(remote) is None:
            self.require_filtering(remote)
        try:
            with alone(self._histories / place_name(remote)) as folder, _written(mailmap) as names:
                found = self._found(remote, server, folder, names)
        except UnfilteredError:
            Cache(self._histories).write(place_name(remote), _FORMAT, "")
            raise
        except OSError as error:
            raise CrawlError(f"the cache cannot be written: {error.strerror}", hint="free space there") from None
        self.keep(found)
        return found

    def require_filtering(self, remote: Remote) -> None:
        """Raise `UnfilteredError` if an earlier build has found that contents cannot be left out."""
        if Cache(self._histories).read(place_name(remote), _FORMAT) is not None:
            raise UnfilteredError

    def look(self, repository: Path, mailmap: bytes = b"") -> Changes:
        """Look at a repository that has the commits. Raises `GitError`, `OSError`."""
        with _written(mailmap) as names:
            return read_log(repository, self.source.commit, self.paths, names)

    def keep(self, found: Changes) -> None:
        """Keep what was told for the next build of the same commit and files."""
        self._answers.write(self._name, self._made_of, json.dumps(_rows(found), separators=(",", ":")))

    def _found(self, remote: Remote, server: SmartHttp, folder: Path, names: Path | None) -> Changes:
        """Look at what is here and what is new; at all of it anew if that is damaged.

        One commit more is brought: the last that is looked at is compared with its parents.
        """
        if server.is_filtering(remote) is False:
            raise UnfilteredError
        if folder.is_dir():
            try:
                bring_history(remote, self.source, MOST_COMMITS + 1, folder, server)
                return read_log(folder, self.source.commit, self.paths, names)
            except SilentError:
                raise
            except (GitError, OSError):  # or something else is wrong, which shows once more
                shutil.rmtree(folder, ignore_errors=True)
        bring_history(remote, self.source, MOST_COMMITS + 1, folder, server)
        return read_log(folder, self.source.commit, self.paths, names)

    @property
    def _histories(self) -> Path:
        return self.cache / "file-histories"

    @property
    def _answers(self) -> Cache:
        return _answers(self.cache)

    @property
    def _name(self) -> str:
        return _name(self.source.url, self.source.ref)

    @property
    def _made_of(self) -> str:
        return digest(_FORMAT, str(MOST_COMMITS), self.source.commit, *sorted(self.paths))


def has_history(cache: Path, url: str, ref: str) -> bool:
    """Say whether an earlier build was told the history of files of a branch or tag."""
    return _answers(cache).written(_name(url, ref)) is not None


def _answers(cache: Path) -> Cache:
    return Cache(cache / "changes")


def _name(url: str, ref: str) -> str:
    return f"{url} {ref}"


@contextmanager
def _written(mailmap: bytes) -> Iterator[Path | None]:
    """Give a file that git can read the names from."""
    if not mailmap or len(mailmap) > _LONGEST_MAILMAP:
        yield None
        return
    with NamedTemporaryFile(prefix="portalgen-", suffix=".mailmap") as file:
        file.write(mailmap)
        file.flush()
        yield Path(file.name)


def _rows(changes: Changes) -> list[Any]:
    """Return changes as JSON values; each commit is written once."""
    commits = dict.fromkeys(change for found in changes.by_path.values() for change in found)
    number = {change: index for index, change in enumerate(commits)}
    paths = {path: [number[change] for change in found] for path, found in changes.by_path.items()}
    return [changes.since, [[one.commit, one.time, one.authors, one.subject] for one in commits], paths]


def _changes(rows: list[Any]) -> Changes:
    since, commits, paths = rows
    changes = [Change(commit, time, tuple(authors), subject) for commit, time, authors, subject in commits]
    return Changes({path: tuple(changes[index] for index in found) for path, found in paths.items()}, since)

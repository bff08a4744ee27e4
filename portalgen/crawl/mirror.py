"""Mirrors: bare shallow repositories of the cache, read through Git objects, never through a work tree."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from portalgen.crawl.bring import bring_blobs, bring_commit, bring_missing, make_mirror
from portalgen.crawl.git_command import GitError, SilentError, run_git
from portalgen.crawl.notes import Notes, State, digest
from portalgen.crawl.remote import Remote
from portalgen.crawl.smart_http import SmartHttp
from portalgen.crawl.tip import RefNotFoundError, Tip
from portalgen.crawl.tree import Tree, list_tree, read_tree
from portalgen.errors import CacheError, CrawlError

_NO_SUCH_COMMIT = ("not our ref", "unadvertised object", "find remote ref")
_MOST_PACKS = 40
"""Of one mirror: each change brings one. Then the mirror is made again, without what is no longer wanted."""


class MissingError(CrawlError):
    """A mirror lacks an object that was asked for."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """The mirror of one remote; its folder may not be there yet."""

    path: Path

    @classmethod
    def of(cls, remote: Remote, cache: Path) -> "Mirror":
        """Return the place in the cache for a remote."""
        name = hashlib.sha256(f"{remote.url}\n{remote.address}".encode()).hexdigest()
        return cls(cache / "mirrors" / f"{name[:16]}.git")

    @property
    def notes(self) -> Notes:
        """What is known of its refs."""
        return Notes(self.path)

    def known(self, ref: str, commit: str = "") -> tuple[State, Tree] | None:
        """Return what was last fetched for a ref, if it is that commit; None if there is nothing whole."""
        state = self.notes.state(ref)
        if not state or commit not in {"", state.commit}:
            return None
        with suppress(CrawlError, ValueError):
            return state, self._tree(ref, state)
        return None

    def answered(self, ref: str, state: State) -> None:
        """Keep that the remote has said just now that nothing but a name is new; a read-only cache keeps nothing."""
        with suppress(OSError):
            self.notes.answered(ref, state)

    def update(self, remote: Remote, tip: Tip, ref: str, server: SmartHttp) -> tuple[State, Tree]:
        """Bring the tip of a ref here and list its files, at the least cost that works.

        Raises `RefNotFoundError` when the remote has no such commit, `GitError` when it cannot be had, `CacheError`
        when there is something to write and no place for it.
        """
        known = self.known(ref, tip.commit)
        if known:
            state = replace(known[0], name=tip.name)
            self.answered(ref, state)
            return state, known[1]
        try:
            with self._locked():
                return self._update(remote, tip, ref, server)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            hint = "name another with --cache or PORTALGEN_CACHE; repositories are kept there between builds"
            raise CacheError(
                f"the cache folder {self.path.parent.parent} cannot be written: {reason}", hint=hint
            ) from None

    @property
    def is_partial(self) -> bool:
        """Say whether contents may have been left out."""
        return any(self.path.glob("objects/pack/*.promisor"))

    def complete(self, remote: Remote, wanted: Iterable[str]) -> None:
        """Bring those of some contents that are not here. Raises `GitError`, `OSError`."""
        with self._locked():
            bring_missing(remote, wanted, self.path)

    def mend(self, remote: Remote, commit: str, wanted: Iterable[str], server: SmartHttp) -> None:
        """Bring what is missing of one commit: contents that were left out, or all of it if the mirror is damaged.

        Raises `GitError` when it cannot be had, `OSError`.
        """
        with self._locked():
            if self.is_partial:
                with suppress(GitError):
                    return bring_blobs(remote, wanted, self.path)
            commits = [commit, *(state.commit for state in self.notes.states())]
            notes = {path.name: path.read_bytes() for path in sorted(self.path.glob("crawl-*.*"))}
            with self._anew(commit) as beside:
                for one in dict.fromkeys(commits):
                    bring_commit(remote, Tip(one, one, one), beside.path, None, server)
                for name, content in notes.items():
                    (beside.path / name).write_bytes(content)
        return None

    def _update(self, remote: Remote, tip: Tip, ref: str, server: SmartHttp) -> tuple[State, Tree]:
        try:
            return self._fetch(remote, tip, ref, server)
        except SilentError:
            raise
        except (GitError, OSError):  # nothing kept yet, or a mirror that a killed run left broken
            self._sweep()
        try:
            return self._fetch_anew(remote, tip, ref, server)
        except GitError as error:
            failure = error
        if any(mark in str(failure) for mark in _NO_SUCH_COMMIT):
            hint = "name a branch or a tag; not every server gives any commit"
            raise RefNotFoundError(f"no commit {tip.commit}", hint=hint) from None
        raise failure

    def _fetch(self, remote: Remote, tip: Tip, ref: str, server: SmartHttp) -> tuple[State, Tree]:
        """Bring one commit here, without history."""
        if sum(1 for _ in self.path.glob("objects/pack/*.idx")) > _MOST_PACKS or not self.path.is_dir():
            raise GitError("no mirror to add to")
        self._sweep()
        found = bring_commit(remote, tip, self.path, self.notes.state(ref), server)
        listing = list_tree(self.path, found.commit, sizes=not found.partial)
        state = State(found.commit, tip.name, found.time, found.partial, digest(listing))
        self.notes.remember(ref, state, listing)
        return state, read_tree(listing)

    def _fetch_anew(self, remote: Remote, tip: Tip, ref: str, server: SmartHttp) -> tuple[State, Tree]:
        """Make the mirror again: whatever a killed run left behind is gone."""
        with self._anew(tip.commit) as beside:
            return beside._fetch(remote, tip, ref, server)  # noqa: SLF001 - another of this class

    @contextmanager
    def _anew(self, commit: str) -> Iterator["Mirror"]:
        """Give an empty mirror beside the old one, and swap the two."""
        self._clear()
        beside = Mirror(self.path.with_name(f"{self.path.name}.new"))
        try:
            make_mirror(beside.path, commit)
            yield beside
            if self.path.is_dir():
                self.path.rename(self.path.with_name(f"{self.path.name}.old"))
            beside.path.rename(self.path)
        finally:
            self._clear()

    def _sweep(self) -> None:
        """Remove what a git that ended early was writing: on a full disk it is in the way of all else."""
        for left in (*self.path.glob("objects/pack/tmp_*"), *self.path.glob("objects/pack/.tmp-*")):
            left.unlink(missing_ok=True)

    def _clear(self) -> None:
        for left in ("new", "old"):
            shutil.rmtree(self.path.with_name(f"{self.path.name}.{left}"), ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other builds that share the cache out; the system unlocks for a process that is killed."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.path.with_suffix(".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _tree(self, ref: str, state: State) -> Tree:
        listed = self.notes.tree(ref, state)
        return listed or read_tree(list_tree(self.path, state.commit, sizes=not state.partial))

    def read(self, wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        """Return path -> bytes from path -> object id. Raises `MissingError`."""
        ids = sorted(set(wanted.values()))
        request = "".join(f"{name}\n" for name in ids).encode()
        output = run_git(("cat-file", "--batch"), repository=self.path, stdin=request)
        contents = dict(zip(ids, _blobs(output), strict=True))
        return {path: contents[name] for path, name in wanted.items()}


def _blobs(output: bytes) -> Iterator[bytes]:
    """Split what `cat-file --batch` prints: `<id> blob <size>`, the bytes, a line end."""
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        name, kind, *size = output[start:end].split()
        if kind != b"blob":
            raise MissingError(f"object {name.decode()} is not in the cache", hint="run the build again")
        start = end + 1 + int(size[0])
        yield output[end + 1 : start]
        start += 1

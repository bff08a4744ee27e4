"""Mirrors: bare shallow repositories of the cache, read through Git objects, never through a work tree."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from portalgen.crawl.git_command import GitError, run_git
from portalgen.crawl.names import readable
from portalgen.crawl.remote import Remote
from portalgen.crawl.tip import RefNotFoundError, Tip
from portalgen.errors import CacheError, CrawlError
from portalgen.model.source import SourceFile

_NO_SUCH_COMMIT = ("not our ref", "unadvertised object", "find remote ref")
_ID_KINDS = {40: "sha1", 64: "sha256"}
"""Length of an object id -> the hash that a repository uses."""
_REGULAR = frozenset({b"100644", b"100755"})
_LINK = b"120000"


@dataclass(frozen=True, slots=True)
class State:
    """What a mirror holds of one ref."""

    commit: str
    name: str
    """Branch or tag, as in `Tip.name`."""
    time: int
    """Committer time of the commit in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What a commit has, sorted by path."""

    files: tuple[SourceFile, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mirror:
    """The mirror of one remote; its folder may not be there yet."""

    path: Path

    @classmethod
    def of(cls, remote: Remote, cache: Path) -> "Mirror":
        """Return the place in the cache for a remote."""
        digest = hashlib.sha256(f"{remote.url}\n{remote.address}".encode()).hexdigest()
        return cls(cache / "mirrors" / f"{digest[:16]}.git")

    def state(self, ref: str) -> State | None:
        """Return what was last fetched for a ref, or None."""
        try:
            return State(**json.loads(self._note(ref).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def fetched_at(self, ref: str) -> int:
        """Return when the remote last answered for a ref, in seconds since 1970."""
        return int(self._note(ref).stat().st_mtime)

    def update(self, remote: Remote, tip: Tip, ref: str) -> tuple[State, Tree]:
        """Bring the tip of a ref here and list its files, at the least cost that works.

        Raises `RefNotFoundError` when the remote has no such commit, `GitError` when it cannot be had, `CacheError`
        when there is something to write and no place for it.
        """
        try:
            with self._locked():
                return self._update(remote, tip, ref)
        except OSError as error:
            known = self.state(ref)
            if known and known.commit == tip.commit:  # nothing to write but when the remote last answered
                return known, self.tree(known.commit)
            reason = error.strerror or type(error).__name__
            hint = "name another with --cache or PORTALGEN_CACHE; repositories are kept there between builds"
            raise CacheError(
                f"the cache folder {self.path.parent.parent} cannot be written: {reason}", hint=hint
            ) from None

    def _update(self, remote: Remote, tip: Tip, ref: str) -> tuple[State, Tree]:
        failure = GitError("git says no more")
        for attempt in (self._keep, self._fetch, self._fetch_anew):
            try:
                state = attempt(remote, tip, ref)
                return state, self.tree(state.commit)
            except GitError as error:  # nothing kept yet, or a mirror that a killed run left broken
                failure = error
        if any(mark in str(failure) for mark in _NO_SUCH_COMMIT):
            hint = "name a branch or a tag; not every server gives any commit"
            raise RefNotFoundError(f"no commit {tip.commit}", hint=hint) from None
        raise failure

    def _keep(self, remote: Remote, tip: Tip, ref: str) -> State:
        """Note that the remote answered just now and has nothing new."""
        known = self.state(ref)
        if not known or known.commit != tip.commit:
            raise GitError(f"{remote.url} has changed")
        os.utime(self._note(ref))
        return known

    def _fetch(self, remote: Remote, tip: Tip, ref: str) -> State:
        """Bring one commit here, without history."""
        if not self.path.is_dir():
            raise GitError("no mirror yet")
        local = f"refs/crawl/{_key(ref)}"
        options = ("--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no")
        arguments = ("fetch", *options, "--", remote.address, f"+{tip.wanted}:{local}")
        run_git(arguments, repository=self.path, environment=remote.environment)
        log = run_git(("log", "-1", "--format=%H %ct", local, "--"), repository=self.path).decode().split()
        state = State(log[0], tip.name, int(log[1]))
        self._remember(ref, state)
        return state

    def _fetch_anew(self, remote: Remote, tip: Tip, ref: str) -> State:
        """Make the mirror again beside the old one, and swap: whatever a killed run left behind is gone."""
        self._clear()
        beside = Mirror(self.path.with_name(f"{self.path.name}.new"))
        beside.path.mkdir()
        try:
            init = ("init", "--quiet", "--bare", "--template=", "--initial-branch=main")
            run_git((*init, f"--object-format={_ID_KINDS[len(tip.commit)]}"), repository=beside.path)
            state = beside._fetch(remote, tip, ref)
            if self.path.is_dir():
                self.path.rename(self.path.with_name(f"{self.path.name}.old"))
            beside.path.rename(self.path)
        finally:
            self._clear()
        return state

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

    def tree(self, commit: str) -> Tree:
        """List the regular files and the links of a commit. Raises `GitError` when the mirror lacks it."""
        output = run_git(("ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--"), repository=self.path)
        rows = tuple(_rows(output))
        links = sorted(file.path for mode, file in rows if mode == _LINK)
        return Tree(tuple(sorted(file for mode, file in rows if mode in _REGULAR)), tuple(links))

    def read(self, wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        """Return path -> bytes from path -> object id. Raises `CrawlError` when an object is not here."""
        if not wanted:
            return {}
        ids = sorted(set(wanted.values()))
        request = "".join(f"{name}\n" for name in ids).encode()
        output = run_git(("cat-file", "--batch"), repository=self.path, stdin=request)
        contents = dict(zip(ids, _blobs(output), strict=True))
        return {path: contents[name] for path, name in wanted.items()}

    def _note(self, ref: str) -> Path:
        return self.path / f"crawl-{_key(ref)}.json"

    def _remember(self, ref: str, state: State) -> None:
        beside = self._note(ref).with_suffix(".new")
        beside.write_text(json.dumps(asdict(state)), encoding="utf-8")
        beside.replace(self._note(ref))


def _key(ref: str) -> str:
    """Name of a ref that git takes whatever the ref is called: `a` and `a/b` cannot be files side by side."""
    return hashlib.sha256(ref.encode()).hexdigest()[:16]


def _rows(output: bytes) -> Iterator[tuple[bytes, SourceFile]]:
    """Yield mode and file of everything whose name can be read; submodules have no size."""
    for row in output.split(b"\0")[:-1]:
        head, _, name = row.partition(b"\t")
        mode, _, digest, size = head.split()
        path = readable(name)
        if path:
            yield mode, SourceFile(path, digest.decode(), int(size) if size.isdigit() else 0)


def _blobs(output: bytes) -> Iterator[bytes]:
    """Split what `cat-file --batch` prints: `<id> blob <size>`, the bytes, a line end."""
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        name, kind, *size = output[start:end].split()
        if kind != b"blob":
            raise CrawlError(f"object {name.decode()} is not in the cache", hint="run the build again")
        start = end + 1 + int(size[0])
        yield output[end + 1 : start]
        start += 1

"""Mirrors: bare shallow repositories of the cache, read through Git objects, never through a work tree."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from portalgen.crawl.bring import bring_blobs, bring_commit, bring_missing, make_mirror, place_name, time_of
from portalgen.crawl.git_command import GitError, SilentError, list_git
from portalgen.crawl.history import holding
from portalgen.crawl.locks import locked
from portalgen.crawl.notes import Notes, State, digest
from portalgen.crawl.object_ids import OBJECT_ID, is_blob
from portalgen.crawl.remote import Remote
from portalgen.crawl.smart_http import SmartHttp
from portalgen.crawl.tip import RefNotFoundError, Tip
from portalgen.crawl.tree import Tree, list_tree, read_tree
from portalgen.errors import CacheError, CrawlError

_NOT_BY_ID = "unadvertised object"
_NO_SUCH_COMMIT = ("not our ref", _NOT_BY_ID, "find remote ref")
_MOST_PACKS = 40
"""Of one mirror: each change brings one. Then the mirror is made again, without what is no longer wanted."""


_MOST_BYTES = 250_000_000
"""Of files that are read at once: they are in memory."""


class MissingError(CrawlError):
    """A mirror lacks an object that was asked for."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """The mirror of one remote; its folder may not be there yet."""

    path: Path

    @classmethod
    def of(cls, remote: Remote, cache: Path) -> "Mirror":
        """Return the place in the cache for a remote."""
        return cls(cache / "mirrors" / place_name(remote))

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

    def find(self, commit: str) -> tuple[State, Tree] | None:
        """Return a commit that is here, whether or not a ref ever stood for it; None if it is not, or not whole."""
        if not OBJECT_ID.fullmatch(commit) or not self.path.is_dir():
            return None
        with suppress(CrawlError, ValueError):
            partial = self.is_partial
            state = State(commit, "", time_of(self.path, commit)[1], partial)
            return state, read_tree(list_tree(self.path, commit, sizes=not partial))
        return None

    def confirm(self, ref: str, state: State, name: str) -> State:
        """Keep that the remote has named a known state just now, by that name; a read-only cache keeps nothing."""
        named = replace(state, name=name)
        with suppress(OSError):
            self.notes.answered(ref, named, is_new=named != state)
        return named

    def update(self, remote: Remote, tip: Tip, ref: str, server: SmartHttp) -> tuple[State, Tree]:
        """Bring the tip of a ref here and list its files, at the least cost that works.

        Raises `RefNotFoundError` when the remote has no such commit, `GitError` when it cannot be had, `CacheError`
        when there is something to write and no place for it.
        """
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
            digests = tuple(wanted)
            if self.is_partial and self._has_brought(remote, digests):
                return
            commits = [commit, *(state.commit for state in self.notes.states())]
            notes = {path.name: path.read_bytes() for path in sorted(self.path.glob("crawl-*.*"))}
            with self._anew(commit) as beside:
                for one in dict.fromkeys(commits):
                    bring_commit(remote, Tip(one, one, one), beside.path, None, server)
                for name, content in notes.items():
                    (beside.path / name).write_bytes(content)
                if beside.is_partial:
                    bring_missing(remote, digests, beside.path)

    def _has_brought(self, remote: Remote, digests: Iterable[str]) -> bool:
        """Bring contents that were left out; git brings none that it believes to have, though they are damaged."""
        try:
            bring_blobs(remote, digests, self.path)
            self.read({one: one for one in digests})
        except (GitError, MissingError):
            return False
        except CrawlError:  # too large to be read, which is for others to say
            return True
        return True

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
        if _NOT_BY_ID in str(failure) and not remote.local:
            return self._update_by_branch(remote, tip, ref, server)
        if any(mark in str(failure) for mark in _NO_SUCH_COMMIT):
            raise _no_commit(tip)
        raise failure

    def _update_by_branch(self, remote: Remote, tip: Tip, ref: str, server: SmartHttp) -> tuple[State, Tree]:
        try:
            with holding(remote, tip, self.path.parent.with_name("history"), server) as folder:
                return self._update(folder, tip, ref, server)
        except SilentError:
            raise
        except (GitError, RefNotFoundError):
            raise _no_commit(tip) from None

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
        """Keep other builds that share the cache out."""
        with locked(self.path):
            yield

    def _tree(self, ref: str, state: State) -> Tree:
        listed = self.notes.tree(ref, state)
        return listed or read_tree(list_tree(self.path, state.commit, sizes=not state.partial))

    def read(self, wanted: Mapping[str, str], most: int = _MOST_BYTES) -> Mapping[str, bytes]:
        """Return path -> bytes from path -> object id. Raises `MissingError`; `CrawlError` if there are too many."""
        ids = sorted(set(wanted.values()))
        request = "".join(f"{name}\n" for name in ids).encode()
        output = list_git(("cat-file", "--batch"), repository=self.path, most=most, stdin=request)
        if len(output) > most:
            raise CrawlError(f"{min(wanted)} and others have more than {most:,} bytes", hint="make them smaller")
        contents = dict(zip(ids, _blobs(output), strict=True))
        return {path: contents[name] for path, name in wanted.items()}


def _no_commit(tip: Tip) -> RefNotFoundError:
    hint = "name a branch or a tag; not every server gives any commit"
    return RefNotFoundError(f"no commit {tip.commit}", hint=hint)


def _blobs(output: bytes) -> Iterator[bytes]:
    """Split what `cat-file --batch` prints: `<id> blob <size>`, the bytes, a line end."""
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        name, kind, *size = output[start:end].split()
        if kind != b"blob":
            raise MissingError(f"object {name.decode()} is not in the cache", hint="run the build again")
        start = end + 1 + int(size[0])
        content = output[end + 1 : start]
        if not is_blob(content, name.decode()):
            raise MissingError(f"object {name.decode()} is damaged in the cache", hint="run the build again")
        yield content
        start += 1

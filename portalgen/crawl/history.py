"""History: a ref of a remote and a time in, the commit that it stood for then out.

Only commits are brought, more and more of them until there is one that is old enough: not their files, where the server
can leave those out. They are kept in the cache, so that another time costs nothing more.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from portalgen.cache import Cache
from portalgen.crawl.bring import PROMISE, fetch_into, make_mirror, missing_of, place_name
from portalgen.crawl.git_command import GitError, SilentError, run_git
from portalgen.crawl.locks import locked
from portalgen.crawl.remote import Remote
from portalgen.crawl.smart_http import SmartHttp
from portalgen.crawl.tip import NoCommitError, RefNotFoundError, Tip, find_tip
from portalgen.crawl.tree import blob_ids, list_tree
from portalgen.errors import CrawlError
from portalgen.model.moment import Moment

_LOCAL = "refs/crawl/history"
_DEPTHS = (50, 1_000, 20_000, 2**31 - 1)
"""Commits in a row that are brought; git takes the last for all there are."""
MOST_KEPT = 200_000_000
"""Bytes of one history; a larger one, of a server that leaves nothing out, is not kept."""
_MOST_PACKS = 40
"""Of one history: each question brings one."""


def commit_at(remote: Remote, tip: Tip, at: int, cache: Cache) -> str:
    """Return the commit that a ref stood for at a time (seconds since 1970), following first parents.

    The answer is kept by the tip that it was found from. Raises `NoCommitError` if the ref had no commit then,
    `GitError` when the server does not tell.
    """
    name, made_of = f"{remote.url} {tip.wanted} {at}", tip.commit
    found = cache.read(name, made_of)
    if found is None:
        with alone(cache.folder / place_name(remote)) as folder:
            found = _found(remote, tip, at, folder)
        cache.write(name, made_of, found)
    if not found:
        raise too_early(tip.name, at)
    return found


def too_early(name: str, at: int) -> NoCommitError:
    """Return the error that says of a ref that it had no commit at a time."""
    hint = "take a later time, or leave the location out"
    return NoCommitError(f"{name or 'its default branch'} had no commit at {Moment(at)}", hint=hint)


@contextmanager
def holding(remote: Remote, tip: Tip, cache: Path, server: SmartHttp) -> Iterator[Remote]:
    """Give a folder that has a commit with its files, where a server gives no commit by its id, but its branch.

    Raises `RefNotFoundError` when the branch does not lead to the commit, `GitError`.
    """
    with alone(cache / place_name(remote)) as history:
        if _has_files(history, tip.commit):
            yield Remote(remote.url, str(history), local=True)
            return
        with TemporaryDirectory(dir=history.parent) as name:
            beside = Path(name) / "whole.git"
            _deepen(remote, find_tip(remote, tip.name, server), tip.commit, beside)
            yield Remote(remote.url, str(beside), local=True)


def _deepen(remote: Remote, branch: Tip, commit: str, folder: Path) -> None:
    make_mirror(folder, commit)
    for depth in _DEPTHS:
        fetch_into(folder, remote, (), (f"--depth={depth}", "crawl", f"+{branch.wanted}:{_LOCAL}"))
        if _has_files(folder, commit):
            return
        if not (folder / "shallow").exists():
            break
    raise RefNotFoundError(f"no commit {commit} in {branch.name}", hint="name a branch or a tag")


def _has_files(folder: Path, commit: str) -> bool:
    with suppress(CrawlError):
        return folder.is_dir() and not missing_of(blob_ids(list_tree(folder, commit, sizes=False)), folder)
    return False


@contextmanager
def alone(folder: Path) -> Iterator[Path]:
    """Give the place of a history, which may be empty, to one build at a time; elsewhere if the cache is read-only."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder))
        except OSError:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="portalgen-")), folder.name)
        try:
            yield folder
        finally:
            packs = [pack.stat().st_size for pack in folder.glob("objects/pack/*.pack")]
            if sum(packs) > MOST_KEPT or len(packs) > _MOST_PACKS:
                shutil.rmtree(folder, ignore_errors=True)


def _found(remote: Remote, tip: Tip, at: int, folder: Path) -> str:
    if folder.is_dir():
        try:
            return _search(remote, tip, at, folder)
        except SilentError:
            raise
        except (GitError, OSError):  # it is damaged, or something else is wrong, which shows once more
            shutil.rmtree(folder, ignore_errors=True)
    make_mirror(folder, tip.commit)
    return _search(remote, tip, at, folder)


def _search(remote: Remote, tip: Tip, at: int, folder: Path) -> str:
    """Look through what is here of the tip, and then through more and more."""
    known = _length(folder, tip.commit)
    name, found = tip.commit, ""
    for depth in (0, *(depth for depth in _DEPTHS if depth > known)):
        if depth:
            options = ("--filter=tree:0", f"--depth={depth}", "crawl", f"+{tip.wanted}:{_LOCAL}")
            fetch_into(folder, remote, PROMISE, options)
            known, name = depth, _LOCAL
        found = _latest(folder, name, at) if known else ""
        if found or (known and not (folder / "shallow").exists()):
            break
    return found


def _length(folder: Path, commit: str) -> int:
    with suppress(GitError):
        return int(run_git(("rev-list", "--first-parent", "--count", commit, "--"), repository=folder))
    return 0


def _latest(folder: Path, name: str, at: int) -> str:
    command = ("rev-list", "--first-parent", f"--min-age={at}", "--max-count=1", name, "--")
    return run_git(command, repository=folder).decode().strip()

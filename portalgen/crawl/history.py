"""History: a ref of a remote and a time in, the commit that it stood for then out.

Only commits are brought, more and more of them until there is one that is old enough: not their files, where the server
can leave those out.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from portalgen.cache import Cache
from portalgen.crawl.bring import make_mirror
from portalgen.crawl.git_command import run_git
from portalgen.crawl.remote import Remote
from portalgen.crawl.tip import RefNotFoundError, Tip
from portalgen.model.moment import Moment

_LOCAL = "refs/crawl/history"
_DEPTHS = (50, 1_000, 20_000, 2**31 - 1)
"""Commits in a row that are brought; git takes the last for all there are."""


def commit_at(remote: Remote, tip: Tip, at: int, cache: Cache) -> str:
    """Return the commit that a ref stood for at a time (seconds since 1970), following first parents.

    The answer is kept by the tip that it was found from. Raises `RefNotFoundError` if the ref had no commit then,
    `GitError` when the server does not tell.
    """
    name, made_of = f"{remote.url} {tip.wanted} {at}", tip.commit
    found = cache.read(name, made_of)
    if found is None:
        with TemporaryDirectory(prefix="portalgen-") as folder:
            found = _found(remote, tip, at, Path(folder) / "history.git")
        cache.write(name, made_of, found)
    if not found:
        raise too_early(tip.name, at)
    return found


def too_early(name: str, at: int) -> RefNotFoundError:
    """Return the error that says of a ref that it had no commit at a time."""
    hint = "take a later time, or leave the location out"
    return RefNotFoundError(f"{name or 'its default branch'} had no commit at {Moment(at)}", hint=hint)


def _found(remote: Remote, tip: Tip, at: int, folder: Path) -> str:
    make_mirror(folder, tip.commit)
    for depth in _DEPTHS:
        _fetch(remote, tip, folder, depth)
        command = ("rev-list", "--first-parent", f"--min-age={at}", "--max-count=1", _LOCAL, "--")
        found = run_git(command, repository=folder).decode().strip()
        if found or not (folder / "shallow").exists():
            return found
    return ""


def _fetch(remote: Remote, tip: Tip, folder: Path, depth: int) -> None:
    quiet = ("--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no")
    where = ("-c", f"remote.crawl.url={remote.address}", "-c", "remote.crawl.promisor=true")
    command = (*where, "fetch", *quiet, "--filter=tree:0", f"--depth={depth}", "crawl", f"+{tip.wanted}:{_LOCAL}")
    run_git(command, repository=folder, environment=remote.environment)

"""Brings the commits that led to one, and their lists of files, into a folder of the cache, without any contents."""

import shutil
from pathlib import Path

from portalgen.crawl.bring import PROMISE, fetch_into, make_mirror, missing_of
from portalgen.crawl.git_command import GitError, run_git
from portalgen.crawl.notes import ref_key
from portalgen.crawl.remote import Remote
from portalgen.crawl.smart_http import SmartHttp
from portalgen.crawl.tree import blob_ids, list_tree
from portalgen.errors import CrawlError
from portalgen.model.source import Source

_NOT_BY_ID = ("unadvertised object", "not our ref")
"""What servers say that give no commit by its id."""
_INDEX = ("--stdin", "--promisor", "--fsck-objects", "--threads=1")
"""As `git fetch` has it indexed where contents are left out."""


class UnfilteredError(CrawlError):
    """A server sends the contents of files, asked or not."""

    def __init__(self) -> None:
        hint = "pages show the time of the commit that they were built from; techdocs.history: false asks no more"
        super().__init__("its server cannot leave out the contents of files", hint=hint)


def bring_history(remote: Remote, source: Source, depth: int, folder: Path, server: SmartHttp) -> None:
    """Bring so many commits in a row, seen from the source's on; those that are here already are not sent again.

    What is here of earlier ones is cut off there too, so that the folder holds the same whatever it held. Raises
    `UnfilteredError`, `GitError`, `OSError`.
    """
    if folder.is_dir():
        _fetch(remote, source, depth, folder)
        return
    beside = folder.with_suffix(".new")  # what a killed build has left there proves nothing
    shutil.rmtree(beside, ignore_errors=True)
    make_mirror(beside, source.commit)
    if not _taken(remote, source, depth, beside, server):
        if not remote.local and server.is_filtering(remote) is None:  # over SSH a server is not asked what it can
            _probe(remote, source, beside)
        _fetch(remote, source, depth, beside)
    beside.rename(folder)


def _probe(remote: Remote, source: Source, folder: Path) -> None:
    """Bring one commit, to see whether contents come with it."""
    _fetch(remote, source, 1, folder)
    if not missing_of(blob_ids(list_tree(folder, source.commit, sizes=False)), folder):
        shutil.rmtree(folder, ignore_errors=True)
        raise UnfilteredError


def _taken(remote: Remote, source: Source, depth: int, folder: Path, server: SmartHttp) -> bool:
    """Ask in this process, which costs a third; False: git is to ask."""
    pack = server.history(remote, source.commit, depth)
    if not pack.content.startswith(b"PACK"):
        return False
    if pack.ends:
        (folder / "shallow").write_text("".join(f"{end}\n" for end in sorted(pack.ends)), "ascii")
    try:
        run_git(("index-pack", *_INDEX), repository=folder, stdin=pack.content)
    except GitError:  # git knows old faults that do no harm
        (folder / "shallow").unlink(missing_ok=True)
        return False
    ref = folder / _local(source)
    ref.parent.mkdir(parents=True, exist_ok=True)
    ref.write_text(f"{source.commit}\n", "ascii")
    return True


def _fetch(remote: Remote, source: Source, depth: int, folder: Path) -> None:
    options = ("--filter=blob:none", f"--depth={depth}", "crawl")
    try:
        fetch_into(folder, remote, PROMISE, (*options, f"+{source.commit}:{_local(source)}"))
    except GitError as error:
        if not source.ref or not any(mark in str(error) for mark in _NOT_BY_ID):
            raise
        fetch_into(folder, remote, PROMISE, (*options, f"+{source.ref}:{_local(source)}"))


def _local(source: Source) -> str:
    return f"refs/crawl/{ref_key(source.ref)}"

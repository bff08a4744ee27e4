"""Brings objects into a mirror, at the least cost that works: the files of one commit, or contents that are missing.

A small repository comes whole and in this process. Of a large one, a server that can do so leaves out the files'
contents, which follow in one batch when they are read; others send all of it to git, which needs no memory for it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from portalgen.crawl.git_command import GitError, run_git
from portalgen.crawl.notes import State, on_calendar, ref_key
from portalgen.crawl.object_ids import OBJECT_ID
from portalgen.crawl.pack import commit_time
from portalgen.crawl.remote import Remote, scheme_of
from portalgen.crawl.smart_http import SmartHttp
from portalgen.crawl.tip import Tip
from portalgen.crawl.tree import blob_ids, list_tree

_FSCK = "zeroPaddedFilemode=ignore,badTimezone=ignore,missingSpaceBeforeDate=ignore,missingSpaceBeforeEmail=ignore"
"""As in `gitconfig`, which only `git fetch` reads."""
_INDEX = ("--stdin", "--fix-thin", "--threads=1", f"--strict={_FSCK}")
_ID_KINDS = {40: "sha1", 64: "sha256"}
"""Length of an object id -> the hash that a repository uses."""
_FEW = 1_000
"""Files that are brought at once, however few of them may be read."""
_QUIET = ("--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no")
_NOTED = b'[remote "crawl"]'
PROMISE = ("-c", "remote.crawl.promisor=true")
"""Git's leave to have objects that lack what they name, for one command: without it, none asks a server by itself."""


def place_name(remote: Remote) -> str:
    """Return what the folder of a remote is called, wherever something of it is kept."""
    name = hashlib.sha256(f"{remote.url}\n{remote.address}".encode()).hexdigest()
    return f"{name[:16]}.git"


def make_mirror(path: Path, commit: str) -> None:
    """Make an empty bare repository for commits of that kind, which no user's settings or templates reach."""
    path.mkdir()
    for name, content in _template(_ID_KINDS[len(commit)]).items():
        (path / name).parent.mkdir(exist_ok=True, parents=True)
        (path / name).write_bytes(content)
    for name in ("objects/pack", "refs/heads"):
        (path / name).mkdir(parents=True)


@lru_cache(maxsize=2)
def _template(kind: str) -> dict[str, bytes]:
    with TemporaryDirectory() as name:
        path = Path(name) / "empty.git"
        path.mkdir()
        init = ("init", "--quiet", "--bare", "--template=", "--initial-branch=main")
        run_git((*init, f"--object-format={kind}"), repository=path)
        return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


@dataclass(frozen=True, slots=True)
class Brought:
    """A commit that is in the mirror now."""

    commit: str
    time: int
    """Committer time in seconds since 1970."""
    partial: bool = False
    """True: files' contents are left out."""


def bring_commit(remote: Remote, tip: Tip, mirror: Path, known: State | None, server: SmartHttp) -> Brought:
    """Bring one commit without its history. Raises `GitError` when it cannot be had.

    Over SSH nobody knows how much will come: of a new repository, the list of its files comes first.
    """
    is_listed_first = not known and scheme_of(remote.address) == "ssh"
    partial = known.partial if known else is_listed_first
    if not partial:
        pack = server.pack(remote, tip.commit, known.commit if known else "")
        if pack.content:
            _keep(mirror, tip.commit, pack.content)
            time = on_calendar(commit_time(pack.content, tip.commit))
            return Brought(tip.commit, time or time_of(mirror, tip.commit)[1])
        partial = pack.large
    local = f"refs/crawl/{ref_key(tip.wanted)}"
    options = ("--depth=1", *(("--filter=blob:none",) if partial else ()))
    before = PROMISE if partial else ()
    fetch_into(mirror, remote, before, (*options, "crawl", f"+{tip.wanted}:{local}"))
    if is_listed_first:
        digests = blob_ids(list_tree(mirror, local, sizes=False))
        partial = len(digests) > _FEW
        if not partial:
            bring_missing(remote, digests, mirror)
    return Brought(*time_of(mirror, local), partial)


def time_of(mirror: Path, name: str) -> tuple[str, int]:
    """Return the id of a commit and its time, as `on_calendar` has it. Raises `GitError` if it is not here."""
    said = run_git(("log", "-1", "--format=%H %ct", name, "--"), repository=mirror).decode()
    commit, _, time = said.strip().partition(" ")
    try:
        return commit, on_calendar(int(time))
    except ValueError:
        raise GitError("its commit bears no time") from None


def missing_of(digests: Iterable[str], mirror: Path) -> list[str]:
    """Return those of some contents that are not here. Raises `GitError`."""
    request = "".join(f"{one}\n" for one in sorted(set(digests))).encode()
    found = run_git(("cat-file", "--batch-check=%(objectname)"), repository=mirror, stdin=request).decode()
    return [row.partition(" ")[0] for row in found.splitlines() if row.endswith(" missing")]


def bring_missing(remote: Remote, digests: Iterable[str], mirror: Path) -> None:
    """Bring those of some contents that are not here, in one batch. Raises `GitError`."""
    if missing := missing_of(digests, mirror):
        bring_blobs(remote, missing, mirror)


def bring_blobs(remote: Remote, digests: Iterable[str], mirror: Path) -> None:
    """Bring contents of files in one batch. Raises `GitError`."""
    wanted = "".join(f"{one}\n" for one in sorted(set(digests)))
    before = (*PROMISE, "-c", "fetch.negotiationAlgorithm=noop")
    fetch_into(mirror, remote, before, ("--filter=blob:none", "--stdin", "crawl"), wanted)


def fetch_into(
    mirror: Path, remote: Remote, before: tuple[str, ...], arguments: tuple[str, ...], given: str = ""
) -> None:
    """Run `git fetch`, which knows the remote as `crawl` and notes nothing of it. Raises `GitError`, `OSError`."""
    command = ("-c", f"remote.crawl.url={remote.address}", *before, "fetch", *_QUIET, *arguments)
    config = mirror / "config"
    own = config.read_bytes().partition(_NOTED)[0]
    try:
        run_git(command, repository=mirror, environment=remote.environment, stdin=given.encode())
    finally:
        if config.read_bytes() != own:  # git has noted the filter, and would ask for what is missing by itself
            config.write_bytes(own)


def _keep(mirror: Path, commit: str, pack: bytes) -> None:
    """Verify a pack and add it; that the commit's parents are not here is known before."""
    shallow = mirror / "shallow"
    rows = {*(shallow.read_bytes().decode("ascii", "replace").split() if shallow.exists() else ()), commit}
    if not all(map(OBJECT_ID.fullmatch, rows)):
        raise GitError("the mirror does not know what it has")
    beside = mirror / "shallow.new"
    beside.write_text("".join(f"{row}\n" for row in sorted(rows)), "ascii")
    beside.replace(shallow)
    run_git(("index-pack", *_INDEX), repository=mirror, stdin=pack)
    if not pack.startswith(b"PACK"):
        raise GitError("the server's answer is no pack")

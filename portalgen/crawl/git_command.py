"""Runs git: an argument list in, its output out, in an environment where nothing of the machine or a source decides."""

import os
import resource
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from portalgen.errors import CrawlError

if TYPE_CHECKING:
    from git import Git

NO_REPOSITORY = Path("/dev/null")
QUESTION = 30.0
"""Seconds that a remote has for saying what its refs are."""
SILENCE = 60.0
"""Seconds without a byte after which a remote that was sending counts as gone."""
TIMEOUT = 600.0
"""Seconds after which a git that makes no end is killed; dead connections end earlier (see `gitconfig`)."""
MEMORY = 1_000_000_000
"""Bytes that one git may take: what a server sends can grow a thousandfold when it is unpacked."""
MEMORY_FOR_FEW = 250_000_000
"""The same of one that asks for refs, whose list may make no end, or unpacks what is small enough to be held here."""
_FOR_FEW = frozenset({"ls-remote", "index-pack"})

_SSH_OPTIONS = (
    "-oBatchMode=yes -oStrictHostKeyChecking=yes -oConnectTimeout=20 "
    "-oServerAliveInterval=15 -oServerAliveCountMax=4 "  # a dead connection ends after `SILENCE`
    "-oForwardAgent=no -oClearAllForwardings=yes -oPermitLocalCommand=no"
)
_ENVIRONMENT = MappingProxyType(
    {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("gitconfig")),
        "GIT_CONFIG_PARAMETERS": "",
        "GIT_CONFIG_COUNT": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "GIT_SSH_COMMAND": f"ssh {_SSH_OPTIONS}",
        "GIT_SSH_VARIANT": "ssh",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_DEFAULT_REF_FORMAT": "files",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
        "GIT_NAMESPACE": "",
        "LANGUAGE": "C",
        "LC_ALL": "C",
    },
)


class GitError(CrawlError):
    """git ended with a fault; the message is its whole complaint, not yet fit for a reader."""


class SilentError(GitError):
    """A host says nothing; asking it once more would take as long."""


def run_git(
    arguments: Sequence[str],
    *,
    repository: Path | None = NO_REPOSITORY,
    environment: Mapping[str, str] = MappingProxyType({}),
    stdin: bytes = b"",
    timeout: float | None = None,
) -> bytes:
    """Return what git prints. Raises `GitError` when it fails, `SilentError` after the timeout (`TIMEOUT`).

    Without a `repository` no configuration of one is read; None: the `environment` says where it is. What is secret or
    the caller's to decide (protocols, headers) goes into the `environment`: arguments are visible to every user.
    """
    environment = {**_ENVIRONMENT, **_place(repository), **environment}
    with _started(arguments, environment, PIPE) as process:  # what it unpacks comes when it is limited
        try:
            output, complaint = process.communicate(stdin, timeout=TIMEOUT if timeout is None else timeout)
        except TimeoutExpired:
            raise SilentError(f"Timeout: {' '.join(arguments[:1])}") from None
    if process.returncode:
        raise GitError(_said(complaint) or f"git {arguments[0]} ended with code {process.returncode}")
    return output


def list_git(
    arguments: Sequence[str], *, repository: Path, most: int, stdin: bytes = b"", timeout: float | None = None
) -> bytes:
    """Return what git prints of a repository that is here, as far as it has `most` bytes and one.

    Raises `GitError` when it fails, `SilentError` after the timeout (`TIMEOUT`); one that would print more is ended.
    """
    environment = {**_ENVIRONMENT, **_place(repository)}
    with _given(stdin) as given, _started(arguments, environment, given) as process:
        watchdog = threading.Timer(TIMEOUT if timeout is None else timeout, process.kill)
        watchdog.start()
        try:
            output = process.stdout.read(most + 1) if process.stdout else b""
            if len(output) > most:
                process.kill()
            _, complaint = process.communicate()
            is_late = watchdog.finished.is_set()
        finally:
            watchdog.cancel()
    if is_late:
        raise SilentError(f"Timeout: {arguments[0]}")
    if process.returncode and len(output) <= most:
        raise GitError(_said(complaint) or f"git {arguments[0]} says no more")
    return output


def open_git(repository: Path) -> "Git":
    """Return a git for many questions about the objects of one repository (`get_object_data`), in one process."""
    git = _runner()
    git.update_environment(**_ENVIRONMENT, **_place(repository))
    return git


@contextmanager
def _given(stdin: bytes) -> Iterator[BinaryIO]:
    """Give a file to read from: a pipe would have to be filled while others are emptied."""
    with tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        yield given


@contextmanager
def _started(arguments: Sequence[str], environment: Mapping[str, str], given: BinaryIO | int) -> Iterator[Popen[bytes]]:
    """Start git; what still runs at the end of the block is killed, with what it has started (ssh)."""
    started = _runner().execute(["git", *arguments], istream=given, env=environment, as_process=True, shell=False)
    process: Popen[bytes] = started.proc  # type: ignore[assignment]  # it is one until its end
    _limit(process.pid, MEMORY_FOR_FEW if arguments[0] in _FOR_FEW else MEMORY)
    try:
        yield process
    finally:
        for pid in tuple(_family(process.pid)) if process.poll() is None else ():
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                pipe.close()  # read no further: what has left the family may hold the other end
        process.kill()
        process.wait()


def _limit(pid: int, memory: int) -> None:
    """Limit what a process may take, what it has started already, and all that it is to start (Linux)."""
    for one in _family(pid) if hasattr(resource, "prlimit") else ():
        with suppress(OSError, ValueError):  # it has ended, or is limited to less
            resource.prlimit(one, resource.RLIMIT_DATA, (memory, memory))


def _family(pid: int) -> Iterator[int]:
    """Yield a process and then its descendants, as far as the system has a list of them (Linux)."""
    yield pid
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split():
            yield from _family(int(child))


def _said(complaint: bytes) -> str:
    return complaint.decode(errors="replace").strip()


def _place(repository: Path | None) -> Mapping[str, str]:
    if repository is None:
        return {}
    return {"GIT_DIR": str(repository), "GIT_OBJECT_DIRECTORY": str(repository / "objects")}


def _runner() -> "Git":
    if not shutil.which("git"):  # GitPython says so once, when it is imported, and goes on the second time
        raise CrawlError("git is not installed, or not on the PATH", hint="install Git 2.35 or newer")
    from git import Git  # noqa: PLC0415 - slow to import, and fails where there is no git

    return Git()

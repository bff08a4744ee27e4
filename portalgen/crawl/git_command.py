"""Runs git: an argument list in, its output out, in an environment where nothing of the machine or a source decides."""

import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import Popen
from types import MappingProxyType
from typing import TYPE_CHECKING

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

_ENVIRONMENT = MappingProxyType(
    {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("gitconfig")),
        "GIT_CONFIG_PARAMETERS": "",
        "GIT_CONFIG_COUNT": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "GIT_SSH_COMMAND": "ssh -oBatchMode=yes -oStrictHostKeyChecking=yes -oConnectTimeout=20",
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
    timeout: float = TIMEOUT,
) -> bytes:
    """Return what git prints. Raises `GitError` when it fails.

    Without a `repository` no configuration of one is read; None: the `environment` says where it is. What is secret or
    the caller's to decide (protocols, headers) goes into the `environment`: arguments are visible to every user.
    """
    with tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        status, output, complaint = _runner().execute(
            ["git", *arguments],
            istream=given,
            env={**_ENVIRONMENT, **_place(repository), **environment},
            with_extended_output=True,
            with_exceptions=False,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
            kill_after_timeout=timeout,
            shell=False,
        )
    if status:
        raise GitError(str(complaint).strip() or f"git {arguments[0]} ended with code {status}")
    return output


def list_git(arguments: Sequence[str], *, repository: Path, most: int) -> bytes:
    """Return what git prints of a repository that is here, as far as it has `most` bytes and one.

    Raises `GitError` when it fails; one that would print more is ended.
    """
    environment = {**_ENVIRONMENT, **_place(repository)}
    started = _runner().execute(["git", *arguments], env=environment, as_process=True, shell=False)
    process: Popen[bytes] = started.proc  # type: ignore[assignment]  # it is one until its end
    watchdog = threading.Timer(TIMEOUT, process.kill)
    watchdog.start()
    try:
        output = process.stdout.read(most + 1) if process.stdout else b""
        if len(output) > most:
            process.kill()
        _, complaint = process.communicate()
    finally:
        watchdog.cancel()
    if process.returncode and len(output) <= most:
        raise GitError(complaint.decode(errors="replace").strip() or f"git {arguments[0]} says no more")
    return output


def open_git(repository: Path) -> "Git":
    """Return a git for many questions about the objects of one repository (`get_object_data`), in one process."""
    git = _runner()
    git.update_environment(**_ENVIRONMENT, **_place(repository))
    return git


def _place(repository: Path | None) -> Mapping[str, str]:
    if repository is None:
        return {}
    return {"GIT_DIR": str(repository), "GIT_OBJECT_DIRECTORY": str(repository / "objects")}


def _runner() -> "Git":
    if not shutil.which("git"):  # GitPython says so once, when it is imported, and goes on the second time
        raise CrawlError("git is not installed, or not on the PATH", hint="install Git 2.35 or newer")
    from git import Git  # noqa: PLC0415 - slow to import, and fails where there is no git

    return Git()

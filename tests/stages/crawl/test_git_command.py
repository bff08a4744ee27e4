"""git as a program: what it complains of in words for a reader, and how it ends when it makes no end."""

import shutil
import sys
import time
from pathlib import Path

import pytest

from portalgen.crawl.git_command import GitError, SilentError, run_git
from portalgen.crawl.reasons import explain
from portalgen.crawl.remote import find_remote
from portalgen.model.fetch_settings import FetchSettings


def test_git_ends_with_what_it_started_where_there_is_no_ps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs, note = tmp_path / "bin", tmp_path / "pid"
    programs.mkdir()
    for name in ("git", "sh", "mv", "sleep"):
        (programs / name).symlink_to(shutil.which(name) or "")
    (programs / "ssh").write_text(f"#!/bin/sh\necho $$ > {note}.new\nmv {note}.new {note}\nexec sleep 60\n")
    (programs / "ssh").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    start = time.monotonic()
    with pytest.raises(SilentError):
        run_git(("ls-remote", "ssh://localhost/pay.git"), environment={"GIT_ALLOW_PROTOCOL": "ssh"}, timeout=1)
    assert time.monotonic() - start < 10
    assert sys.platform != "linux" or _ends(int(note.read_text()))


def _ends(pid: int) -> bool:
    """Wait for a process that is nobody's any more."""
    for _ in range(100):
        path = Path(f"/proc/{pid}/stat")
        if not path.exists() or path.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    "target",
    ["git@git.example:a/b.git", "git.example:a.git", "ssh://git@git.example:22/a", "ssh://a.b+c@[::1]:22/~a/b"],
)
def test_usual_targets_may_be_given(settings: FetchSettings, target: str) -> None:
    assert find_remote(target, settings).address == target


@pytest.mark.parametrize(
    ("complaint", "text"),
    [
        ("Received disconnect: 2: Too many authentication failures", "the SSH agent has more keys than the host tries"),
        ("sh: 1: ssh: not found\nfatal: Could not read from remote repository.", "ssh is not installed"),
        ("ssh: Could not resolve hostname git.example: Name or service not known", "its host is not known"),
        ("fatal: protocol error: bad line length character: Welc", "its answer is not Git's"),
        ("fatal: Could not read from remote repository.\n\nPlease", "its host ended the connection without a word"),
        ("fatal: out of order\nfatal: Could not read from remote repository.", "out of order"),
        ("remote: TF401019: The Git repository does not exist", "no repository there, or the key may not see it"),
        ("Timeout, server git.example not responding.", "its host does not answer"),
        ("ssh: connect to host git.example port 22: No route to host", "its host cannot be reached"),
    ],
)
def test_what_ssh_says_is_explained(settings: FetchSettings, complaint: str, text: str) -> None:
    reason = explain(GitError(complaint), find_remote("ssh://git@git.example/a.git", settings))
    assert reason.text.startswith(text)


def test_a_command_to_try_is_one_argument(settings: FetchSettings) -> None:
    reason = explain(GitError("fatal: odd"), find_remote("https://git.example/$(touch x).git", settings))
    assert reason.hint == "try `git ls-remote 'https://git.example/$(touch x).git'`"

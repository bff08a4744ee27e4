"""`git://` is neither encrypted nor signed: whatever serves it is not asked."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from portalgen.crawl import Crawl
from portalgen.model.source import Location
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]


@dataclass
class Daemon:
    """A `git daemon` for each call, as from inetd."""

    listener: socket.socket
    root: Path
    calls: int = 0

    @property
    def url(self) -> str:
        return f"git://localhost:{self.listener.getsockname()[1]}"

    def answer(self) -> None:
        command = ["git", "daemon", "--inetd", "--export-all", f"--base-path={self.root}", str(self.root)]
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:  # the end
                return
            self.calls += 1
            with connection:
                subprocess.run(command, stdin=connection.fileno(), stdout=connection.fileno(), check=False)


@contextmanager
def serving(root: Path) -> Iterator[Daemon]:
    daemon = Daemon(socket.create_server(("localhost", 0)), root)
    thread = threading.Thread(target=daemon.answer)
    thread.start()
    try:
        yield daemon
    finally:
        daemon.listener.shutdown(socket.SHUT_RDWR)
        thread.join()
        daemon.listener.close()


@pytest.fixture
def daemon(make_repository: Make) -> Iterator[Daemon]:
    """A daemon that works, and has a repository."""
    pay = make_repository("pay").commit({"catalog-info.yaml": "kind: API\n"})
    if not (Path(pay.git("--exec-path")) / "git-daemon").exists() and not shutil.which("git-daemon"):
        pytest.skip("git daemon is not installed")
    with serving(pay.path.parent) as started:
        assert pay.head in pay.git("ls-remote", f"{started.url}/pay.git")
        started.calls = 0
        yield started


@pytest.mark.parametrize("origin", ["", "url:https://github.com/o/r/blob/main/catalog-info.yaml"])
def test_a_daemon_is_not_asked(daemon: Daemon, crawl: CrawlAll, origin: str) -> None:
    outcome = crawl(Location("git", f"{daemon.url}/pay.git", origin=origin))
    [found] = outcome.diagnostics
    assert (outcome.snapshots, found.code) == ((), "location-unsupported")
    assert "git is not a protocol that portalgen uses" in found.message
    assert found.hint == "git:// is not encrypted: use https or ssh"
    assert daemon.calls == 0


def test_a_mirror_is_no_way_to_a_daemon(daemon: Daemon, crawl: CrawlAll) -> None:
    mirrors = (("https://github.com/acme/", f"{daemon.url}/"),)
    outcome = crawl(Location("git", "https://github.com/acme/pay.git"), mirrors=mirrors)
    assert [found.code for found in outcome.diagnostics] == ["location-unsupported"]
    assert daemon.calls == 0

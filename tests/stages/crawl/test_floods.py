"""Servers that send more than any machine can hold: endless lists, and packs that grow when they are unpacked."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest

from portalgen.crawl import Crawl, GitFetcher, SourceBlobs
from portalgen.crawl.pkt_line import FLUSH, pkt
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

ID = "a" * 40
SIZE = 24_000_000
HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system cannot limit a process that runs")


@dataclass
class Endless:
    """A server whose list of refs makes no end."""

    port: int = 0
    sent: int = 0
    asked: int = 0

    def answer(self, connection: socket.socket) -> None:
        self.asked += 1
        with suppress(OSError), connection:
            connection.recv(65_536)
            first = pkt(f"{ID} HEAD\0symref=HEAD:refs/heads/main agent=git/2\n")
            connection.sendall(HEAD.encode() + pkt("# service=git-upload-pack\n") + FLUSH + first)
            for number in range(10**9):
                rows = b"".join(pkt(f"{ID} refs/heads/{'x' * 900}{number}-{row}\n") for row in range(200))
                connection.sendall(rows)
                self.sent += len(rows)


@pytest.fixture
def endless() -> Iterator[Endless]:
    server = Endless()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]

        def listen() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=server.answer, args=(listening.accept()[0],), daemon=True).start()

        threading.Thread(target=listen, daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)


def test_a_list_of_refs_without_an_end_takes_little_memory(
    endless: Endless, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portalgen.crawl.git_command.MEMORY_FOR_FEW", 60_000_000)
    start = time.monotonic()
    [found] = crawl(Location("git", f"http://127.0.0.1:{endless.port}/x.git", ref="feature")).diagnostics
    assert found.code == "source-unreachable"
    assert "more memory than git may take" in found.message
    assert (endless.sent < 200_000_000, endless.asked, time.monotonic() - start < 20) == (True, 2, True)


def test_a_long_list_is_not_asked_for_again_to_guess_what_was_meant(
    make_repository: Make, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    names = ("release", *(f"topic-{number}" for number in range(3000)))
    pay.git("update-ref", "--stdin", given="".join(f"create refs/heads/{one} {pay.head}\n" for one in names).encode())
    with serving(GitServer(pay.path.parent)) as server:
        monkeypatch.setattr("portalgen.crawl.smart_http.MOST_REFS", 600)
        [found] = crawl(Location("git", f"{server.url}/pay.git", ref="releas")).diagnostics
    assert (found.code, found.hint) == ("ref-not-found", "did you mean 'release'?")
    assert len(server.paths) == 3  # what is asked here, and by git: what the server knows, and one list


def test_a_file_that_grows_when_it_is_unpacked_passes_through_little_memory(
    make_repository: Make, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portalgen.crawl.git_command.MEMORY_FOR_FEW", SIZE * 3 // 4)
    pay = make_repository("pay").commit({"catalog-info.yaml": "kind: API\n", "a.bin": bytes(SIZE)})
    with serving(GitServer(pay.path.parent)) as server:
        fetcher = GitFetcher(settings)
        snapshot = fetcher.fetch(Location("git", f"{server.url}/pay.git")).snapshot
        assert snapshot
        wanted = snapshot.file("catalog-info.yaml")
        assert wanted
        assert SourceBlobs([fetcher]).read(snapshot.source, [wanted]) == {"catalog-info.yaml": b"kind: API\n"}


def test_files_that_are_differences_of_large_ones_are_refused(
    make_repository: Make, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portalgen.crawl.git_command.MEMORY_FOR_FEW", SIZE * 3 // 2)
    pay = make_repository("pay").commit({"a.bin": bytes(SIZE), "b.bin": bytes(SIZE) + b"1"})
    good = make_repository("good").commit({"catalog-info.yaml": ""})
    with serving(GitServer(pay.path.parent)) as server:
        outcome = crawl(*(Location("git", f"{server.url}/{name}.git") for name in ("pay", "good")))
    [found] = outcome.diagnostics
    assert (found.code, found.hint) == ("source-unreachable", "keep large files out of it")
    assert [snapshot.source.commit for snapshot in outcome.snapshots] == [good.head]

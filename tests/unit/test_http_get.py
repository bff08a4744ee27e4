"""One file over http(s): the whole of it in time, or an error that says why."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from portalgen import http_get
from portalgen.http_get import AnswerError, HttpClient, OnwardError, StatusError, UnreachableError
from tests.builders.web_server import WebServer, web_site


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")


@pytest.fixture
def site() -> Iterator[WebServer]:
    with web_site({"/a": b"a" * 200_000, "/b": "302 /a", "/ring": "302 /ring", "/bad": "500"}) as server:
        yield server


@contextmanager
def answering(answer: bytes, *, after: float = 0.0) -> Iterator[str]:
    """Serve these bytes after some seconds, and close the connection only after a while."""
    done = threading.Event()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.rfile.readline()
            done.wait(after)
            self.wfile.write(answer)
            self.wfile.flush()
            if b"keep" in answer:
                done.wait(10)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            done.set()
            server.shutdown()
            thread.join()


def everything(url: str, *, allowed: bool = True) -> bytes:
    return b"".join(HttpClient(lambda _: allowed).get(url))


def test_a_file_comes_in_parts(site: WebServer) -> None:
    assert len(list(HttpClient(lambda _: True).get(f"{site.url}/a"))) > 1
    assert everything(f"{site.url}/b") == b"a" * 200_000


def test_what_is_no_file_has_its_own_error(site: WebServer) -> None:
    with pytest.raises(StatusError) as found:
        everything(f"{site.url}/bad")
    assert found.value.status == 500
    with pytest.raises(StatusError):
        everything(f"{site.url}/ring")
    with pytest.raises(OnwardError):
        everything(f"{site.url}/b", allowed=False)
    with pytest.raises(UnreachableError, match="refuses"):
        everything("http://127.0.0.1:1/")
    with answering(b"nonsense\r\n\r\n") as url, pytest.raises(AnswerError, match="not valid"):
        everything(url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/a", "data:,a"])
def test_other_protocols_are_not_spoken(url: str) -> None:
    with pytest.raises(AnswerError):
        everything(url)


def test_half_a_file_is_none() -> None:
    with (
        answering(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf") as url,
        pytest.raises(AnswerError, match="broke"),
    ):
        everything(url)


def test_a_connection_that_stays_open_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_get, "SILENCE", 2.0)
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nkeep") as url:
        assert everything(url) == b"keep"


def test_the_clock_starts_before_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_get, "DEADLINE", 0.2)
    with (
        answering(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", after=0.3) as url,
        pytest.raises(AnswerError, match="slow"),
    ):
        everything(url)

"""One file over http(s): the whole of it in time, or an error that says why."""

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portalgen import http_get
from portalgen.http_get import AnswerError, HttpClient, InwardError, OnwardError, StatusError, UnreachableError
from tests.builders.certificates import make_certificate
from tests.builders.dripping import HEAD, dripping
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


@pytest.mark.parametrize(
    ("begin", "drop"),
    [(HEAD + b"X: ", b"a"), (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n", b"T: x\r\n"), (b"", b"H")],
    ids=["heads", "trailers", "a status"],
)
def test_what_drips_before_and_behind_a_file_has_no_more_time(
    monkeypatch: pytest.MonkeyPatch, begin: bytes, drop: bytes
) -> None:
    monkeypatch.setattr(http_get, "DEADLINE", 0.5)
    with dripping(begin, drop) as url:
        begun = time.monotonic()
        with pytest.raises(AnswerError, match="too slow"):
            everything(url)
        assert time.monotonic() - begun < 5


@contextmanager
def proxy(folder: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Relay nothing, but answer as if: a file for a URL, an encrypted one behind a tunnel."""
    asked: list[bytes] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(make_certificate(folder / "certificate.pem"))

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            line, connection = self.request.recv(65536).partition(b"\r\n")[0], self.request
            asked.append(line)
            if line.startswith(b"CONNECT"):
                connection.sendall(b"HTTP/1.0 200 Go\r\n\r\n")
                connection = context.wrap_socket(connection, server_side=True)
                asked.append(connection.recv(65536).partition(b"\r\n")[0])
            connection.sendall(HEAD + b"Content-Length: 2\r\n\r\nok")
            connection.close()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", asked
        finally:
            server.shutdown()
            thread.join()


def test_a_proxy_finds_the_addresses_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    with proxy(tmp_path) as (address, asked):
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, address)
        client = HttpClient(lambda _: True, reaches=lambda *_: False)
        assert b"".join(client.get("http://web.example/a")) == b"ok"
        assert b"".join(client.get("https://localhost:8443/b")) == b"ok"
    lines = [line.rpartition(b" ")[0] for line in asked]  # newer Pythons connect by HTTP/1.1
    assert lines == [b"GET http://web.example/a", b"CONNECT localhost:8443", b"GET /b"]


def test_who_is_not_behind_a_proxy_is_looked_at(site: WebServer) -> None:
    with pytest.raises(InwardError):
        b"".join(HttpClient(lambda _: True, reaches=lambda *_: False).get(f"{site.url}/a"))


def test_what_drips_in_secret_has_no_more_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path / "certificate.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(http_get, "DEADLINE", 0.5)
    with dripping(HEAD + b"X: ", b"a", certificate=certificate) as url, pytest.raises(AnswerError, match="too slow"):
        everything(url)

"""Serves real repositories over smart HTTP on this machine, and remembers what it was asked."""

import os
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

FAULTS = ("cut", "garbage", "empty", "error", "mute", "drip")


@dataclass
class GitServer:
    """What a test sees of the server."""

    root: Path
    redirect: str = ""
    """Where every request is sent on to, if anywhere."""
    needs: str = ""
    """Value of the Authorization header without which it answers 401."""
    faults: dict[str, str] = field(default_factory=dict)
    """Method -> what is wrong with each answer to it: one of `FAULTS`."""
    is_old: bool = False
    """True: it knows protocol 0 alone."""
    slow: float = 0.0
    """Seconds that each answer takes."""
    certificate: Path | None = None
    """PEM file with a key and a certificate for localhost: it answers over https."""
    port: int = 0
    released: threading.Event = field(default_factory=threading.Event)
    """Set when the server ends: those that are kept waiting go."""
    paths: list[str] = field(default_factory=list)
    authorizations: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    sent: int = 0
    """Bytes of contents."""
    busy: int = 0
    busiest: int = 0
    """Most questions at the same time."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    @property
    def url(self) -> str:
        return f"{'https' if self.certificate else 'http'}://{self.host}"


@contextmanager
def serving(server: GitServer) -> Iterator[GitServer]:
    """Answer requests until the block ends."""

    class Handler(_Handler):
        state = server

    http = ThreadingHTTPServer(("localhost", 0), Handler)
    server.port = http.server_address[1]
    if server.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(server.certificate)
        http.socket = context.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        http.shutdown()
        http.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    state: GitServer

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep the test's output clean."""

    def _answer(self) -> None:
        self.state.paths.append(self.path)
        given = self.headers.get("Authorization", "")
        self.state.authorizations.append(given)
        self.state.agents.append(self.headers.get("User-Agent", ""))
        if self.state.redirect:
            self._head(302, {"Location": self.state.redirect + self.path})
        elif self.state.needs and given != self.state.needs:
            self._head(401, {"WWW-Authenticate": 'Basic realm="git"'})
        else:
            self._wait()
            self._backend()

    def _wait(self) -> None:
        with self.state.lock:
            self.state.busy += 1
            self.state.busiest = max(self.state.busiest, self.state.busy)
        time.sleep(self.state.slow)
        with self.state.lock:
            self.state.busy -= 1

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _backend(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        variables = {
            **os.environ,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_PROJECT_ROOT": str(self.state.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": "" if self.state.is_old else self.headers.get("Git-Protocol", ""),
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }
        done = subprocess.run(["git", "http-backend"], input=body, capture_output=True, check=False, env=variables)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
        status = int(fields.pop("Status", "200").split()[0])
        self._send(status, fields, content, self.state.faults.get(self.command, ""))

    def _send(self, status: int, fields: dict[str, str], content: bytes, fault: str) -> None:
        """Send an answer, or what a host in trouble makes of it."""
        if fault == "mute":
            self.state.released.wait(20)
            return
        self.state.sent += len(content)
        content = {"garbage": b"<h1>It works!</h1>" * 40, "empty": b""}.get(fault, content)
        self.send_response(503 if fault == "error" else status)
        for name, value in {**fields, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if fault in {"cut", "drip"} else content)
        if fault == "drip":
            self.wfile.flush()
            self.state.released.wait(20)

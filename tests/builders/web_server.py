"""Serves files as a plain web site on this machine, and remembers what it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class WebServer:
    """What a test sees of the server."""

    files: dict[str, bytes | str]
    """Path with its leading slash -> what it answers; `302 <URL>` sends on, a number is a status."""
    port: int = 0
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"


@contextmanager
def web_site(files: dict[str, bytes | str]) -> Iterator[WebServer]:
    """Answer requests until the block ends."""
    server = WebServer(files)

    class Handler(_Handler):
        state = server

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    state: WebServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep the test's output clean."""

    def do_GET(self) -> None:
        self.state.paths.append(self.path)
        self.state.headers.append(dict(self.headers.items()))
        found = self.state.files.get(self.path, "404")
        content = found if isinstance(found, bytes) else b""
        status, _, onward = ("200", "", "") if isinstance(found, bytes) else found.partition(" ")
        self.send_response(int(status))
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

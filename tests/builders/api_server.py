"""A JSON API on loopback that a test scripts: each host's own server is a function from a request to a reply."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """What was asked; names of headers in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None


@dataclass(frozen=True)
class Reply:
    """What is answered."""

    value: Any = None
    """JSON data, or bytes that are sent as they are; None: no body."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    """Bytes at the end of the body that never come: the connection breaks off."""
    delay: float = 0.0
    """Seconds before it."""


@dataclass
class ApiServer:
    """What a test sees of the server."""

    answer: Callable[[Request], Reply]
    port: int = 0
    asked: list[Request] = field(default_factory=list)
    first: list[Reply] = field(default_factory=list)
    """Replies that come before those of `answer`, each once: what goes wrong before it goes well."""
    clock: float = 1_700_000_000.0
    """Seconds since 1970 in the header `Date`."""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


@contextmanager
def api_server(answer: Callable[[Request], Reply]) -> Iterator[ApiServer]:
    """Answer requests until the block ends."""
    server = ApiServer(answer)

    class Handler(_Handler):
        state = server

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    http.block_on_close = False
    server.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def not_found(_: Request) -> Reply:
    return Reply({"message": "Not Found"}, 404)


class _Handler(BaseHTTPRequestHandler):
    state: ApiServer
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body in one packet: the second would wait for the client's word about the first

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep the test's output clean."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        is_form = self.headers.get("Content-Type") == "application/x-www-form-urlencoded"
        body = dict(parse_qsl(content.decode())) if is_form else json.loads(content) if content else None
        request = Request(self.command, parts.path, dict(parse_qsl(parts.query)), headers, body)
        self.state.asked.append(request)
        self.reply(self.state.first.pop(0) if self.state.first else self.state.answer(request))

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - the base class names them so

    def reply(self, reply: Reply) -> None:
        time.sleep(reply.delay)
        value = reply.value
        content = value if isinstance(value, bytes) else b"" if value is None else json.dumps(value).encode()
        self.send_response_only(reply.status)
        usual = {"Date": formatdate(self.state.clock, usegmt=True), "Content-Type": "application/json; charset=utf-8"}
        for name, text in {**usual, "Content-Length": str(len(content)), **reply.headers}.items():
            self.send_header(name, text)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content[: len(content) - reply.cut])
        self.close_connection = self.close_connection or bool(reply.cut)

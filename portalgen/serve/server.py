"""A small web server for one person: the site of a folder on the loopback interface, with reload on change."""

import re
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition
from typing import cast
from urllib.parse import urlsplit

from portalgen.model import routes
from portalgen.serve.files import Answer, find

OWN = "/__portalgen/"
_SCRIPT = b"""\
const mine = document.currentScript.dataset.state;
new EventSource("/__portalgen/events").addEventListener("state", (event) => {
  if (event.data !== mine) location.reload();
});
"""
_TAG = '<script src="/__portalgen/reload.js" data-state="{}" defer></script>'
_HEAD = re.compile(rb"<head[^>]*>")
_HEARTBEAT = 15.0


class SiteServer(ThreadingHTTPServer):
    """Serves `folder` on 127.0.0.1 until `shutdown()`; port 0 takes any that is free.

    Raises `OSError` for a port that is taken, `OverflowError` for one that is none.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.running = True
        self._run = secrets.token_hex(4)
        self._number = 0
        self.changed = Condition()
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """Address of the home page."""
        return f"http://127.0.0.1:{self.server_port}/"

    @property
    def state(self) -> str:
        """Differs after each reload and each start."""
        return f"{self._run}-{self._number}"

    @property
    def hosts(self) -> frozenset[str]:
        """Host headers to answer: any other name means that a page of somebody else asks (DNS rebinding)."""
        names = ("127.0.0.1", "localhost", "[::1]")
        return frozenset(f"{name}:{self.server_port}" for name in names)

    def reload(self) -> None:
        """Make every browser that looks at the site load its page again."""
        with self.changed:
            self._number += 1
            self.changed.notify_all()

    def wait(self, state: str, seconds: float) -> None:
        """Return when the state is another one, or after some seconds."""
        with self.changed:
            self.changed.wait_for(lambda: not self.running or self.state != state, seconds)

    def server_close(self) -> None:
        """Free the port and let waiting browsers go."""
        self.running = False
        with self.changed:
            self.changed.notify_all()
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    server_version = "portalgen"
    sys_version = ""

    @property
    def site(self) -> SiteServer:
        """The server, by its own type."""
        return cast("SiteServer", self.server)

    def do_GET(self) -> None:
        """Answer with the body."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer without the body."""
        self._answer(body=False)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the terminal belongs to the builds."""

    def _answer(self, *, body: bool) -> None:
        if self.headers.get("Host", "").lower() not in self.site.hosts:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"Not a name of this server.\n")
            return
        path = urlsplit(self.path).path if self.path.startswith("/") and not self.path.startswith("//") else ""
        try:
            if path == f"{OWN}events" and body:
                self._events()
            elif path == f"{OWN}reload.js":
                self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", _SCRIPT, body=body)
            else:
                self._file(find(self.site.folder, path), body=body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _file(self, answer: Answer, *, body: bool) -> None:
        status = HTTPStatus(answer.status)
        if answer.location:
            query = urlsplit(self.path).query
            self._send(status, "text/plain", b"", location=answer.location + (f"?{query}" if query else ""))
            return
        state = self.site.state  # before the page: one that is replaced meanwhile is then loaded again
        try:
            content = answer.file.read_bytes() if answer.file else b"Not found.\n"
        except OSError:  # the site was replaced at this moment
            status, content = HTTPStatus.NOT_FOUND, b"Not found.\n"
        kind = answer.kind or "text/plain; charset=utf-8"
        if kind.startswith("text/html") and not self.path.startswith(f"/{routes.asset('')}"):  # frames, with policies
            content = _with_reload(content, state, rebase=status == HTTPStatus.NOT_FOUND)
        self._send(status, kind, content, body=body)

    def _send(self, status: HTTPStatus, kind: str, content: bytes, *, body: bool = True, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if body:
            self.wfile.write(content)

    def _events(self) -> None:
        """Tell the state now and at every change (server-sent events), until the browser leaves."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        site, told = self.site, ""
        while site.running:
            state = site.state
            self.wfile.write(f"event: state\ndata: {state}\n\n".encode() if state != told else b": still here\n\n")
            told = state
            site.wait(told, _HEARTBEAT)


def _with_reload(page: bytes, state: str, *, rebase: bool) -> bytes:
    """Add the script that reloads; `rebase` lets the relative links of 404.html work at any depth."""
    before, end, after = page.rpartition(b"</body>")
    tag = _TAG.format(state).encode()
    page = before + tag + end + after if end else page + tag
    if rebase:
        page = _HEAD.sub(lambda match: match.group() + b'<base href="/">', page, count=1)
    return page

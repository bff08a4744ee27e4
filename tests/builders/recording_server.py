"""Serves a site's folder as a host that reads its `_headers` file does, and remembers what it was asked."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


@dataclass
class RecordingServer:
    """What a test sees of the server."""

    styled: bool = True
    url: str = ""
    """With a slash at its end."""
    answers: dict[str, int] = field(default_factory=dict)
    """Path as it was asked for -> status of the last answer."""


@contextmanager
def recording_server(folder: Path, *, styled: bool = True) -> Iterator[RecordingServer]:
    """Answer requests until the block ends; without styles pages are drawn in half the time."""
    server = RecordingServer(styled=styled)
    http = _Quiet(("127.0.0.1", 0), partial(_Handler, server, _rules(folder), directory=str(folder)))
    server.url = f"http://127.0.0.1:{http.server_address[1]}/"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def _rules(folder: Path) -> Mapping[str, list[tuple[str, str]]]:
    """Read `_headers`: a path, perhaps with `*` at its end, and the headers below it."""
    found: dict[str, list[tuple[str, str]]] = {}
    path = ""
    for line in (folder / "_headers").read_text("utf-8").splitlines():
        name, _, value = line.strip().partition(": ")
        if line.startswith(" "):
            found[path].append((name, value))
        else:
            path = line.strip()
            found[path] = []
    return found


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of browsers that go on before they have read an answer."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self,
        server: RecordingServer,
        rules: Mapping[str, list[tuple[str, str]]],
        *arguments: object,
        **options: object,
    ) -> None:
        self._seen, self._rules = server, rules
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  (the base class names it so)
        """Keep the test's output clean."""

    def translate_path(self, path: str) -> str:
        is_style = path.partition("?")[0].endswith(".css")
        return os.devnull if is_style and not self._seen.styled else super().translate_path(path)

    def send_response(self, code: int, message: str | None = None) -> None:
        self._seen.answers[self.path] = code
        super().send_response(code, message)

    def end_headers(self) -> None:
        for path, rows in self._rules.items():
            if self.path.startswith(path.removesuffix("*")) if path.endswith("*") else self.path == path:
                for row in rows:
                    self.send_header(*row)
        super().end_headers()

"""Serves bare repositories over smart HTTP on this machine, and counts what it does.

usage: git_host.py FOLDER        (prints its URL, then answers until it is ended)

It keeps what it says of refs in memory, as a host does, and runs git for each pack. `/-/meter` tells requests, bytes
of contents and seconds of CPU so far.
"""

import gzip
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

ENVIRONMENT = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}


@dataclass
class Host:
    """What the server knows."""

    root: Path
    requests: int = 0
    sent: int = 0
    refs: dict[tuple[str, str], bytes] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def pack(self, path: str, body: bytes, protocol: str) -> Iterator[bytes]:
        """Yield git's answer to a request for refs or objects."""
        command = ["git", "upload-pack", "--stateless-rpc", str(self.root / path.lstrip("/"))]
        environment = {**ENVIRONMENT, "GIT_PROTOCOL": protocol}
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdin  # noqa: S101 - it is a pipe
            assert process.stdout  # noqa: S101 - it is a pipe
            process.stdin.write(body)
            process.stdin.close()
            pipe = process.stdout.fileno()
            yield from iter(lambda: os.read(pipe, 65_536), b"")

    def advertised(self, path: str, protocol: str) -> bytes:
        """Return what git says of the refs of a repository, asked again when they have changed."""
        head = (self.root / path.lstrip("/") / "refs/heads/main").stat().st_mtime_ns
        key = (f"{path} {head}", protocol)
        if key not in self.refs:
            command = ["git", "upload-pack", "--http-backend-info-refs", str(self.root / path.lstrip("/"))]
            environment = {**ENVIRONMENT, "GIT_PROTOCOL": protocol}
            found = subprocess.run(command, check=True, capture_output=True, env=environment).stdout
            self.refs[key] = b"001e# service=git-upload-pack\n0000" + found
        return self.refs[key]


def serve(root: Path) -> None:
    """Answer requests until the process is ended; the first line that it prints is its URL."""

    class Handler(Answers):
        host = Host(root)

    for path in sorted(root.glob("r*.git")):  # a host has these in memory
        for protocol in ("", "version=2"):
            Handler.host.advertised(path.name, protocol)
    server = ThreadingHTTPServer(("localhost", 0), Handler)
    print(f"http://localhost:{server.server_address[1]}", flush=True)
    server.serve_forever()


class Answers(BaseHTTPRequestHandler):
    """Smart HTTP on kept-alive connections."""

    host: Host
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Say what refs there are, or what was done so far."""
        parts = urlsplit(self.path)
        if parts.path == "/-/meter":
            mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
            cpu = mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime
            found = {"requests": self.host.requests, "bytes": self.host.sent, "cpu": cpu}
            self.answer(json.dumps(found).encode(), "application/json")
        elif parse_qs(parts.query).get("service") == ["git-upload-pack"]:
            content = self.host.advertised(parts.path.removesuffix("/info/refs"), self.headers.get("Git-Protocol", ""))
            self.answer(content, "application/x-git-upload-pack-advertisement")

    def do_POST(self) -> None:
        """Answer what git asks."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        path = urlsplit(self.path).path.removesuffix("/git-upload-pack")
        self.start("application/x-git-upload-pack-result", "Transfer-Encoding", "chunked")
        with suppress(ConnectionError):  # a client may have enough
            for part in self.host.pack(path, body, self.headers.get("Git-Protocol", "")):
                self.count(requests=0, sent=len(part))
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            self.wfile.write(b"0\r\n\r\n")

    def answer(self, content: bytes, kind: str) -> None:
        """Send one answer that is known."""
        self.count(requests=0, sent=len(content))
        self.start(kind, "Content-Length", str(len(content)))
        self.wfile.write(content)

    def start(self, kind: str, *framing: str) -> None:
        """Send the head of an answer."""
        self.count(requests=1, sent=0)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header(*framing)
        self.end_headers()

    def count(self, *, requests: int, sent: int) -> None:
        """Count what is sent, without heads."""
        with self.host.lock:
            self.host.requests += requests
            self.host.sent += sent

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep the table clean."""


if __name__ == "__main__":
    serve(Path(sys.argv[1]))

"""A server that never comes to an end: one drop of an answer after the other."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HEAD = b"HTTP/1.1 200 OK\r\n"


@contextmanager
def dripping(begin: bytes, drop: bytes, *, certificate: Path | None = None) -> Iterator[str]:
    """Answer with a beginning, and then with one drop after the other, until nobody listens; with TLS or without."""
    done = threading.Event()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate:
        context.load_cert_chain(certificate)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                if certificate:
                    self.request = context.wrap_socket(self.request, server_side=True)
                with self.request as connection:
                    connection.recv(65536)
                    connection.sendall(begin)
                    while not done.wait(0.05):
                        connection.sendall(drop)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}"
        finally:
            done.set()
            server.shutdown()
            thread.join()

"""Deadline: a request over httpx2 lasts no longer than it may, however slowly heads and trailers drip, too."""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from threading import local
from typing import Any

_CONNECTED = (".connect_tcp.complete", ".start_tls.complete")
"""Ends of the names of what httpcore tells when a connection has a new stream."""
Read = Callable[[int, float | None], bytes]


class _Thread(local):
    """A request is sent and received in one thread, on a connection that may be older."""

    end = math.inf


_THREAD = _Thread()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let what this thread asks, with `TIMED`, end in so many seconds. Raises `httpx2.ReadTimeout` when it does not."""
    before = _THREAD.end
    _THREAD.end = time.monotonic() + seconds
    try:
        yield
    finally:
        _THREAD.end = before


def _trace(event: str, info: Mapping[str, Any]) -> None:
    """Make a new stream look at the clock: httpcore itself counts the seconds from one byte to the next."""
    if event.endswith(_CONNECTED):
        stream = info["return_value"]
        stream.read = partial(_read, stream.read)


def _read(read: Read, most: int, timeout: float | None = None) -> bytes:
    import httpcore2  # noqa: PLC0415 - slow to import, and most builds ask nobody

    left = _THREAD.end - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout
    return read(most, left if timeout is None else min(left, timeout))


TIMED = {"trace": _trace}
"""Extensions of the requests that `deadline` is about."""

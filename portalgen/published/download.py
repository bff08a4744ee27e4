"""Download: a URL in, its lines out; over https or from this machine only."""

import ipaddress
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

from portalgen.errors import PortalgenError
from portalgen.http_get import AnswerError, HttpClient, OnwardError, StatusError

LONGEST = 20_000_000
"""Bytes of one line."""
_GONE = frozenset({404, 410})
_CHECK = "check the address, and that this machine reaches it"


class PublishedError(PortalgenError):
    """The catalog of a published portal cannot be read."""


class MissingError(PublishedError):
    """The site has no such file."""


@contextmanager
def download(url: str) -> Iterator[Iterator[bytes]]:
    """Open a URL; give its lines. Raises `PublishedError`, then or while they are read."""
    if not is_safe(url):
        raise PublishedError(f"{url}: only https is asked (and http on this machine)", hint="write https://…")
    try:
        with closing(HttpClient(is_safe, accept="application/x-ndjson, */*").get(url)) as parts:
            yield _lines(parts, url)
    except OnwardError:
        hint = "write the address of the site itself"
        raise PublishedError(f"{url}: it sends on to a place without https", hint=hint) from None
    except AnswerError as error:
        hint = _hint(error.status) if isinstance(error, StatusError) else _CHECK
        kind = MissingError if isinstance(error, StatusError) and error.status in _GONE else PublishedError
        raise kind(f"{url}: {error}", hint=hint) from None


def is_safe(url: str) -> bool:
    """Say whether nobody on the way can change what a URL answers."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _lines(parts: Iterable[bytes], url: str) -> Iterator[bytes]:
    line = bytearray()
    for part in parts:
        for piece in part.splitlines(keepends=True):
            line += piece
            if len(line) > LONGEST:
                raise PublishedError(f"{url}: it has a line of more than {LONGEST:,} bytes")
            if line.endswith(b"\n"):
                yield bytes(line)
                line.clear()
    if line:
        yield bytes(line)


def _hint(status: int) -> str:
    if status in _GONE:
        return "the portal must be built with portalgen: its root has catalog.ndjson"
    if status in {401, 403}:
        return "the portal asks for credentials: download catalog.ndjson first, and name the file"
    return "check the address"

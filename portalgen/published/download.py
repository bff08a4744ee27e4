"""Download: a URL in, its lines out; over https or from this machine only, within limits of size and time."""

import ipaddress
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from portalgen.errors import PortalgenError

_SILENCE = 15.0
"""Seconds without a byte after which a host counts as silent."""
_DEADLINE = 60.0
"""Seconds for the whole file, however slowly it drips."""
_REDIRECTS = "write the address of the site itself"


class PublishedError(PortalgenError):
    """The catalog of a published portal cannot be read."""


@contextmanager
def download(url: str) -> Iterator[Iterator[bytes]]:
    """Open a URL; give its lines. Raises `PublishedError`."""
    if not is_safe(url):
        raise PublishedError(f"{url}: only https is asked (and http on this machine)", hint="write https://…")
    try:
        with _opener().open(url, timeout=_SILENCE) as response:
            yield _lines(response, url)
    except HTTPError as error:
        error.close()
        raise PublishedError(f"{url}: the server answers with status {error.code}", hint=_hint(error.code)) from None
    except (URLError, OSError, HTTPException, ValueError) as error:
        hint = "check the address, and that this machine reaches it"
        raise PublishedError(f"{url}: {_reason(error)}", hint=hint) from None


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


def _lines(response: HTTPResponse, url: str) -> Iterator[bytes]:
    end = time.monotonic() + _DEADLINE
    for line in response:
        if time.monotonic() > end:
            raise PublishedError(f"{url}: it took more than {_DEADLINE:.0f} seconds", hint="try again")
        yield line


class _Onward(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(  # noqa: PLR0913, PLR0917 - the base class calls it so
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if not is_safe(newurl):
            fp.close()
            raise PublishedError(f"{req.full_url}: it sends on to a place without https", hint=_REDIRECTS)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener with nothing but these: the usual one reads files and FTP too."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Onward(),
    ):
        opener.add_handler(handler)
    opener.addheaders = [("User-Agent", "portalgen"), ("Accept", "application/x-ndjson, */*")]
    return opener


def _hint(status: int) -> str:
    if status in {404, 410}:
        return "the portal must be built with portalgen: its root has catalog.ndjson"
    if status in {401, 403}:
        return "the portal asks for credentials: download catalog.ndjson first, and name the file"
    return "check the address"


def _reason(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    known = ((TimeoutError, "its host does not answer"), (socket.gaierror, "its host is not known"))
    refused = (ConnectionRefusedError, "its host refuses the connection")
    return next((text for kind, text in (*known, refused) if isinstance(reason, kind)), "its host cannot be reached")

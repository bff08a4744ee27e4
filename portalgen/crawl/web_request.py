"""Asks a web site for one file: over http(s), with no credentials, within limits, sent on to allowed places only."""

import socket
import ssl
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError

from portalgen.errors import CrawlError

LIMIT = 5_000_000
"""Bytes of a file; more is no descriptor."""
_SILENCE = 20.0
"""Seconds without a byte after which a host counts as silent."""
_DEADLINE = 120.0
"""Seconds for one file, however slowly it drips."""
_CHUNK = 65_536
_SILENCES = (
    (TimeoutError, "its host does not answer"),
    (ConnectionRefusedError, "its host refuses the connection"),
    (socket.gaierror, "its host is not known"),
    (ssl.SSLCertVerificationError, "its host's certificate cannot be verified"),
)
_CHECK = "check the URL, and that this machine reaches the host"


class AbsentError(CrawlError):
    """The site answers, and has no such file."""


class SilentError(CrawlError):
    """The host does not answer, whatever the file."""


def request(url: str, is_allowed: Callable[[str], bool]) -> bytes:
    """Return the bytes at a URL. Raises `AbsentError`, `SilentError`, or `CrawlError` for any other refusal."""
    try:
        with _opener(is_allowed).open(url, timeout=_SILENCE) as response:
            return _body(response)
    except HTTPError as error:
        error.close()
        raise _refusal(error.code) from None
    except (URLError, OSError) as error:
        raise SilentError(_silence(error), hint=_CHECK) from None
    except (HTTPException, ValueError) as error:  # an answer that is not HTTP
        raise CrawlError(f"its answer is not valid ({type(error).__name__})", hint=_CHECK) from None


def _body(response: HTTPResponse) -> bytes:
    end = time.monotonic() + _DEADLINE
    content = bytearray()
    while part := response.read1(_CHUNK):
        content += part
        if len(content) > LIMIT:
            raise CrawlError(f"it has more than {LIMIT:,} bytes", hint="name a descriptor")
        if time.monotonic() > end:
            raise CrawlError("the connection is too slow", hint="try again")
    return bytes(content)


class _Onward(urllib.request.HTTPRedirectHandler):
    """Follows up to five redirects, each to a place that may be read."""

    max_redirections = 5

    def __init__(self, is_allowed: Callable[[str], bool]) -> None:
        self._is_allowed = is_allowed

    def redirect_request(  # noqa: PLR0913, PLR0917 - the base class calls it so
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if not self._is_allowed(newurl):
            fp.close()
            message = "it sends on to a place that backend.reading.allow does not name"
            raise CrawlError(message, hint="write the new URL, and allow its host in backend.reading.allow")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(is_allowed: Callable[[str], bool]) -> urllib.request.OpenerDirector:
    """Return an opener with nothing but these: the usual one reads files and FTP too."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Onward(is_allowed),
    ):
        opener.add_handler(handler)
    opener.addheaders = [("User-Agent", "portalgen"), ("Accept", "*/*")]
    return opener


def _refusal(status: int) -> CrawlError:
    if status in {404, 410}:
        return AbsentError("there is no such file", hint="correct the URL")
    if status in {401, 403}:
        return CrawlError("it asks for credentials, and a plain web site gets none", hint="use a Git host")
    if status in {301, 302, 303, 307, 308}:
        return CrawlError("it is sent on in a circle, or more than five times", hint="write the file's final URL")
    return CrawlError(f"the server answers with status {status}", hint="try again, or ask who runs the site")


def _silence(error: OSError) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    return next((text for kind, text in _SILENCES if isinstance(reason, kind)), "its host cannot be reached")

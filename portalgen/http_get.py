"""Asks for a file over http(s): with no credentials, within limits of time, sent on to allowed places only."""

import socket
import ssl
import time
import urllib.request
from collections.abc import Callable, Generator
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError

from portalgen.certificates import certificate_fault
from portalgen.errors import PortalgenError

SILENCE = 20.0
"""Seconds without a byte after which a host counts as silent."""
DEADLINE = 120.0
"""Seconds for one file, however slowly it drips."""
_CHUNK = 65_536
_SILENCES = (
    (TimeoutError, "its host does not answer"),
    (ConnectionRefusedError, "its host refuses the connection"),
    (socket.gaierror, "its host is not known"),
)


class AnswerError(PortalgenError):
    """There is no whole file; the message says why, without the URL."""


class StatusError(AnswerError):
    """The server answers with something else than the file."""

    def __init__(self, status: int) -> None:
        """Keep the status; one of a redirect means a circle, or more than five of them."""
        super().__init__(f"the server answers with status {status}")
        self.status = status


class OnwardError(AnswerError):
    """The server sends on to a place that may not be asked."""


class UnreachableError(AnswerError):
    """The host does not answer, whatever the file."""


class HttpClient:
    """Asks for files, of any host, in any thread."""

    def __init__(self, is_allowed: Callable[[str], bool], *, accept: str = "*/*") -> None:
        """Take what says which URLs may be asked after a redirect."""
        self._opener = _opener(is_allowed)
        self._opener.addheaders = [("User-Agent", "portalgen"), ("Accept", accept)]

    def get(self, url: str) -> Generator[bytes]:
        """Yield the bytes of a file in parts, as they come. Raises `AnswerError`."""
        end = time.monotonic() + DEADLINE
        try:
            with self._opener.open(url, timeout=SILENCE) as response:
                yield from _parts(response, end)
        except HTTPError as error:
            error.close()
            raise StatusError(error.code) from None
        except (URLError, OSError) as error:
            raise UnreachableError(_silence(error)) from None
        except (HTTPException, ValueError) as error:  # an answer that is not HTTP
            raise AnswerError(f"its answer is not valid ({type(error).__name__})") from None


def _parts(response: HTTPResponse, end: float) -> Generator[bytes]:
    expected, size = response.length, 0
    while expected is None or size < expected:
        part = response.read1(_CHUNK)
        if time.monotonic() > end:
            raise AnswerError(f"the connection is too slow: it took more than {DEADLINE:.0f} seconds")
        if not part:
            break
        size += len(part)
        yield part
    if expected is not None and size < expected:
        raise AnswerError("the connection broke off")


class _Onward(urllib.request.HTTPRedirectHandler):
    """Follows up to five redirects, each to a place that may be asked."""

    max_redirections = 5

    def __init__(self, is_allowed: Callable[[str], bool]) -> None:
        self._is_allowed = is_allowed

    def redirect_request(  # noqa: PLR0913, PLR0917 - the base class calls it so
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if not self._is_allowed(newurl):
            fp.close()
            raise OnwardError("it sends on to a place that may not be asked")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(is_allowed: Callable[[str], bool]) -> urllib.request.OpenerDirector:
    """Return an opener with nothing but these: the usual one reads files and FTP too."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),  # or each connection reads them again
        urllib.request.UnknownHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Onward(is_allowed),
    ):
        opener.add_handler(handler)
    return opener


def _silence(error: OSError) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if fault := certificate_fault(error):
        return f"its host's {fault}"
    return next((text for kind, text in _SILENCES if isinstance(reason, kind)), "its host cannot be reached")

"""Asks for a file over http(s): with no credentials, within limits of time, sent on to allowed places only."""

import socket
import ssl
import time
import urllib.request
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from functools import partial
from http.client import HTTP_PORT, HTTPS_PORT, HTTPConnection, HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from portalgen.certificates import certificate_fault
from portalgen.errors import PortalgenError

SILENCE = 20.0
"""Seconds without a byte after which a host counts as silent."""
DEADLINE = 120.0
"""Seconds for one file, however slowly it drips."""
Reaches = Callable[[str, str], bool]
"""Says whether a host, by its name, may be asked at a numeric address that the name stands for."""
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


class InwardError(AnswerError):
    """The host's name stands for an address that may not be asked."""


class UnreachableError(AnswerError):
    """The host does not answer, whatever the file."""


def _anywhere(_host: str, _address: str) -> bool:
    return True


class HttpClient:
    """Asks for files, of any host, in any thread."""

    def __init__(self, is_allowed: Callable[[str], bool], *, reaches: Reaches = _anywhere, accept: str = "*/*") -> None:
        """Take what says which URLs may be asked after a redirect, and which address a host may be found at.

        A proxy of the environment finds the addresses itself; then nobody here is asked about them.
        """
        self._opener = _opener(is_allowed, reaches)
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
        authority = newurl.partition("://")[2].partition("/")[0]
        is_odd = "@" in authority or "\\" in newurl  # which host that is, depends on who reads it
        if is_odd or not self._is_allowed(newurl):
            fp.close()
            raise OnwardError("it sends on to a place that may not be asked")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Connection(HTTPConnection):
    """Finds out the addresses of a host once, and connects to none but those that may be reached."""

    def __init__(self, reaches: Reaches, context: ssl.SSLContext | None, host: str, *, timeout: float) -> None:
        self.default_port = HTTPS_PORT if context else HTTP_PORT
        super().__init__(host, timeout=timeout)
        self._reaches = reaches
        self._encryption = context

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        places = [place for _, _, _, _, place in found if self._reaches(self.host, str(place[0]))]
        if not places:
            raise InwardError("its host's name stands for an address that is not for everybody")
        plain = _connected(places, self.timeout)
        self.sock = self._encryption.wrap_socket(plain, server_hostname=self.host) if self._encryption else plain


def _connected(places: Sequence[tuple[Any, ...]], timeout: float | None) -> socket.socket:
    """Connect to the first place that answers. Raises `OSError`."""
    for place in places[:-1]:
        with suppress(OSError):
            return socket.create_connection(place[:2], timeout)
    return socket.create_connection(places[-1][:2], timeout)


class _PlainHandler(urllib.request.HTTPHandler):
    def __init__(self, reaches: Reaches) -> None:
        super().__init__()
        self._reaches = reaches

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        if _is_proxied(req):
            return super().http_open(req)
        return self.do_open(partial(_Connection, self._reaches, None), req)


class _EncryptedHandler(urllib.request.HTTPSHandler):
    def __init__(self, reaches: Reaches, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._reaches = reaches
        self._encryption = context

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        if _is_proxied(req):
            return super().https_open(req)
        return self.do_open(partial(_Connection, self._reaches, self._encryption), req)


def _is_proxied(request: urllib.request.Request) -> bool:
    """Say whether somebody else is asked for the URL; then they find its host."""
    return request.host != urlsplit(request.full_url).netloc


def _opener(is_allowed: Callable[[str], bool], reaches: Reaches) -> urllib.request.OpenerDirector:
    """Return an opener with nothing but these: the usual one reads files and FTP too."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _PlainHandler(reaches),
        _EncryptedHandler(reaches, ssl.create_default_context()),  # or each connection reads them again
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

"""Asks for a file over http(s): with no credentials, within limits of time, sent on to allowed places only."""

import math
import socket
import ssl
import time
import urllib.request
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from http.client import HTTP_PORT, HTTPS_PORT, HTTPConnection, HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import ada_url

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


class SlowError(AnswerError):
    """The server has had all the time that it gets."""

    def __init__(self) -> None:
        """Say how much that was."""
        super().__init__(f"the connection is too slow: it took more than {DEADLINE:.0f} seconds")


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
        self._is_allowed, self._reaches = is_allowed, reaches
        self._encryption = ssl.create_default_context()  # once: each reads the same files again
        self._encryption.sslsocket_class = _EncryptedSocket
        self._headers = [("User-Agent", "portalgen"), ("Accept", accept)]

    def get(self, url: str) -> Generator[bytes]:
        """Yield the bytes of a file in parts, as they come. Raises `AnswerError`."""
        try:
            with self._opener(time.monotonic() + DEADLINE).open(url, timeout=SILENCE) as response:
                yield from _parts(response)
        except HTTPError as error:
            error.close()
            raise StatusError(error.code) from None
        except (URLError, OSError) as error:
            raise UnreachableError(_silence(error)) from None
        except (HTTPException, ValueError) as error:  # an answer that is not HTTP
            raise AnswerError(f"its answer is not valid ({type(error).__name__})") from None

    def _opener(self, end: float) -> urllib.request.OpenerDirector:
        """Return an opener with nothing but these: the usual one reads files and FTP too."""
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            _Handler(end, self._reaches, self._encryption),
            urllib.request.UnknownHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            _Onward(self._is_allowed),
        ):
            opener.add_handler(handler)
        opener.addheaders = self._headers
        return opener


def _parts(response: HTTPResponse) -> Generator[bytes]:
    expected, size = response.length, 0
    while expected is None or size < expected:
        part = response.read1(_CHUNK)
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
        fp.close()  # nobody reads a page that sends on, however long it is
        onward = _in_one_form(newurl)
        if onward is None or not self._is_allowed(onward):
            raise OnwardError("it sends on to a place that may not be asked")
        return super().redirect_request(req, fp, code, msg, headers, onward)


def _in_one_form(url: str) -> str | None:
    """Return a URL as every reader understands it, None for one whose host depends on who reads it.

    `http://a.ev%69l.test` is one host for whoever looks at the text, and another for whoever asks.
    """
    authority = url.partition("://")[2].partition("/")[0]
    if "@" in authority or "\\" in url:
        return None
    try:
        return ada_url.URL(url).href
    except ValueError:
        return None


class _Socket(socket.socket):
    """Waits for no byte longer than until the end of the time that there is for all of them."""

    end = math.inf

    def recv_into(self, *arguments: Any, **named: Any) -> int:  # noqa: ANN401  (what a socket takes)
        self.settimeout(_left(self.end))
        try:
            return super().recv_into(*arguments, **named)
        except TimeoutError:
            _left(self.end)
            raise


class _EncryptedSocket(_Socket, ssl.SSLSocket):
    """The same with encryption."""


class _Connection(HTTPConnection):
    """Finds out the addresses of a host once, and connects to none but those that may be reached."""

    def __init__(self, end: float, reaches: Reaches, context: ssl.SSLContext | None, host: str, **rest: Any) -> None:  # noqa: ANN401
        self.default_port = HTTPS_PORT if context else HTTP_PORT
        super().__init__(host, **rest)
        self._end, self._reaches, self._encryption = end, reaches, context
        self._name = self.host
        self._create_connection = self._connected  # by which the base class connects, before it asks for a tunnel

    def set_tunnel(self, host: str, port: int | None = None, headers: Mapping[str, str] | None = None) -> None:
        super().set_tunnel(host, port, headers)
        self._name, self._reaches = urlsplit(f"//{host}").hostname or host, _anywhere  # the proxy finds the host

    def connect(self) -> None:
        super().connect()
        if self._encryption:
            self.sock.settimeout(_left(self._end))
            encrypted: Any = self._encryption.wrap_socket(self.sock, server_hostname=self._name)
            encrypted.end, self.sock = self._end, encrypted

    def _connected(self, at: tuple[str, int], *_: object) -> _Socket:
        found = socket.getaddrinfo(*at, type=socket.SOCK_STREAM)
        places = [place for _, _, _, _, place in found if self._reaches(at[0], str(place[0]))]
        if not places:
            raise InwardError("its host's name stands for an address that is not for everybody")
        return _connected(places, self._end)


def _connected(places: Sequence[tuple[Any, ...]], end: float) -> _Socket:
    """Connect to the first place that answers. Raises `OSError`."""
    for place in places[:-1]:
        with suppress(OSError):
            return _socket(place, end)
    return _socket(places[-1], end)


def _socket(place: tuple[Any, ...], end: float) -> _Socket:
    found = _Socket(fileno=socket.create_connection(place[:2], _left(end)).detach())
    found.end = end
    return found


def _left(end: float) -> float:
    """Return how many seconds to wait for something. Raises `SlowError` when the time is over."""
    left = end - time.monotonic()
    if left <= 0:
        raise SlowError
    return min(left, SILENCE)


class _Handler(urllib.request.HTTPSHandler, urllib.request.HTTPHandler):
    """Asks over http and https."""

    def __init__(self, end: float, reaches: Reaches, encryption: ssl.SSLContext) -> None:
        super().__init__(context=encryption)
        self._end, self._reaches, self._encryption = end, reaches, encryption

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self._open(req, None)

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self._open(req, self._encryption)

    def _open(self, req: urllib.request.Request, encryption: ssl.SSLContext | None) -> HTTPResponse:
        reaches = _anywhere if req.has_proxy() else self._reaches  # a proxy finds the host
        return self.do_open(partial(_Connection, self._end, reaches, encryption), req)


def _silence(error: OSError) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if fault := certificate_fault(error):
        return f"its host's {fault}"
    return next((text for kind, text in _SILENCES if isinstance(reason, kind)), "its host cannot be reached")

"""One request and its whole answer over httpx2, within limits of time and size."""

import json
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx2

from portalgen.certificates import certificate_fault
from portalgen.http_api.address import Broken
from portalgen.http_api.answer import Answer, ApiError
from portalgen.http_api.deadline import TIMED, deadline

CONNECTIONS = 8
"""Connections to one host at the same time."""
SILENCE = 20.0
"""Seconds without a byte after which a host counts as silent."""
DEADLINE = 120.0
"""Seconds for one answer, however slowly it drips."""
MOST_BYTES = 50_000_000
"""Bytes of one answer, unpacked."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_FAULT = 400
_PREFIX = ")]}'"
"""What Gerrit puts before its JSON, so that no browser takes it for a script."""


class Transport:
    """Sends requests to one host."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        with _valid(_host(origin), "a proxy in the environment"):
            self._client = httpx2.Client(
                verify=_certificates(),
                timeout=httpx2.Timeout(SILENCE, pool=DEADLINE),
                limits=httpx2.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
                headers={"User-Agent": "portalgen", "Accept": "application/json"},
            )

    def request(
        self, method: str, url: str, params: Mapping[str, str | int] | None, content: bytes | None
    ) -> httpx2.Request:
        """Return a request that proves nothing yet. Raises `ApiError`."""
        headers = {"Content-Type": "application/json"} if content is not None else {}
        with _valid(_host(self._origin), "an address"):
            return self._client.build_request(
                method, url, params=params or None, content=content, headers=headers, extensions=TIMED
            )

    def send(self, request: httpx2.Request, headers: Mapping[str, str]) -> tuple[Answer, int]:
        """Return the answer and the size of its body. Raises `Broken`, and `ApiError` where asking again is no use."""
        if any(name.lower() != "if-none-match" for name in headers) and not _is_private(self._origin):
            hint = "write its apiBaseUrl with https"
            raise ApiError(f"{_host(self._origin)}: a token is not sent without encryption", hint=hint)
        host = _host(self._origin)
        with _valid(host, "what proves who asks"):
            request.headers.update(headers)
        end = time.monotonic() + DEADLINE
        try:
            with deadline(DEADLINE), _valid(host, "its answer"):
                response = self._client.send(request, stream=True)
                try:
                    body = _body(response, host, end)
                finally:
                    response.close()
        except httpx2.HTTPError as error:
            if time.monotonic() >= end:
                raise _slow(host) from None
            raise Broken(_reason(error)) from None
        answered = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(str(request.url), response.status_code, None, answered)
        return replace(answer, value=_value(body, answer, host)), len(body)

    def join(self, url: str, onward: str) -> str:
        """Return the URL that a redirect means. Raises `ApiError` if it is none."""
        with _valid(_host(self._origin), "the address that it sends on to"):
            return str(httpx2.URL(url).join(onward))

    def path(self, url: str) -> str:
        """Return the path of a URL, which is fit for a message."""
        return urlsplit(url).path

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def _host(origin: str) -> str:
    return origin.partition("://")[2]


def _is_private(origin: str) -> bool:
    parts = urlsplit(origin)
    return parts.scheme == "https" or parts.hostname in _LOOPBACK


@contextmanager
def _valid(host: str, what: str) -> Iterator[None]:
    """Say so when what a host, or the environment, gives is nothing that can be sent or read."""
    try:
        yield
    except (httpx2.InvalidURL, httpx2.StreamError, ValueError):
        raise ApiError(f"{host}: {what} is not valid", hint="check integrations, and apiBaseUrl in it") from None


def _slow(host: str) -> ApiError:
    return ApiError(f"{host}: an answer took more than {DEADLINE:.0f} seconds")


def _body(response: httpx2.Response, host: str, end: float) -> bytes:
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise ApiError(f"{host}: an answer has more than {MOST_BYTES:,} bytes")
        if time.monotonic() > end:
            raise _slow(host)
        parts.append(part)
    return b"".join(parts)


def _value(body: bytes, answer: Answer, host: str) -> Any:  # noqa: ANN401  (JSON)
    """Return the data of a body; of one that comes with a fault only if it is JSON."""
    try:
        return json.loads(body.decode().removeprefix(_PREFIX)) if body.strip() else None
    except (ValueError, RecursionError):
        if answer.status >= _FAULT:
            return None
    if "html" in answer.headers.get("content-type", ""):
        raise ApiError(f"{host}: answers with a web page", hint="check apiBaseUrl in integrations")
    raise Broken("its answer is not valid JSON, or broke off")


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (httpx2.ConnectTimeout, "the host does not answer"),
    (httpx2.TimeoutException, "the host stopped answering"),
    (httpx2.RemoteProtocolError, "the connection broke off"),
    (httpx2.ReadError, "the connection broke off"),
    (httpx2.DecodingError, "its answer is not valid"),
)


def _reason(error: httpx2.HTTPError) -> str:
    if fault := certificate_fault(error):
        return f"the host's {fault}"
    return next((text for kind, text in _REASONS if isinstance(error, kind)), "the host cannot be reached")


@cache
def _certificates() -> ssl.SSLContext:
    """Return the settings of encryption, once: each client would read the same files again."""
    return ssl.create_default_context()

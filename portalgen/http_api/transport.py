"""One request and its whole answer over httpx2, within limits of time and size."""

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx2

from portalgen.certificates import certificate_fault
from portalgen.http_api.address import Broken
from portalgen.http_api.answer import Answer, ApiError

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
        self._client = httpx2.Client(
            verify=_certificates(),
            timeout=httpx2.Timeout(SILENCE, pool=DEADLINE),
            limits=httpx2.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
            headers={"User-Agent": "portalgen", "Accept": "application/json"},
        )

    def request(
        self, method: str, url: str, params: Mapping[str, str | int] | None, content: bytes | None
    ) -> httpx2.Request:
        """Return a request that proves nothing yet."""
        headers = {"Content-Type": "application/json"} if content is not None else {}
        return self._client.build_request(method, url, params=params or None, content=content, headers=headers)

    def send(self, request: httpx2.Request, headers: Mapping[str, str]) -> tuple[Answer, int]:
        """Return the answer and the size of its body. Raises `Broken`, and `ApiError` where asking again is no use."""
        if any(name.lower() != "if-none-match" for name in headers) and not _is_private(self._origin):
            hint = "write its apiBaseUrl with https"
            raise ApiError(f"{_host(self._origin)}: a token is not sent without encryption", hint=hint)
        request.headers.update(headers)
        try:
            response = self._client.send(request, stream=True)
            try:
                body = _body(response, _host(self._origin))
            finally:
                response.close()
        except httpx2.HTTPError as error:
            raise Broken(_reason(error)) from None
        answered = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(str(request.url), response.status_code, None, answered)
        return replace(answer, value=_value(body, answer, _host(self._origin))), len(body)

    def join(self, url: str, onward: str) -> str:
        """Return the URL that a redirect means."""
        return str(httpx2.URL(url).join(onward))

    def path(self, url: str) -> str:
        """Return the path of a URL, which is fit for a message."""
        return urlsplit(url).path

    def clean(self, words: str, secrets: Mapping[str, str]) -> str:
        """Return a host's own words without the credentials that it may repeat."""
        for secret in secrets.values():
            for part in sorted({secret, secret.rpartition(" ")[2]} - {""}, key=len, reverse=True):
                words = words.replace(part, "…")
        return words

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def _host(origin: str) -> str:
    return origin.partition("://")[2]


def _is_private(origin: str) -> bool:
    parts = urlsplit(origin)
    return parts.scheme == "https" or parts.hostname in _LOOPBACK


def _body(response: httpx2.Response, host: str) -> bytes:
    end, parts, size = time.monotonic() + DEADLINE, [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise ApiError(f"{host}: an answer has more than {MOST_BYTES:,} bytes")
        if time.monotonic() > end:
            raise ApiError(f"{host}: an answer took more than {DEADLINE:.0f} seconds")
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

"""The client of one JSON API: a path in, its answer out, asked again while that makes sense."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Self
from urllib.parse import urlencode

from portalgen.http_api.address import Broken, origin
from portalgen.http_api.answer import Answer, ApiError
from portalgen.http_api.budget import Budget
from portalgen.http_api.kept import KeptAnswers, again, keep, only
from portalgen.http_api.patience import Patience
from portalgen.http_api.words import cleaned, secrets_of, words_of

Authorization = Callable[[], Mapping[str, str]]
"""Returns the headers that prove who asks; asked for each request, since tokens end."""
Params = Mapping[str, str | int]
Fields = frozenset[str]
"""Names of keys."""
_MOST_REDIRECTS = 5
_MOST_PAGES = 10_000
_NOT_FOUND = 404
_NOT_MODIFIED = 304
_FAULT = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a host so far."""

    requests: int = 0
    received: int = 0
    """Bytes of bodies, unpacked."""


@dataclass(frozen=True, slots=True)
class Form:
    """A body as a web page's form sends it; desks for tokens want that."""

    fields: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is the same for all that is asked on the way to one answer."""

    method: str
    body: object = field(default=None, repr=False)
    fields: frozenset[str] = frozenset()


def nobody() -> Mapping[str, str]:
    """Prove nothing: what everybody may see."""
    return {}


class ApiClient:
    """Asks one API, from any thread, over connections that stay open until `close`."""

    def __init__(
        self,
        base: str,
        authorization: Authorization = nobody,
        *,
        kept: KeptAnswers | None = None,
        patience: Patience | None = None,
        budget: Budget | None = None,
    ) -> None:
        """Take the address that paths are below (`https://api.github.com`). Raises `ApiError` if it is none."""
        from portalgen.http_api.transport import Transport  # noqa: PLC0415 - most builds ask no API, and httpx2 is slow

        self.base = base.rstrip("/")
        self._origin = origin(self.base)
        self._authorization = authorization
        self._kept = kept
        self._patience = patience or Patience()
        self._budget = budget or Budget()
        self._transport = Transport(self._origin)
        self._asked = Asked()
        self._lock = Lock()

    @property
    def host(self) -> str:
        """Host and port that are asked."""
        return self._origin.partition("://")[2]

    @property
    def asked(self) -> Asked:
        """What was asked so far."""
        return self._asked

    def get(self, path: str, params: Params | None = None, *, fields: Fields = frozenset()) -> Answer:
        """Return what is at a path below the base, or at a whole URL of the same host. Raises `ApiError`.

        Where `fields` are named, the answer has no other keys, at any depth; only then it is kept for the next build.
        """
        return self._checked(_Question("GET", fields=fields), path, params)

    def pages(self, path: str, params: Params | None = None, *, fields: Fields = frozenset()) -> Iterator[Answer]:
        """Yield a page and those that its header `Link` leads to. Raises `ApiError`."""
        answer = self.get(path, params, fields=fields)
        for _ in range(_MOST_PAGES):
            yield answer
            if not answer.next:
                return
            answer = self.get(answer.next, fields=fields)
        raise ApiError(f"{self.host}: the pages of {path} have no end")

    def post(self, path: str, body: object) -> Answer:
        """Return what is answered to JSON data, or a `Form`. It must be a question: it may be asked twice.

        Raises `ApiError`.
        """
        return self._checked(_Question("POST", body), path, None)

    def exists(self, path: str, params: Params | None = None) -> bool:
        """Say whether something is at a path. Raises `ApiError` when the host does not say."""
        asked = _Question("HEAD")
        answer = self._ask(asked, self._url(path), params)
        if answer.status == _NOT_FOUND:
            return False
        self._check(answer, asked)
        return True

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _checked(self, asked: _Question, path: str, params: Params | None) -> Answer:
        answer = self._ask(asked, self._url(path), params)
        self._check(answer, asked)
        return answer

    def _url(self, path: str) -> str:
        url = path if "://" in path else f"{self.base}/{path.lstrip('/')}"
        if origin(url) != self._origin:
            raise ApiError(f"{self.host}: it sends on to another host", hint="check apiBaseUrl in integrations")
        return url

    def _ask(self, asked: _Question, url: str, params: Params | None) -> Answer:
        """Ask, and follow where the same host sends on to."""
        answer = self._patiently(asked, url, params)
        for _ in range(_MOST_REDIRECTS):
            onward = answer.headers.get("location", "")
            if answer.status not in {301, 302, 307, 308} or not onward:
                return answer
            answer = self._patiently(asked, self._url(self._transport.join(answer.url, onward)), None)
        raise ApiError(f"{self.host}: it sends on in a circle")

    def _patiently(self, asked: _Question, url: str, params: Params | None) -> Answer:
        attempt = 1
        while True:
            self._patience.before(self.host)
            outcome = self._once(asked, url, params)
            answer = outcome if isinstance(outcome, Answer) else None
            self._patience.note(answer)
            seconds = self._patience.again_after(answer, attempt)
            if seconds is None:
                break
            why = f"it answers with status {answer.status}" if answer else str(outcome)
            self._patience.wait(seconds, self.host, why)
            attempt += 1
        if isinstance(outcome, Broken):
            raise ApiError(f"{self.host}: {outcome}", hint="build again later, or check apiBaseUrl in integrations")
        return outcome

    def _once(self, asked: _Question, url: str, params: Params | None) -> Answer | Broken:
        content, kind = _content(asked.body)
        request = self._transport.request(asked.method, url, params, content)
        request.headers.update(kind)
        earlier = again(self._kept, str(request.url), asked.fields) if asked.method == "GET" else None
        proof = self._authorization()
        try:
            answer, received = self._transport.send(
                request, {**proof, **({"If-None-Match": earlier.headers["etag"]} if earlier else {})}
            )
        except Broken as broken:
            self._count(0)
            return broken
        self._count(received)
        if earlier and answer.status == _NOT_MODIFIED:
            return earlier
        return self._read(answer, asked, proof)

    def _read(self, answer: Answer, asked: _Question, proof: Mapping[str, str]) -> Answer:
        """Return what somebody may read of an answer, and keep that."""
        words = words_of(answer.value, _secrets(asked, proof))
        found = replace(answer, words=words, value=only(answer.value, asked.fields))
        if asked.method == "GET":
            keep(self._kept, found, asked.fields)
        return found

    def _count(self, received: int) -> None:
        with self._lock:
            self._asked = Asked(self._asked.requests + 1, self._asked.received + received)
        self._budget.spend(self.host, received)

    def _check(self, answer: Answer, asked: _Question) -> None:
        if answer.status < _FAULT and answer.status != _NOT_MODIFIED:
            return
        path = cleaned(self._transport.path(answer.url), _secrets(asked, self._authorization()))
        said = f" ({answer.words})" if answer.words else ""
        text = f"{self.host}: status {answer.status} for {asked.method} {path}{said}"
        raise ApiError(text, hint=_HINTS.get(answer.status, ""), status=answer.status)


def _secrets(asked: _Question, proof: Mapping[str, str]) -> frozenset[str]:
    return secrets_of(proof, asked.body.fields if isinstance(asked.body, Form) else {})


def _content(body: object) -> tuple[bytes | None, Mapping[str, str]]:
    """Return a body's bytes, and the headers that are not those of JSON."""
    if isinstance(body, Form):
        return urlencode(body.fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    return None if body is None else json.dumps(body, sort_keys=True).encode(), {}


_HINTS = {
    401: "the token under integrations is not valid, or has expired",
    403: "the token under integrations may not read this",
    404: "check the name; a host also answers so to whoever may not see it",
}

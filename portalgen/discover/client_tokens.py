"""Client tokens: registered programs of `integrations` in (OAuth consumers, service principals), their tokens out."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import quote

from portalgen.discover.authorization import with_password
from portalgen.discover.place import place_of
from portalgen.errors import CrawlError
from portalgen.http_api import ApiClient, ApiError, Form, nobody
from portalgen.model.discovery import GitHost

_RESERVE = 600
"""Seconds before its end when a token counts as ended: a fetch takes its time."""
_AZURE_DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798/.default"
"""What Microsoft calls Azure DevOps, all that the program may do there."""
_PERSONAL = ("personalAccessToken",)
_PRINCIPAL = ("clientId", "clientSecret", "tenantId")
_USABLE = (_PERSONAL, _PRINCIPAL)
"""Keys of an entry of Azure's `credentials` that can be used; managed identities are for machines of that cloud."""
_ODD = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What an answer of another form leads to."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a program gets its tokens, and what it says there."""

    base: str
    path: str
    client: str
    secret: str = field(repr=False)
    scope: str = ""
    """Empty: the program proves itself by a header, and gets all that it is registered for."""

    def ask(self) -> Mapping[str, Any]:
        """Return the answer to a request for a token. Raises `ApiError`."""
        told = {"grant_type": "client_credentials"}
        if self.scope:
            told |= {"client_id": self.client, "client_secret": self.secret, "scope": self.scope}
        with ApiClient(self.base, nobody if self.scope else with_password(self.client, self.secret)) as api:
            found: Mapping[str, Any] = api.post(self.path, Form(told)).value
            return found


@dataclass
class ClientTokens:
    """The tokens of all registered programs of a portal; any thread may ask."""

    hosts: Iterable[GitHost]
    offline: bool = False
    """True: nobody is asked, so there are none."""
    clock: Callable[[], float] = time.time  # noqa: TID251  - tokens end; nothing of it reaches the site
    bitbucket: str = "https://bitbucket.org/site/oauth2"
    microsoft: str = "https://login.microsoftonline.com"
    _tokens: dict[Desk, tuple[str, float]] = field(default_factory=dict, init=False, repr=False)
    """Program -> token, and when it ends."""
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def token(self, url: str) -> str:
        """Return a token for a repository's or organisation's URL, empty if no program is registered for its host.

        Raises `CrawlError` when there should be one.
        """
        host, owner = place_of(url)
        desk = None if self.offline else next(self._desks(host, owner), None)
        if not desk:
            return ""
        with self._lock:
            try:
                return self._of(desk)
            except ApiError as error:
                hint = "check clientId and clientSecret under integrations"
                raise CrawlError(f"{host} gets no token: {error}", hint=hint) from None
            except _ODD:
                raise CrawlError(f"{host} gets no token: the answer to its client's question has none") from None

    def _of(self, desk: Desk) -> str:
        token, end = self._tokens.get(desk, ("", 0.0))
        if end - self.clock() < _RESERVE:
            made = desk.ask()
            token, end = str(made["access_token"]), self.clock() + float(made["expires_in"])
            self._tokens[desk] = token, end
        return token

    def _desks(self, host: str, owner: str) -> Iterator[Desk]:
        for one in self.hosts:
            if one.host.lower() == host and one.kind == "bitbucketCloud":
                yield from self._of_bitbucket(one)
            elif one.host.lower() == host and one.kind == "azure":
                yield from self._of_azure(one, owner)

    def _of_bitbucket(self, host: GitHost) -> Iterator[Desk]:
        """Yield the OAuth consumer; as in Backstage, a token or password that is given comes before it."""
        client, secret = host.text("clientId"), host.text("clientSecret")
        if client and secret and not (host.token or host.text("appPassword")):
            yield Desk(self.bitbucket, "access_token", client, secret)

    def _of_azure(self, host: GitHost, owner: str) -> Iterator[Desk]:
        """Yield the service principal for an organisation, if that is what its credentials are."""
        row = azure_credential(host, owner)
        if _has(row, *_PRINCIPAL) and not _has(row, *_PERSONAL):
            path = f"{quote(row['tenantId'], safe='')}/oauth2/v2.0/token"
            yield Desk(self.microsoft, path, row["clientId"], row["clientSecret"], _AZURE_DEVOPS)


def azure_credential(host: GitHost, organization: str) -> Mapping[str, Any]:
    """Return the entry of `credentials` for an organisation: the first usable that names it, or else names none."""
    rows = host.entry.get("credentials")
    entries = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list | tuple) else []
    wanted = organization.lower()
    named = [row for row in entries if wanted in {str(name).lower() for name in row.get("organizations") or ()}]
    others = [row for row in entries if not row.get("organizations")]
    return next((row for row in (*named, *others) if any(_has(row, *keys) for keys in _USABLE)), {})


def _has(row: Mapping[str, Any], *keys: str) -> bool:
    return all(isinstance(row.get(key), str) and row[key] for key in keys)

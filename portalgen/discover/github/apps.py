"""GitHub Apps: entries of `integrations.github[].apps` in, a token for each organisation that installed one out."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

from portalgen.discover.github.api import api_base
from portalgen.discover.place import place_of
from portalgen.errors import CrawlError
from portalgen.http_api import ApiClient, ApiError
from portalgen.model.discovery import GitHost

Clock = Callable[[], float]
_RESERVE = 600
"""Seconds before its end when a token counts as ended: a fetch takes its time."""
_LATE = 60
"""Seconds that our clock may be ahead of GitHub's."""
_LONGEST = 540
"""Seconds that an App's own proof holds; GitHub takes at most ten minutes."""
_ODD = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What an answer of another form leads to."""
_KEY_HINT = "integrations.github[].apps[].privateKey takes the whole key in PEM, lines included"


@dataclass(frozen=True, slots=True)
class App:
    """A GitHub App, as portal.yaml has it."""

    host: GitHost
    id: str
    key: str = field(repr=False)
    owners: tuple[str, ...] | None = None
    """Organisations whose installations are used, in lower case; None: all."""

    def proof(self, clock: Clock) -> Mapping[str, str]:
        """Return the headers that prove that the App itself asks. Raises `CrawlError` for a key that is none."""
        import jwt  # noqa: PLC0415 - most portals have no App, and cryptography is slow to import

        now = int(clock())
        claims = {"iat": now - _LATE, "exp": now + _LONGEST, "iss": self.id}
        try:
            signed = jwt.encode(claims, self.key, algorithm="RS256")
        except (jwt.PyJWTError, ValueError, TypeError):
            text = f"{self.host.host}: the private key of GitHub App {self.id} cannot be read"
            raise CrawlError(text, hint=_KEY_HINT) from None
        return {"Authorization": f"Bearer {signed}"}


@dataclass
class AppTokens:
    """The tokens of all GitHub Apps of a portal (`model.source.Credentials`); any thread may ask."""

    hosts: Iterable[GitHost]
    offline: bool = False
    """True: nobody is asked, so there are none."""
    clock: Clock = time.time  # noqa: TID251  - GitHub wants the time; nothing of it reaches the site
    _installed: dict[App, Mapping[str, tuple[str, int]]] = field(default_factory=dict, init=False, repr=False)
    """App -> owner in lower case -> its name as it is written, and the number of its installation."""
    _tokens: dict[tuple[App, int], tuple[str, float]] = field(default_factory=dict, init=False, repr=False)
    """Installation -> token, and when it ends."""
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def token(self, url: str) -> str:
        """Return a token for the owner of a repository's or organisation's URL, empty if no App is installed there.

        Raises `CrawlError` when GitHub gives none.
        """
        host, owner = place_of(url)
        apps = () if self.offline else self._apps(host)
        with self._lock:
            try:
                return next(filter(None, (self._of(app, owner) for app in apps)), "")
            except (ApiError, *_ODD) as error:
                raise _failed(host, error) from None

    def owners(self, host: str, app: str = "") -> tuple[str, ...]:
        """Return the organisations that installed the Apps of a host, or one of them. Raises `CrawlError`."""
        chosen = [one for one in self._apps(host) if app in {"", one.id}]
        with self._lock:
            try:
                found = {owner for one in chosen for owner, _ in self._installations(one).values()}
            except (ApiError, *_ODD) as error:
                raise _failed(host, error) from None
        return tuple(sorted(found))

    def _apps(self, host: str) -> tuple[App, ...]:
        return tuple(app for one in self.hosts if one.host.lower() == host for app in _apps_of(one))

    def _of(self, app: App, owner: str) -> str:
        if owner not in self._installations(app):
            return ""
        _, number = self._installations(app)[owner]
        token, end = self._tokens.get((app, number), ("", 0.0))
        if end - self.clock() < _RESERVE:
            with self._client(app) as api:
                made = api.post(f"app/installations/{number}/access_tokens", {}).value
            token, end = str(made["token"]), datetime.fromisoformat(made["expires_at"]).timestamp()
            self._tokens[app, number] = token, end
        return token

    def _installations(self, app: App) -> Mapping[str, tuple[str, int]]:
        if app not in self._installed:
            with self._client(app) as api:
                rows = [row for page in api.pages("app/installations", {"per_page": 100}) for row in page.value]
            named = [(str(row["account"]["login"]), int(row["id"])) for row in rows if _is_usable(row)]
            found = {owner.lower(): (owner, number) for owner, number in named}
            allowed = found if app.owners is None else found.keys() & set(app.owners)
            self._installed[app] = {owner: found[owner] for owner in sorted(allowed)}
        return self._installed[app]

    def _client(self, app: App) -> ApiClient:
        return ApiClient(api_base(app.host), partial(app.proof, self.clock))


def _failed(host: str, error: Exception) -> CrawlError:
    if isinstance(error, ApiError):
        return CrawlError(str(error), hint=error.hint or "check integrations.github[].apps")
    return CrawlError(f"{host}: its answer about a GitHub App is not what GitHub's API says", hint="check apiBaseUrl")


def _apps_of(host: GitHost) -> Iterable[App]:
    for row in host.entry.get("apps", ()) if host.kind == "github" else ():
        owners = row.get("allowedInstallationOwners")
        allowed = None if owners is None else tuple(owner.lower() for owner in owners)
        plain = GitHost(host.kind, host.host, {"apiBaseUrl": host.api})
        yield App(plain, row["appId"], row["privateKey"].replace("\\n", "\n"), allowed)


def _is_usable(row: Mapping[str, Any]) -> bool:
    return bool(row.get("account")) and not row.get("suspended_at")

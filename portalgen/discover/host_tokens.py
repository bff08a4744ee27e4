"""Host tokens: the hosts of `integrations` in, every token that can be made for them out."""

from collections.abc import Iterable
from dataclasses import dataclass

from portalgen.discover.client_tokens import ClientTokens
from portalgen.discover.github.apps import AppTokens
from portalgen.model.discovery import GitHost


@dataclass(frozen=True, slots=True)
class HostTokens:
    """GitHub Apps, OAuth consumers and service principals together (`model.credentials.Credentials`)."""

    apps: AppTokens
    clients: ClientTokens

    @classmethod
    def of(cls, hosts: Iterable[GitHost], *, offline: bool = False) -> "HostTokens":
        """Return the makers of all hosts; offline they make none."""
        known = tuple(hosts)
        return cls(AppTokens(known, offline=offline), ClientTokens(known, offline=offline))

    def token(self, url: str) -> str:
        """Return a token for a repository or organisation, empty if none can be made. Raises `CrawlError`."""
        return self.apps.token(url) or self.clients.token(url)

    def owners(self, host: str, app: str = "") -> tuple[str, ...]:
        """Return the organisations that installed the GitHub Apps of a host, or one of them. Raises `CrawlError`."""
        return self.apps.owners(host, app)

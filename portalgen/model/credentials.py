"""Credentials: tokens for Git hosts that are made when they are needed."""

from typing import Protocol


class Credentials(Protocol):
    """Makes tokens for Git hosts when they are needed, as a GitHub App does."""

    def token(self, url: str) -> str:
        """Return a token for a repository or organisation, empty if none can be made: then `tokens` hold.

        One that ends is renewed. Any thread may ask. Raises `CrawlError` when the host does not give what it should.
        """
        ...

    def owners(self, host: str, app: str = "") -> tuple[str, ...]:
        """Return the organisations of a host for which it can make tokens, or for which one App can."""
        ...


class NoCredentials:
    """Makes no token."""

    def token(self, _url: str) -> str:
        """Return none."""
        return ""

    def owners(self, _host: str, _app: str = "") -> tuple[str, ...]:
        """Return none."""
        return ()

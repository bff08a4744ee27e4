"""Errors that stop a build, drawn as a tree; `cli` maps them to exit codes, and nothing else catches them all."""

from typing import ClassVar


class PortalgenError(Exception):
    """A build cannot go on; `hint` says what the reader of the message can do about it."""

    exit_code: ClassVar[int] = 3
    """0 done, 1 content at or above `--fail-on`, 2 configuration or command line, 3 could not finish."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep the message (one sentence, with the place) and the hint (one sentence, imperative)."""
        super().__init__(message)
        self.hint = hint


class ConfigError(PortalgenError):
    """portal.yaml, a flag or a variable is wrong; the message lists every fault with its line."""

    exit_code = 2


class CrawlError(PortalgenError):
    """A source cannot be read; the crawl stage turns it into a diagnostic."""


class DiscoveryError(PortalgenError):
    """A host does not list what it has; the discover stage turns it into a diagnostic."""


class CacheError(PortalgenError):
    """The folder for what is kept between builds cannot be written."""


class PluginError(PortalgenError):
    """A plug-in cannot be loaded or broke the contract of its hook."""


class ThemeError(PortalgenError):
    """A theme is missing, or one of its templates fails."""


class PublishError(PortalgenError):
    """The site cannot be written to its destination."""

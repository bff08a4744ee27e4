"""Plain web sites: files at URLs with no Git host behind them; what a relative target means, and what may be read."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

import ada_url

_PORTS = {"http": 80, "https": 443}
_PROTOCOLS = frozenset({"http:", "https:"})
_PATH = "/%:@!$&'()*+,;=~-._"
"""Characters of a path that stay as they are; the rest is written with %."""
_UNFIT = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """A place that may be read without being a Git host: an entry of Backstage's `backend.reading.allow`."""

    host: str
    """Name, or `*.` and the end of one; then perhaps `:port` or `:from-to`, else the scheme's usual port."""
    paths: tuple[str, ...] = ()
    """Files and folders; empty for all."""

    def allows(self, url: str) -> bool:
        """Say whether a URL, as `web_url` writes it, is one of these."""
        parts = urlsplit(url)
        name, _, ports = self.host.lower().partition(":")
        host = parts.hostname or ""
        named = host.endswith(name[1:]) if name.startswith("*.") else host == name
        below = not self.paths or any(_below(parts.path, at) for at in self.paths)
        return named and below and _has_port(parts, ports)


def web_url(text: str) -> str | None:
    """Return a URL of the web in its one form: no credentials, no fragment, no dots in the path; None if it is none."""
    try:
        url = ada_url.URL(text.strip())
    except ValueError:  # `https://[`, `http://host:port`
        return None
    if url.protocol not in _PROTOCOLS or _UNFIT.search(text):
        return None
    query = quote(url.search, safe=f"{_PATH}?")
    return f"{url.protocol}//{url.host}{quote(url.pathname, safe=_PATH)}{query}"


def split_web(url: str) -> tuple[str, str]:
    """Return the site (`https://example.org:8443`) and the path (`a/b.yaml`, with its query) of a `web_url`."""
    scheme, _, rest = url.partition("://")
    authority, _, path = rest.partition("/")
    return f"{scheme}://{authority}", path


def resolve_web(base: str, target: str) -> str | None:
    """Return the URL that a target means in the file `base`, or None if it is no URL of the web.

    As Backstage's `defaultScmResolveUrl`: the base's query stays, `..` stops at the root, and a leading slash, which
    elsewhere is the root of the repository, comes after the whole base, since without one there is no such root.
    """
    if ada_url.check_url(target):
        return web_url(target)
    try:
        url = ada_url.URL(base if target.startswith("/") else target, base=base)
    except ValueError:  # `http://[`
        return None
    if target.startswith("/"):
        url.pathname = f"{url.pathname}{target}"
    url.search = ada_url.URL(base).search
    return web_url(url.href)


def _has_port(parts: SplitResult, ports: str) -> bool:
    if not ports:
        return parts.port is None
    first, _, last = ports.partition("-")
    return int(first) <= (parts.port or _PORTS[parts.scheme]) <= int(last or first)


def _below(path: str, allowed: str) -> bool:
    return path == allowed or path.startswith(f"{allowed.rstrip('/')}/")

"""Repositories: the address of one in, whether the place of a published entity is in it, and its file there, out.

Whoever checks one repository mostly does not know which Git host the portal knows its host as: every form is tried.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from portalgen.model.forge import Forges
from portalgen.model.forge_flavours import FLAVOURS

_SCP = re.compile(r"(?:[^@/:]+@)?(?P<host>[^:/@]{2,}):/?(?P<path>[^/].*)")
_FORMS = tuple(name for name in FLAVOURS if name != "bitbucketCloud")
"""Forms of hosts that are not known; the one left out is a single host, and is known."""


@dataclass(frozen=True)
class Repository:
    """A repository, by one of its addresses; any other address of it means the same."""

    url: str
    forges: Forges
    _by_host: dict[str, tuple[Forges, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def host(self) -> str:
        """Name of its host, empty for a folder."""
        return host_of(self.url)

    @cached_property
    def is_known(self) -> bool:
        """Whether its host is one whose addresses are understood."""
        return self.forges.flavour(self.host) is not None

    def path_of(self, place: str) -> str | None:
        """Return the path of a published place (`url:https://…`) inside the repository; None if it is elsewhere.

        Empty: it is here, and its address has a form that nobody understands.
        """
        kind, _, target = place.partition(":")
        plain = _plain(target)
        if not any(word in plain for word in self._words):
            return None
        for forges in self._readings(host_of(target)):
            found = forges.parse(target)
            if found and found.path and not self._names.isdisjoint(_named(found.repository, (forges,))):
                return found.path
        starts = sorted({start for name in self._names for start in (f"{name}.git/", f"{name}/")}, key=len)
        rest = [plain[len(start) :] for start in starts if plain.startswith(start)]
        if not rest:
            return None
        return "" if kind == "url" else target[-len(rest[-1]) :]

    def has_name_of(self, place: str) -> bool:
        """Say whether a published place is in a repository of the same name, as a fork's original is."""
        parts = _plain(place.partition(":")[2]).split("/")
        return any(part.removesuffix(".git") in self._words for part in parts)

    @cached_property
    def _names(self) -> frozenset[str]:
        return _named(self.url, self._readings(self.host))

    @cached_property
    def _words(self) -> frozenset[str]:
        """The last part of each name: most places are elsewhere, and do not have it."""
        return frozenset(name.rpartition("/")[2] for name in self._names)

    def _readings(self, host: str) -> tuple[Forges, ...]:
        if host not in self._by_host:
            forms = (Forges(((host, form),)) for form in _FORMS)
            self._by_host[host] = (self.forges,) if self.forges.flavour(host) else tuple(forms)
        return self._by_host[host]


def host_of(url: str) -> str:
    """Return the name of the host of an address, without port and user, empty for what is not remote."""
    return _parts(url)[0]


def _named(url: str, readings: tuple[Forges, ...]) -> frozenset[str]:
    """Return what all addresses of a repository have in common, in every reading."""
    return frozenset({_plain(url), *(_plain(forges.identity(url)) for forges in readings)})


def _plain(url: str) -> str:
    host, path = _parts(url)
    return f"{host}/{path.strip('/')}".lower().removesuffix(".git")


def _parts(url: str) -> tuple[str, str]:
    scp = _SCP.fullmatch(url) if "://" not in url else None
    if scp:
        return scp["host"].lower(), scp["path"]
    try:
        parts = urlsplit(url if "://" in url else "")
    except ValueError:  # `https://[`
        return "", url
    return (parts.hostname or "", parts.path) if "://" in url else ("", url)

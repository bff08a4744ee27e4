"""Runs the providers of a portal.yaml against whatever it names."""

from pathlib import Path

from portalgen.cache import Cache
from portalgen.config import load_config
from portalgen.discover import BUILT_IN_PROVIDERS, Discovered, Listings, discover_locations, make_providers
from portalgen.model.credentials import NoCredentials
from portalgen.model.forge import Forges


def discover(folder: Path, text: str, *, offline: bool = False) -> Discovered:
    """Return what the providers of a configuration find; the cache is beside it."""
    path = folder / "portal.yaml"
    path.write_text(text)
    providers = make_providers(BUILT_IN_PROVIDERS, load_config(path, {}), NoCredentials())
    return discover_locations(providers, Listings(Cache(folder / "cache")), offline=offline)


def managed(place: str) -> dict[str, str]:
    """Return the annotations of somebody whom a host has at a place."""
    return dict.fromkeys(("backstage.io/managed-by-location", "backstage.io/managed-by-origin-location"), place)


def found(discovered: Discovered) -> list[tuple[str, str]]:
    """Return target and head of each location; every file may be missing, and what finds nothing says so."""
    assert {one.code for one in discovered.diagnostics} == (set() if discovered.locations else {"nothing-discovered"})
    assert {(one.type, one.optional) for one in discovered.locations} <= {("url", True)}
    return [(one.target, one.commit) for one in discovered.locations]


def read_back(kind: str, target: str) -> tuple[str, str, str]:
    """Return repository, ref and path that the rest of portalgen understands by a target of a kind of host."""
    host = target.partition("://")[2].partition("/")[0]
    parsed = Forges.of([(host, kind)]).parse(target)
    assert parsed
    return parsed.repository, parsed.ref, parsed.path

"""Only: the repositories that a run is told to ask are among its sources, or else somebody mistyped one."""

import difflib
from collections.abc import Iterable

from portalgen.errors import ConfigError
from portalgen.model.asking import is_named
from portalgen.model.forge import Forges
from portalgen.model.source import Location, without_credentials


def unnamed(only: Iterable[str], locations: Iterable[Location], forges: Forges) -> tuple[str, ...]:
    """Return the names that are those of no location's repository."""
    return _unnamed(only, [_repository(location, forges) for location in locations])


def require_named(only: Iterable[str], urls: Iterable[str], failed: Iterable[Location], forges: Forges) -> None:
    """Raise `ConfigError` for a name that belongs to no source, whether it was brought or failed."""
    known = [*urls, *(_repository(location, forges) for location in failed)]
    for name in _unnamed(only, known):
        near = difflib.get_close_matches(name, {url.removesuffix(".git").rpartition("/")[2] for url in known}, n=1)
        hint = f"did you mean {near[0]}?" if near else "name it by its URL, or by the end of it from a slash on"
        raise ConfigError(f"--only {without_credentials(name)}: no source is called so", hint=hint)


def _unnamed(only: Iterable[str], urls: list[str]) -> tuple[str, ...]:
    return tuple(name for name in only if not any(is_named(url, name) for url in urls))


def _repository(location: Location, forges: Forges) -> str:
    hosted = forges.parse(location.target) if location.type == "url" else None
    return hosted.repository if hosted else location.target

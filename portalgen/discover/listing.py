"""Listings: what a provider found, as text, and the last good one of each in the cache folder."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from portalgen.cache import Cache
from portalgen.discover.roster_text import roster_text
from portalgen.model.discovery import Provider, Roster
from portalgen.model.source import ROSTER, Location

_FORM = "1"
"""Changes with the form of the text."""
_FIELDS = ("type", "target", "ref", "paths", "optional", "commit", "content")


@dataclass(frozen=True, slots=True)
class Last:
    """The last good listing of a provider."""

    locations: tuple[Location, ...]
    since: int
    """Seconds since 1970."""

    @property
    def when(self) -> str:
        """Day and time for a message."""
        return f"{datetime.fromtimestamp(self.since, UTC):%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class Listings:
    """A place for listings and answers between builds."""

    cache: Cache

    def get(self, key: str) -> str | None:
        """Return an answer that was kept (`http_api.KeptAnswers`)."""
        return self.cache.read(f"answer {key}", _FORM)

    def put(self, key: str, text: str) -> None:
        """Keep an answer."""
        self.cache.write(f"answer {key}", _FORM, text)

    def last(self, provider: Provider) -> Last | None:
        """Return what a provider with these settings found last."""
        name = _name(provider)
        text, since = self.cache.read(name, _FORM), self.cache.written(name)
        if text is None or since is None:
            return None
        return Last(tuple(_location(row) for row in json.loads(text)), since)

    def keep(self, provider: Provider, found: Iterable[Location]) -> None:
        """Keep what a provider found."""
        rows = [{name: getattr(location, name) for name in _FIELDS} for location in found]
        self.cache.write(_name(provider), _FORM, json.dumps(rows))


def as_locations(found: Iterable[Location | Roster]) -> tuple[Location, ...]:
    """Return what was found as locations: sorted, each once; a roster becomes one with its text."""
    return tuple(sorted({one if isinstance(one, Location) else _of_roster(one) for one in found}))


def _of_roster(roster: Roster) -> Location:
    return Location(ROSTER, roster.source, content=roster_text(roster))


def _name(provider: Provider) -> str:
    return f"listing {provider.name} {provider.made_of}"


def _location(row: dict[str, Any]) -> Location:
    return Location(**{**row, "paths": tuple(row["paths"])})

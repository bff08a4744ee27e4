"""Counts for people: of entities as the lists of the site have them, where Locations stand apart; of sources."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portalgen.model.catalog import Catalog
    from portalgen.model.source_state import SourceState


def listed(catalog: "Catalog", words: str = "") -> str:
    """Return `200 entities and 5 Locations`; with words in place of the noun, `200 (65 components) and 5 Locations`."""
    from portalgen.report import count

    locations = len(catalog.of_kind("location"))
    others = len(catalog.entities) - locations
    number = f"{others:,} ({words})" if words else count(others, "entity")
    parts = (number if others or not locations else "", count(locations, "Location") if locations else "")
    return " and ".join(filter(None, parts))


def ended(states: "Mapping[SourceState, int]") -> str:
    """Return `18 (15 unchanged, 2 stale, 1 failed)`."""
    words = ", ".join(f"{number:,} {state}" for state, number in states.items())
    return f"{sum(states.values()):,} ({words})" if states else "none"

"""Counts for people: of entities as the lists of the site have them, where Locations stand apart; of sources."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portalgen.model.catalog import Catalog
    from portalgen.model.source import Snapshot


def listed(catalog: "Catalog", words: str = "") -> str:
    """Return `200 entities and 5 Locations`; with words in place of the noun, `200 (65 components) and 5 Locations`."""
    from portalgen.report import count

    locations = len(catalog.of_kind("location"))
    others = len(catalog.entities) - locations
    number = f"{others:,} ({words})" if words else count(others, "entity")
    parts = (number if others or not locations else "", count(locations, "Location") if locations else "")
    return " and ".join(filter(None, parts))


def states(snapshots: "Iterable[Snapshot]") -> str:
    """Return `18 (16 unchanged, 2 stale)`: each ref of a source by itself; those that failed are not among them."""
    found = {(snapshot.source.url, snapshot.source.ref): str(snapshot.state) for snapshot in snapshots}
    counts = Counter(found.values())
    words = ", ".join(f"{counts[state]:,} {state}" for state in ("fresh", "unchanged", "stale") if counts[state])
    return f"{len(found):,} ({words})" if found else "none"

"""Counts of entities for people: as the lists of the site have them, where Locations stand apart."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portalgen.model.catalog import Catalog


def listed(catalog: "Catalog", words: str = "") -> str:
    """Return `200 entities and 5 Locations`; with words in place of the noun, `200 (65 components) and 5 Locations`."""
    from portalgen.report import count

    locations = len(catalog.of_kind("location"))
    others = len(catalog.entities) - locations
    number = f"{others:,} ({words})" if words else count(others, "entity")
    parts = (number if others or not locations else "", count(locations, "Location") if locations else "")
    return " and ".join(filter(None, parts))

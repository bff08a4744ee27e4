"""Locations: the places that portal.yaml names, as Backstage lists registered locations."""

from typing import Any

from portalgen.model.answers import identifier
from portalgen.model.catalog import Catalog


def locations(catalog: Catalog) -> list[dict[str, Any]]:
    """Return what was found of the configured locations, sorted; what Location entities name is not among them."""
    found = {one.location.ref_text for one in catalog.sources if not one.location.origin}
    return [{"data": _location(text)} for text in sorted(found)]


def _location(text: str) -> dict[str, str]:
    kind, _, target = text.partition(":")
    return {"id": identifier(text), "type": kind, "target": target}

"""Catalog rules: which kinds a location may bring in (Backstage's `catalog.rules`, `ingestion/CatalogRules.ts`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allow:
    """One allowed kind, perhaps of one `spec.type` only; compared without regard to case."""

    kind: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class CatalogRule:
    """Kinds that are allowed, everywhere or from some configured locations only."""

    allow: tuple[Allow, ...]
    locations: tuple[tuple[str, str], ...] = ()
    """(type, target) of configured locations, as written but for credentials; empty means every location."""


BACKSTAGE_DEFAULT = CatalogRule((Allow("Component"), Allow("API"), Allow("Location")))
"""What Backstage allows when `catalog.rules` is absent."""


def is_allowed(rules: tuple[CatalogRule, ...], kind: str, spec_type: str, origin: tuple[str, str]) -> bool:
    """Return whether any rule lets an entity in that comes, in the end, from the location `origin` (type, target)."""
    return any(
        allow.kind.lower() == kind.lower() and allow.type.lower() in {"", spec_type.lower()}
        for rule in rules
        if not rule.locations or origin in rule.locations
        for allow in rule.allow
    )

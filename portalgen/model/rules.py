"""Catalog rules: which kinds a location may bring in (Backstage's `catalog.rules`, `ingestion/CatalogRules.ts`)."""

from dataclasses import dataclass
from functools import lru_cache

from portalgen.globs import compile_glob
from portalgen.model.source import ROSTER


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
    """(type, target) of configured locations, as written but for credentials."""
    patterns: tuple[tuple[str, str], ...] = ()
    """(type, glob of targets) of locations, those that hosts list among them; an empty glob is every target."""

    def is_for(self, origin: tuple[str, str]) -> bool:
        """Say whether it is for a location; without any place it is for every one."""
        if not self.locations and not self.patterns:
            return True
        kind, target = origin
        return origin in self.locations or any(
            kind == of_type and (not glob or _matches(glob, target)) for of_type, glob in self.patterns
        )


BACKSTAGE_DEFAULT = CatalogRule((Allow("Component"), Allow("API"), Allow("Location")))
"""What Backstage allows when `catalog.rules` is absent."""


def is_allowed(rules: tuple[CatalogRule, ...], kind: str, spec_type: str, origin: tuple[str, str]) -> bool:
    """Return whether any rule lets an entity in that comes, in the end, from the location `origin` (type, target).

    Rules are for descriptors: the people that a host lists need none, as in Backstage.
    """
    return origin[0] == ROSTER or any(
        allow.kind.lower() == kind.lower() and allow.type.lower() in {"", spec_type.lower()}
        for rule in rules
        if rule.is_for(origin)
        for allow in rule.allow
    )


@lru_cache(maxsize=10_000)
def _matches(glob: str, target: str) -> bool:
    return compile_glob(glob, loose=True)(target)

"""`catalog.rules` and the locations' own rules -> the rules that descriptors are checked by."""

from collections.abc import Iterable, Iterator

from portalgen.config.catalog_section import AllowedKind, CatalogSection, LocationEntry, Rule, RuleLocation
from portalgen.globs import compile_glob
from portalgen.model.rules import BACKSTAGE_DEFAULT, Allow, CatalogRule
from portalgen.model.source import without_credentials


def catalog_rules(catalog: CatalogSection, *, strict: bool) -> tuple[CatalogRule, ...] | None:
    """Return the rules; None means that every known kind is allowed everywhere (nothing configured, not strict)."""
    if catalog.rules is None and not strict:
        return None
    general = [BACKSTAGE_DEFAULT] if catalog.rules is None else _general(catalog.rules, catalog.locations)
    own = (
        CatalogRule(_allow(rule.allow), ((entry.type, without_credentials(entry.target)),))
        for entry in catalog.locations
        for rule in entry.rules
    )
    return (*general, *own)


def _general(rules: Iterable[Rule], entries: tuple[LocationEntry, ...]) -> Iterator[CatalogRule]:
    """Resolve patterns against the configured locations, whose credentials they may name, and keep them for others."""
    for rule in rules:
        if rule.locations is None:
            yield CatalogRule(_allow(rule.allow))
            continue
        matched = (entry for entry in entries if any(_matches(place, entry) for place in rule.locations))
        targets = (
            *((entry.type, without_credentials(entry.target)) for entry in matched),
            *((place.type, place.exact) for place in rule.locations if place.exact),
        )
        patterns = tuple((place.type, place.pattern or "") for place in rule.locations if not place.exact)
        if targets or patterns:  # none would mean "everywhere"
            yield CatalogRule(_allow(rule.allow), tuple(dict.fromkeys(targets)), patterns)


def _allow(kinds: Iterable[AllowedKind]) -> tuple[Allow, ...]:
    return tuple(Allow(kind.kind, kind.type or "") for kind in kinds)


def _matches(place: RuleLocation, entry: LocationEntry) -> bool:
    if place.type != entry.type:
        return False
    if place.exact:
        return place.exact == entry.target
    return not place.pattern or compile_glob(place.pattern, loose=True)(entry.target)

"""Which system or domain an entity stands in, what stands in a system or domain, and what needs what."""

from collections.abc import Iterator

from portalgen.diagrams.relation_words import drawn
from portalgen.diagrams.sketch import Edge
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef

_NEEDS = ("consumesApi", "apiConsumedBy", "providesApi", "apiProvidedBy", "dependsOn", "dependencyOf")

_DEEPEST = 6
"""Levels of sub-domains that are drawn inside each other; those below stand as boxes in the last one."""


def needs(ref: EntityRef, catalog: Catalog) -> Iterator[Edge]:
    """Yield the edges at an entity that say that something needs something, from what needs to what is needed."""
    for name in _NEEDS:
        for other in catalog.related(ref, name):
            yield drawn(ref, name, other)


def home(ref: EntityRef, kind: str, catalog: Catalog) -> EntityRef | None:
    """Return the system or domain that an entity is a part of, or its parent component is; the first by name."""
    seen: set[EntityRef] = set()
    level: tuple[EntityRef, ...] = (ref,)
    while level:
        seen.update(level)
        wholes = sorted({whole for part in level for whole in catalog.related(part, "partOf")} - seen)
        found = next((whole for whole in wholes if whole.kind == kind), None)
        if found:
            return found
        level = tuple(whole for whole in wholes if whole.kind == ref.kind)
    return None


def unit(ref: EntityRef, catalog: Catalog) -> EntityRef:
    """Return the system that an entity belongs to, or the entity itself if it has none."""
    return home(ref, "system", catalog) or ref


def parts(system: EntityRef, catalog: Catalog) -> frozenset[EntityRef]:
    """Return the parts of a system and the parts of these, but for those that another system has."""
    found: set[EntityRef] = set()
    level = catalog.related(system, "hasPart")
    while level:
        found.update(level)
        inner = {part for whole in level for part in catalog.related(whole, "hasPart")}
        level = tuple(part for part in sorted(inner - found - {system}) if home(part, "system", catalog) == system)
    return frozenset(found)


def subdomains(domain: EntityRef, catalog: Catalog) -> dict[EntityRef, EntityRef]:
    """Return each domain below a domain, some levels down, with the domain that it stands in."""
    found: dict[EntityRef, EntityRef] = {}
    level: tuple[EntityRef, ...] = (domain,)
    for _ in range(_DEEPEST):
        new = {part: whole for whole in level for part in catalog.related(whole, "hasPart") if part.kind == "domain"}
        level = tuple(sorted(part for part in new if part not in found and part != domain))
        found |= {part: new[part] for part in level}
    return found

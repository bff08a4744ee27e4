"""Entities that stand alone: APIs that nobody provides, systems outside every domain, what belongs to nothing."""

from collections.abc import Iterator
from operator import itemgetter

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.model.relations import OWNERSHIP, PROVIDES

_HINTS = {
    "component": "name its system in spec.system, or what it depends on in spec.dependsOn",
    "resource": "name its system in spec.system, or name it in spec.dependsOn of what needs it",
    "system": "name it in spec.system of its parts, or remove it",
    "domain": "name it in spec.domain of its systems, or remove it",
}
"""Kinds that an orphan can be of, and what ties one to others. An API without relations is one without provider."""


def unprovided(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find APIs that no component provides."""
    for api in catalog.of_kind("api"):
        if not catalog.related(api.ref, PROVIDES.backward):
            hint = "name it in spec.providesApis of the component that provides it"
            yield _diagnose("api-without-provider", api, "no component provides it", hint)


def outside_domains(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find systems that are part of no domain, where there are domains."""
    for system in catalog.of_kind("system") if catalog.of_kind("domain") else ():
        if not any(ref.kind == "domain" for ref in catalog.related(system.ref, "partOf")):
            yield _diagnose(
                "system-without-domain", system, "it is part of no domain", "name its domain in spec.domain"
            )


def orphaned(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find software that has an owner at most: it is part of nothing, needs nothing and nothing names it."""
    tied = _tied(catalog)
    for kind, hint in _HINTS.items():
        for entity in catalog.of_kind(kind):
            if entity.ref not in tied:
                yield _diagnose("orphan-entity", entity, "it belongs to nothing, and nothing refers to it", hint)


def _tied(catalog: Catalog) -> set[EntityRef]:
    """Return the ends of relations that are tied to others by them: to be owned does not count."""
    found: set[EntityRef] = set()
    for pair in catalog.pairs:
        rows = catalog.of_pair(pair)
        found.update(map(itemgetter(2), rows))
        if pair != OWNERSHIP:
            found.update(map(itemgetter(0), rows))
    return found


def _diagnose(code: str, entity: Entity, words: str, hint: str) -> Diagnostic:
    return diagnose(code, f"{entity.ref}: {words}", where=entity.where, hint=hint, entity=str(entity.ref))

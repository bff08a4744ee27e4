"""Lifecycles that do not fit together: what is in production should not need what is on its way out, or in."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.relations import CONSUMES, DEPENDENCY, PROVIDES, Relation

_STANDING = "production"
_CODES = {"deprecated": "depends-on-deprecated", "experimental": "depends-on-experimental"}
_HINTS = {
    "deprecated": "move to what replaces it, or correct the lifecycle of one of the two",
    "experimental": "agree on its promotion to production, or correct the lifecycle of one of the two",
}


def unready(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find relations by which something in production needs something deprecated or experimental.

    An API counts as what it says of itself, or else as its providers, if they all are of one such lifecycle.
    """
    wanting = {ref for ref, entity in catalog.entities.items() if entity.lifecycle.lower() in _CODES}
    concerned = wanting.union(*(catalog.related(ref, PROVIDES.forward) for ref in wanting))
    needed = {ref: found for ref in concerned if (found := _needed(ref, catalog))}
    for relation in chain(catalog.of_pair(DEPENDENCY), catalog.of_pair(CONSUMES)) if needed else ():
        found = needed.get(relation.target)
        if found and _lifecycle(relation.source, catalog) == _STANDING:
            yield _diagnose(relation, found)


@dataclass(frozen=True, slots=True)
class _Needed:
    lifecycle: str
    words: str


def _needed(target: EntityRef, catalog: Catalog) -> _Needed | None:
    own = _lifecycle(target, catalog)
    if own in _CODES:
        return _Needed(own, f"{target}, which is {own}")
    providers = {_lifecycle(ref, catalog) for ref in catalog.related(target, PROVIDES.backward)}
    if len(providers) == 1 and (theirs := providers.pop()) in _CODES:
        return _Needed(theirs, f"{target}, whose only provider is {theirs}")
    return None


def _lifecycle(ref: EntityRef, catalog: Catalog) -> str:
    entity = catalog.entities.get(ref)
    return entity.lifecycle.lower() if entity else ""


def _diagnose(relation: Relation, needed: _Needed) -> Diagnostic:
    verb = "consumes" if relation.pair == CONSUMES else "depends on"
    return diagnose(
        _CODES[needed.lifecycle],
        f"{relation.source}: it is in production and {verb} {needed.words}",
        where=relation.where,
        hint=_HINTS[needed.lifecycle],
        entity=str(relation.source),
    )

"""Joins fragments: decides conflicts, joins what the winners say, finds the files of each documentation site."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog, DocsRequest, DocsSource, Fragment
from portalgen.model.contributions import LintRule
from portalgen.model.entity import MANAGED_BY, Entity
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relation, RelationPair
from portalgen.model.source import Snapshot
from portalgen.resolve.docs_size import within_size


def resolve_catalog(
    fragments: Sequence[Fragment], snapshots: Sequence[Snapshot], rules: Iterable[LintRule] = ()
) -> Catalog:
    """Return the catalog of all fragments; their order decides conflicts: first come, first served, as in Backstage.

    Its diagnostics are those of the fragments, of conflicts and of the rules, worst first.
    """
    winners, conflicts = _decide(fragments)
    entities = dict(sorted(winners.items()))
    docs, large = within_size(_docs(fragments, snapshots, entities))
    catalog = Catalog(
        entities=entities,
        relations=_relations(entities.values()),
        docs=docs,
        sources=tuple(snapshots),
        diagnostics=(*chain.from_iterable(fragment.diagnostics for fragment in fragments), *conflicts, *large),
    )
    found = dict.fromkeys(chain(catalog.diagnostics, *(rule(catalog) for rule in rules)))
    return replace(catalog, diagnostics=tuple(sorted(found, key=lambda row: row.sort_key)))


def _decide(fragments: Iterable[Fragment]) -> tuple[dict[EntityRef, Entity], list[Diagnostic]]:
    winners: dict[EntityRef, Entity] = {}
    conflicts: dict[tuple[EntityRef, str], Diagnostic] = {}
    for entity in chain.from_iterable(fragment.entities for fragment in fragments):
        first = winners.setdefault(entity.ref, entity)
        if _place(first) != _place(entity):
            hint = "remove one of the two, or give it another name or namespace"
            message = f"{entity.ref} is already declared at {first.where}"
            conflicts[entity.ref, str(entity.where)] = diagnose(
                "duplicate-entity", message, where=entity.where, hint=hint, entity=str(entity.ref)
            )
    return winners, list(conflicts.values())


def _place(entity: Entity) -> tuple[str, int]:
    """Return file and line, the same by whatever URL the repository was named."""
    return entity.annotations.get(MANAGED_BY, str(entity.where)), entity.where.line


def _relations(entities: Iterable[Entity]) -> tuple[Relation, ...]:
    """Return every edge once, at the first place that says it."""
    found: dict[tuple[EntityRef, RelationPair, EntityRef], Relation] = {}
    for relation in chain.from_iterable(entity.relations for entity in entities):
        key = (relation.source, relation.pair, relation.target)
        found[key] = min(found.get(key, relation), relation)
    return tuple(found[key] for key in sorted(found))


def _docs(
    fragments: Iterable[Fragment], snapshots: Iterable[Snapshot], entities: Mapping[EntityRef, Entity]
) -> tuple[DocsSource, ...]:
    requests: dict[EntityRef, DocsRequest] = {}
    for request in chain.from_iterable(fragment.docs for fragment in fragments):
        entity = entities.get(request.entity)
        if entity and (entity.where.source, entity.where.path) == (request.where.source, request.where.path):
            requests.setdefault(request.entity, request)
    by_place: dict[tuple[str, str], Snapshot] = {}
    for snapshot in snapshots:
        by_place.setdefault((snapshot.source.url, snapshot.source.ref), snapshot)
        by_place.setdefault((snapshot.source.url, snapshot.location.ref), snapshot)
    found = (
        _docs_source(request, by_place.get((request.location.target, request.location.ref)), entities[ref])
        for ref, request in sorted(requests.items())
    )
    return tuple(source for source in found if source)


def _docs_source(request: DocsRequest, snapshot: Snapshot | None, entity: Entity) -> DocsSource | None:
    if snapshot is None:  # it could not be fetched: the crawl stage has said so
        return None
    return DocsSource(
        entity=request.entity,
        source=snapshot.source,
        folder=request.folder,
        files=snapshot.under(request.folder),
        site_name=str(entity.metadata.get("title") or entity.name),
        where=request.where,
    )

"""Joins fragments: decides conflicts, joins what the winners say, finds the files of each documentation site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.attempt import attempt
from portalgen.model.catalog import Catalog, Conflict, DocsForm, DocsSource
from portalgen.model.contributions import LintRule
from portalgen.model.docs_places import DocsPlaces
from portalgen.model.docs_tab import MARKDOWN
from portalgen.model.docs_version import DocsVersion
from portalgen.model.entity import Entity
from portalgen.model.fragment import DocsRequest, Fragment
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relation
from portalgen.model.source import Location, Snapshot
from portalgen.resolve.docs_size import within_size
from portalgen.resolve.parents import parents
from portalgen.resolve.settle import Loss, Settled, settle


def resolve_catalog(
    fragments: Sequence[Fragment],
    snapshots: Sequence[Snapshot],
    rules: Iterable[LintRule] = (),
    *,
    refused: Iterable[Location] = (),
    strict: bool = False,
) -> Catalog:
    """Return the catalog of all fragments; their order decides conflicts: first come, first served, as in Backstage.

    `refused` are locations that nothing can read; `strict` loses what Backstage loses (`portalgen.resolve.settle`).
    The catalog's diagnostics are those of the fragments, of conflicts and of the rules, worst first.
    """
    settled = settle(fragments, refused, strict=strict)
    docs, large = within_size(_docs(settled.docs, snapshots, settled.entities))
    catalog = Catalog(
        entities=settled.entities,
        relations=_relations(chain(settled.entities.values(), settled.unseen)),
        docs=tuple(site for site in docs if not (site.tab or site.version)),
        folders=tuple(site for site in docs if site.tab),
        versions=tuple(site for site in docs if site.version),
        sources=tuple(snapshot for snapshot in snapshots if snapshot.is_shown),
        diagnostics=(*_diagnostics(fragments, settled), *large),
        rejected=settled.rejected,
        conflicts=settled.conflicts,
        parents=parents(fragments, settled.entities),
    )
    given = (attempt(rule, catalog, gives=Diagnostic) for rule in rules)
    found = dict.fromkeys(chain(catalog.diagnostics, *chain.from_iterable(given)))
    return replace(catalog, diagnostics=tuple(sorted(found, key=lambda row: row.sort_key)))


def _diagnostics(fragments: Iterable[Fragment], settled: Settled) -> Iterator[Diagnostic]:
    yield from chain.from_iterable(fragment.diagnostics for fragment in fragments)
    yield from map(_duplicate, settled.conflicts)
    yield from map(_lost, settled.losses)


def _duplicate(found: Conflict) -> Diagnostic:
    hint = "remove one of the two, or give it another name or namespace"
    later = (found.kept.source, found.kept.path) == (found.dropped.source, found.dropped.path)
    message = f"{found.ref} is already declared at {found.kept}"
    if later:
        message = f"{found.ref} is declared again at {found.kept}; of two in one file the last counts"
    return diagnose("duplicate-entity", message, where=found.dropped, hint=hint, entity=str(found.ref))


def _lost(found: Loss) -> Diagnostic:
    lost, ref = found.rejection, found.rejection.ref
    subject = f"{ref}: all that it names" if ref else "all that is declared here"
    message = f"{subject} is left out, as in Backstage: {lost.reason}"
    hint = f"mend {found.because}, or build without --strict, which loses only what is wrong"
    return diagnose("location-lost", message, where=lost.where, hint=hint, entity=str(ref or ""))


def _relations(entities: Iterable[Entity]) -> tuple[Relation, ...]:
    """Return every edge once, as the first entity says it, in the order of refs."""
    rows = sorted(chain.from_iterable(entity.relations for entity in entities), key=_edge)
    edges = [_edge(row) for row in rows]
    return tuple(row for row, edge, before in zip(rows, edges, [None, *edges], strict=False) if edge != before)


_edge = itemgetter(0, 1, 2)
"""Relation -> its ends and names, without the place: a plain tuple, which is compared much faster."""


def _docs(
    requests: Iterable[DocsRequest], snapshots: Iterable[Snapshot], entities: Mapping[EntityRef, Entity]
) -> tuple[DocsSource, ...]:
    here = DocsPlaces(snapshots)
    return tuple(
        _docs_source(request, snapshot, entities[request.entity], version)
        for request in requests
        for snapshot, version in here.wanted(request)
    )


def _docs_source(request: DocsRequest, snapshot: Snapshot, entity: Entity, version: DocsVersion | None) -> DocsSource:
    files = snapshot.under(request.folder)
    return DocsSource(
        entity=request.entity,
        source=snapshot.source,
        folder=request.folder,
        files=tuple(file for file in files if file.path.lower().endswith(MARKDOWN)) if request.tab else files,
        site_name=str(entity.metadata.get("title") or entity.name),
        spot=request.spot,
        tab=request.tab,
        form=DocsForm.FOLDER if request.tab else DocsForm.MKDOCS,
        version=version,
    )

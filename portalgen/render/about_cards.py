"""Cards about the entity itself: facts, its team, links, labels, what is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace

from portalgen.diagnostics import Diagnostic, Severity
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card
from portalgen.model.entity import Entity
from portalgen.model.forge import Forges
from portalgen.render.card_contexts import AboutCard, LinksCard, PairsCard, ProblemsCard, TeamCard
from portalgen.render.contexts import ProblemRow
from portalgen.render.glances import email_of
from portalgen.render.lookup import line_url, link_to, problem_row, related_links, row_of, source_of, summary_of
from portalgen.render.safe_url import safe_links


def about_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the facts: what it is, what it is part of, when it last changed."""
    row = row_of(entity, catalog)
    source = source_of(entity, catalog)
    context = AboutCard(
        entity=row,
        kind=entity.kind,
        description="" if summary_of(entity) else entity.description,
        children=(
            *related_links(entity.ref, "parentOf", catalog),
            *related_links(entity.ref, "memberOf", catalog),
        ),
        email=email_of(entity),
        targets=row.targets,
        time=source.time if source else 0,
        commit=source.commit if source else "",
        stale_since=catalog.stale_since(entity.where.source),
    )
    yield Card("@card.about", "cards/about.html", context, side=True, order=10)


def team_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield how to reach each owner that is in the catalog."""
    for owner in catalog.known(catalog.related(entity.ref, "ownedBy")):
        members = [ref for ref in catalog.related(owner.ref, "hasMember") if ref in catalog]
        context = TeamCard(
            team=link_to(owner.ref, catalog),
            description=owner.description,
            email=email_of(owner),
            links=safe_links(owner),
            members=len(members),
        )
        yield Card("@card.team", "cards/team.html", context, side=True, order=20)


def links_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the links of the descriptor."""
    del catalog
    links = safe_links(entity)
    if links:
        yield Card("@card.links", "cards/links.html", LinksCard(links), side=True, order=30)


def labels_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the labels."""
    del catalog
    pairs = tuple(sorted((str(key), str(value)) for key, value in entity.labels.items()))
    if pairs:
        yield Card("@card.labels", "cards/pairs.html", PairsCard(pairs), side=True, order=60)


def problems_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield what the build found wrong with the entity; it stands before everything else."""
    found = [one for one in catalog.diagnostics_of(entity.ref) if one.severity > Severity.INFO]
    if found:
        rows = tuple(_problem(one, entity, catalog) for one in sorted(found, key=lambda one: one.sort_key))
        yield Card("@card.problems", "cards/problems.html", ProblemsCard(rows), order=0)


def _problem(found: Diagnostic, entity: Entity, catalog: Catalog) -> ProblemRow:
    own = found.where.path == entity.where.path and found.where.source == entity.where.source
    row = problem_row(found, catalog, Forges())
    return replace(row, url=line_url(entity, found.where.line)) if own else row

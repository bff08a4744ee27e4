"""Plans of the health page (everything that is wrong) and of the page about this build."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from portalgen.diagnostics import CODES, Diagnostic, Severity
from portalgen.model import routes
from portalgen.model.catalog import Suppressed
from portalgen.model.ref import EntityRef, RefError
from portalgen.model.site import PagePlan
from portalgen.model.source import Snapshot
from portalgen.render.contexts import EntityLink, ProblemRow
from portalgen.render.frame import Planning, head_of
from portalgen.render.glances import tally
from portalgen.render.list_contexts import AboutContext, HealthContext, ProblemGroup, SourceRow, TeamTally
from portalgen.render.lookup import problem_row, related_links, repository_name


def plan_health(planning: Planning) -> PagePlan:
    """Return the health page: by code, worst first, and how much of it is whose."""
    diagnostics = planning.built.diagnostics
    context = HealthContext(
        shell=planning.shell,
        head=head_of("@nav.health", routes.HEALTH),
        tally=tally(diagnostics),
        groups=_groups(diagnostics, planning),
        teams=_teams((one for one in diagnostics if one.severity > Severity.INFO), planning),
        suppressed=tuple(_suppressed(one, planning) for one in planning.built.suppressed),
    )
    return PagePlan(routes.HEALTH, "pages/health.html", context)


def _suppressed(found: Suppressed, planning: Planning) -> ProblemRow:
    return problem_row(replace(found.diagnostic, hint=found.reason), planning.catalog, planning.settings.forges)


def _groups(diagnostics: Iterable[Diagnostic], planning: Planning) -> tuple[ProblemGroup, ...]:
    by_code: dict[str, list[Diagnostic]] = {}
    for found in sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key):
        by_code.setdefault(found.code, []).append(found)
    ranked = sorted(by_code.items(), key=lambda item: (-max(one.severity for one in item[1]), item[0]))
    forges = planning.settings.forges
    return tuple(
        ProblemGroup(
            code=code,
            title=CODES[code].title if code in CODES else code,
            severity=str(max(one.severity for one in found)),
            rows=tuple(problem_row(one, planning.catalog, forges) for one in found),
        )
        for code, found in ranked
    )


def _teams(diagnostics: Iterable[Diagnostic], planning: Planning) -> tuple[TeamTally, ...]:
    by_team: dict[tuple[EntityLink | None, bool], list[Diagnostic]] = {}
    for found in diagnostics:
        for team in _teams_of(found, planning):
            by_team.setdefault(team, []).append(found)
    ranked = sorted(by_team.items(), key=lambda item: (-len(item[1]), _title(item[0][0]), item[0][1]))
    return tuple(TeamTally(team, tally(found), known) for (team, known), found in ranked)


def _title(team: EntityLink | None) -> str:
    return team.title.lower() if team else "~"


def _teams_of(found: Diagnostic, planning: Planning) -> tuple[tuple[EntityLink | None, bool], ...]:
    """Return the owners of the entity; without any, whether it is an entity of the catalog at all."""
    try:
        ref = EntityRef.parse(found.entity)
    except RefError:
        return ((None, False),)
    owners = related_links(ref, "ownedBy", planning.catalog)
    return tuple((owner, True) for owner in owners) or ((None, ref in planning.catalog),)


def plan_about(planning: Planning) -> PagePlan:
    """Return the page about this build: sources with their commits, counts, versions; nothing that a clock says."""
    docs = planning.built.docs  # as the list has them: those that could not be built, too
    context = AboutContext(
        shell=planning.shell,
        head=head_of("@about.title", "-"),
        sources=_sources(planning),
        counts=planning.count_kinds(planning.catalog.entities),
        relations=len(planning.catalog.relations),
        docs=len(docs),
        docs_pages=sum(len(site.pages) for site in docs),
    )
    return PagePlan(routes.ABOUT, "pages/about.html", context)


def _sources(planning: Planning) -> tuple[SourceRow, ...]:
    counts = Counter(entity.where.source for entity in planning.catalog.entities.values())
    rows = {_source(snapshot, counts, planning) for snapshot in planning.catalog.sources}
    return tuple(sorted(rows, key=lambda row: (row.name, row.target, row.ref)))


def _source(snapshot: Snapshot, counts: Counter[str], planning: Planning) -> SourceRow:
    source = snapshot.source
    return SourceRow(
        name=repository_name(source.url),
        target=source.url,
        url=planning.settings.forges.web(source.url) or "",
        ref=source.ref,
        commit=source.commit,
        time=source.time,
        entities=counts[source.url],
        stale_since=snapshot.stale_since or 0,
    )

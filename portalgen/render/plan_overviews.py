"""Plans of systems, teams, templates and the home of all documentation."""

from collections.abc import Iterator

from portalgen.model import routes
from portalgen.model.catalog import DocsForm
from portalgen.model.docs import DocsSite
from portalgen.model.entity import Entity
from portalgen.model.site import PagePlan
from portalgen.render.frame import Planning, head_of, table_scripts
from portalgen.render.glances import domain_glances, team_tree
from portalgen.render.list_contexts import DocsHomeContext, DocsRow, SystemsContext, TeamsContext, TemplatesContext
from portalgen.render.lookup import row_of, rows_of


def plan_overviews(planning: Planning) -> Iterator[PagePlan]:
    """Yield one page for each."""
    shell, catalog = planning.shell, planning.catalog
    systems = SystemsContext(shell, head_of("@nav.systems", routes.SYSTEMS), domain_glances(planning))
    yield PagePlan(routes.SYSTEMS, "pages/systems.html", systems)
    people = len(catalog.of_kind("user"))
    teams = TeamsContext(shell, head_of("@nav.teams", routes.TEAMS), team_tree(planning), people)
    yield PagePlan(routes.TEAMS, "pages/teams.html", teams)
    templates = rows_of(catalog.of_kind("template"), catalog)
    gallery = TemplatesContext(shell, head_of("@nav.create", routes.TEMPLATES), templates)
    yield PagePlan(routes.TEMPLATES, "pages/templates.html", gallery)
    docs = DocsHomeContext(shell, head_of("@nav.docs", routes.DOCS, scripts=table_scripts()), _docs_rows(planning))
    yield PagePlan(routes.DOCS, "pages/docs-home.html", docs)


def _docs_rows(planning: Planning) -> tuple[DocsRow, ...]:
    entities = planning.catalog.entities
    rows = (
        _docs_row(entities[site.source.entity], site, planning)
        for site in planning.built.docs
        if site.source.entity in entities
    )
    return tuple(sorted(rows, key=lambda row: (row.title.lower(), row.entity.link.ref)))


def _docs_row(entity: Entity, site: DocsSite, planning: Planning) -> DocsRow:
    title = site.title or entity.title
    known = (one.time for one in site.changes.values() if not one.is_before)
    changed = max(known, default=site.source.source.time) if site.pages else 0  # of what failed, no page is shown
    readme = site.source.form is DocsForm.README
    return DocsRow(row_of(entity, planning.catalog), title, len(site.pages), changed, readme)

"""The plan of the home page."""

from dataclasses import replace

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.site import PagePlan
from portalgen.render.contexts import EntityLink, Head
from portalgen.render.frame import Planning, kind_rank
from portalgen.render.glances import domain_glances, flat, latest_changes, tally, team_tree
from portalgen.render.list_contexts import HomeContext, TeamGlance
from portalgen.render.lookup import link_to

MANY_TEAMS = 60
"""From here on the page names no longer what each team owns: it would weigh too much."""
THINGS = 12


def plan_home(planning: Planning) -> PagePlan:
    """Return the home page: what there is, how it fits together, who owns it, what changed, what is wrong."""
    context = HomeContext(
        shell=planning.shell,
        head=Head("@home.title", planning.shell.description, routes.HOME, scripts=("js/home.js",)),
        counts=planning.count_kinds(planning.catalog.entities),
        domains=domain_glances(planning),
        teams=_teams(planning),
        changes=latest_changes(planning),
        tally=tally(planning.built.diagnostics),
        docs=len(planning.built.docs),
    )
    return PagePlan(routes.HOME, "pages/home.html", context)


def _teams(planning: Planning) -> tuple[TeamGlance, ...]:
    owners = sorted(
        (replace(team, children=()) for team in flat(team_tree(planning)) if team.owned),
        key=lambda team: team.link.title.lower(),
    )
    if len(owners) > MANY_TEAMS:
        return tuple(owners)
    return tuple(replace(team, things=_things(team, planning.catalog)) for team in owners)


def _things(team: TeamGlance, catalog: Catalog) -> tuple[EntityLink, ...]:
    owned = (ref for ref in catalog.related(EntityRef.parse(team.link.ref), "ownerOf") if ref in catalog)
    return tuple(link_to(ref, catalog) for ref in sorted(owned, key=lambda ref: (kind_rank(ref.kind), ref))[:THINGS])

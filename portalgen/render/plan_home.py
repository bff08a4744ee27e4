"""The plan of the home page."""

from portalgen.model import routes
from portalgen.model.site import PagePlan
from portalgen.render.contexts import Head
from portalgen.render.frame import Planning
from portalgen.render.glances import domain_glances, flat, latest_changes, tally, team_tree
from portalgen.render.list_contexts import HomeContext


def plan_home(planning: Planning) -> PagePlan:
    """Return the home page: what there is, how it fits together, who owns it, what changed, what is wrong."""
    context = HomeContext(
        shell=planning.shell,
        head=Head("@home.title", planning.shell.description, routes.HOME, scripts=("js/home.js",)),
        counts=planning.count_kinds(planning.catalog.entities),
        domains=domain_glances(planning),
        teams=tuple(team for team in flat(team_tree(planning)) if team.owned),
        changes=latest_changes(planning),
        tally=tally(planning.built.diagnostics),
        docs=sum(1 for site in planning.built.docs if site.pages),
    )
    return PagePlan(routes.HOME, "pages/home.html", context)

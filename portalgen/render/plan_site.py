"""Plan the site: the finished catalog in, every page and its URL out; two pages never want the same URL."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.hookspecs import Extensions
from portalgen.model import routes
from portalgen.model.attempt import attempt
from portalgen.model.contributions import Built, ExtraPage, SiteSettings
from portalgen.model.site import PagePlan
from portalgen.render.contexts import ExtraContext, Head, MessageContext, TextContext
from portalgen.render.frame import Planning, head_of, make_shell
from portalgen.render.glances import owning_teams
from portalgen.render.headers import host_headers
from portalgen.render.list_contexts import SettingsContext
from portalgen.render.plan_catalog import plan_catalog
from portalgen.render.plan_docs import plan_docs
from portalgen.render.plan_entity import plan_entity
from portalgen.render.plan_graph import plan_graph
from portalgen.render.plan_health import plan_about, plan_health
from portalgen.render.plan_home import plan_home
from portalgen.render.plan_overviews import plan_overviews
from portalgen.render.search_context import plan_search
from portalgen.render.sitemap import plan_sitemap


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every file of the site that comes from a template, in a fixed order."""

    plans: tuple[PagePlan, ...]
    """At most one for each file."""
    diagnostics: tuple[Diagnostic, ...] = ()


def plan_site(built: Built, extensions: Extensions, settings: SiteSettings) -> SitePlan:
    """Decide every page of the site; pages that want a URL that is taken are left out, with a diagnostic.

    A maker of cards or pages that fails costs what it would have added, with a diagnostic.
    """
    catalog = replace(built.catalog, diagnostics=built.diagnostics)
    built = replace(built, catalog=catalog)
    made = [attempt(make, built, gives=ExtraPage) for make in extensions.pages]
    pages = tuple(chain.from_iterable(found for found, _ in made))
    failed = chain.from_iterable(failed for _, failed in made)
    planning = Planning(built, extensions, settings, make_shell(settings, pages), pages)
    found = _settled(chain(failed, _plans(planning)))
    return replace(found, plans=(*found.plans, *plan_sitemap(found.plans, planning.shell.base_url)))


def _plans(planning: Planning) -> Iterator[PagePlan | Diagnostic]:
    yield plan_home(planning)
    yield from plan_catalog(planning)
    yield from plan_overviews(planning)
    yield from plan_graph(planning)
    yield plan_health(planning)
    yield plan_about(planning)
    yield _plan_settings(planning)
    yield from _plain_pages(planning)
    for entity in planning.catalog.entities.values():
        yield from plan_entity(entity, planning)
    yield from plan_docs(planning)
    for page in (page for page in planning.pages if page.entity not in planning.pages_of):
        context = ExtraContext(planning.shell, head_of(page.title, page.route), page.context)
        yield PagePlan(page.route, page.template, context)


def _plan_settings(planning: Planning) -> PagePlan:
    teams = tuple(team.link for team in owning_teams(planning))
    context = SettingsContext(planning.shell, head_of("@settings.title", "-", scripts=("js/settings.js",)), teams)
    return PagePlan(routes.SETTINGS, "pages/settings.html", context)


def _plain_pages(planning: Planning) -> Iterator[PagePlan]:
    yield plan_search(planning)
    lost = Head("@missing.title", section="-")
    yield PagePlan(routes.NOT_FOUND, "pages/404.html", MessageContext(planning.shell, lost))
    yield PagePlan("_headers", "", TextContext(host_headers()))


def _settled(plans: Iterable[PagePlan | Diagnostic]) -> SitePlan:
    """Keep the first page of each file, and say which others were left out."""
    taken: dict[str, PagePlan] = {}
    diagnostics = []
    for plan in plans:
        if isinstance(plan, Diagnostic):
            diagnostics.append(plan)
        elif (file := routes.file_of(plan.route)) in taken:
            message = f"/{plan.route} is the address of two pages; the first one wins"
            diagnostics.append(diagnose("reserved-url", message, hint="rename the entity or the page of the plug-in"))
        else:
            taken[file] = plan
    return SitePlan(tuple(taken.values()), tuple(diagnostics))

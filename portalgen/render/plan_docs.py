"""Plans of documentation: every page in the portal's frame, redirects, and sites that failed."""

import hashlib
from collections.abc import Iterator

from portalgen.model import routes
from portalgen.model.docs import DocsSite
from portalgen.model.docs_shown import docs_route
from portalgen.model.entity import TECHDOCS_ENTITY
from portalgen.model.site import PagePlan
from portalgen.render.contexts import Crumb, Head, TextContext
from portalgen.render.docs_contexts import DocsFailedContext, RedirectContext
from portalgen.render.docs_page import DocsPages, title_of
from portalgen.render.docs_versions import Edition, editions
from portalgen.render.frame import Planning
from portalgen.render.lookup import link_to, problem_row, related_links
from portalgen.techdocs.material import material_css

STYLE = "css/material.css"


def plan_docs(planning: Planning) -> Iterator[PagePlan]:
    """Yield the plans of all documentation sites; the style sheet of their content comes first."""
    style = material_css().decode()
    address = f"{routes.asset(STYLE)}?v={hashlib.sha256(style.encode()).hexdigest()[:10]}"
    if planning.built.docs or planning.built.folders:
        yield PagePlan(routes.asset(STYLE), "", TextContext(style))
    yield from _borrowed(planning)
    for every in editions(planning.built.docs, planning.built.versions):
        for edition in every.every:
            yield from _planned(DocsPages(edition, every, planning, address))


def _borrowed(planning: Planning) -> Iterator[PagePlan]:
    """Lead from where the documentation of an entity would be to that which it shows instead, as Backstage does."""
    catalog = planning.catalog
    for ref, entity in catalog.entities.items():
        if (
            TECHDOCS_ENTITY in entity.annotations
            and ref not in catalog.docs_of
            and (route := docs_route(entity, catalog))
        ):
            yield PagePlan(routes.docs(ref), "pages/redirect.html", RedirectContext(route, entity.title))


def _planned(pages: DocsPages) -> Iterator[PagePlan]:
    """Yield the plans of one version; the pages of one that is just like another lead there."""
    edition, site = pages.edition, pages.edition.site
    for page in site.pages:
        route = site.source.route(page.path)
        if edition.same_as:
            target, canonical = edition.route(page.path), edition.current_route(page.path)
            yield PagePlan(route, "pages/redirect.html", RedirectContext(target, page.title, canonical=canonical))
        else:
            yield PagePlan(route, "pages/docs.html", pages.context(page))
    if not site.pages:
        yield _failed(site, pages.planning)
    for old, new in site.redirects:
        yield _redirect(old, new, edition)


def _failed(site: DocsSite, planning: Planning) -> PagePlan:
    ref, catalog = site.source.entity, planning.catalog
    crumbs = (Crumb("@nav.docs", routes.DOCS), Crumb(title_of(site)))
    head = Head(title_of(site), "", routes.DOCS, crumbs, parts=(str(ref),))
    problems = tuple(problem_row(found, catalog, planning.settings.forges) for found in site.diagnostics)
    owners = related_links(ref, "ownedBy", catalog)
    context = DocsFailedContext(planning.shell, head, title_of(site), link_to(ref, catalog), owners, problems)
    return PagePlan(routes.docs(ref), "pages/docs-failed.html", context)


def _redirect(old: str, new: str, edition: Edition) -> PagePlan:
    path, mark, anchor = new.partition("#")
    outside = new.lower().startswith(("http://", "https://"))
    target = new if outside else f"{edition.route(path)}{mark}{anchor}"
    context = RedirectContext(target, title_of(edition.site), outside)
    return PagePlan(edition.site.source.route(old), "pages/redirect.html", context)

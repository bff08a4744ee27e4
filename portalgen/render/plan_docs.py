"""Plans of documentation: every page in the portal's frame, redirects, sites that failed; and the files beside them."""

import hashlib
from collections.abc import Iterable, Iterator

from portalgen.model import routes
from portalgen.model.docs import DocsAsset, DocsPage, DocsSite
from portalgen.model.site import PagePlan, SiteFile
from portalgen.model.source import BlobStore
from portalgen.render.contexts import Crumb, Head, TextContext
from portalgen.render.docs_contexts import DocsContext, DocsFailedContext, RedirectContext
from portalgen.render.docs_tree import contents, neighbours, trail, tree_rows
from portalgen.render.frame import Planning
from portalgen.render.lookup import link_to, problem_row, related_links
from portalgen.techdocs.material import material_css

STYLE = "css/material.css"
STYLES = ("css/docs.css", "css/docs-content.css")
SCRIPTS = ("js/docs.js",)
BATCH = 50_000_000
"""Bytes of the files that are read together; one alone may have more."""


def plan_docs(planning: Planning) -> Iterator[PagePlan]:
    """Yield the plans of all documentation sites; the style sheet of their content comes first."""
    style = material_css().decode()
    address = f"{routes.asset(STYLE)}?v={hashlib.sha256(style.encode()).hexdigest()[:10]}"
    if planning.built.docs:
        yield PagePlan(routes.asset(STYLE), "", TextContext(style))
    for site in planning.built.docs:
        for page in site.pages:
            yield PagePlan(
                routes.docs(site.source.entity, page.path), "pages/docs.html", _page(page, site, planning, address)
            )
        if not site.pages:
            yield _failed(site, planning)
        for old, new in site.redirects:
            yield _redirect(old, new, site)


def docs_files(site: DocsSite, blobs: BlobStore) -> Iterator[SiteFile]:
    """Yield the pictures and downloads of one site, sorted by path; unchanged ones are read now, some at a time."""
    for batch in _batches(site.assets):
        wanted = [asset.file for asset in batch if asset.file]
        found = blobs.read(site.source.source, wanted) if wanted else {}
        for asset in batch:
            content = found[asset.file.path] if asset.file else asset.content
            yield SiteFile.at(routes.docs(site.source.entity, asset.path), content)


def _batches(assets: Iterable[DocsAsset]) -> Iterator[list[DocsAsset]]:
    """Yield the files in their order, as many together as may be in memory at once."""
    batch: list[DocsAsset] = []
    size = 0
    for asset in assets:
        more = asset.file.size if asset.file else 0
        if batch and size + more > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(asset)
        size += more
    yield batch


def _page(page: DocsPage, site: DocsSite, planning: Planning, style: str) -> DocsContext:
    source, ref = site.source.source, site.source.entity
    before, after = neighbours(site, page.path)
    edit = planning.settings.forges.edit_url(source.url, source.ref, page.source_path)
    return DocsContext(
        shell=planning.shell,
        head=_head(page, site),
        site_title=_title(site),
        home=routes.docs(ref),
        material=style,
        entity=link_to(ref, planning.catalog),
        owners=related_links(ref, "ownedBy", planning.catalog),
        tree=() if "navigation" in page.hide else tree_rows(site, page.path),
        headings=() if "toc" in page.hide else contents(page.headings),
        title=page.title,
        html=page.html,
        titled="<h1" in page.html,
        edit_url=edit or "",
        time=source.time,
        commit=source.commit,
        previous=before,
        next=after,
    )


def _head(page: DocsPage, site: DocsSite) -> Head:
    steps = trail(site.nav, page.path) or ()
    sections = tuple(Crumb(item.title) for item in steps[:-1])
    home = Crumb(_title(site), routes.docs(site.source.entity))
    last = () if not page.path else (Crumb(page.title),)
    crumbs = (Crumb("@nav.docs", routes.DOCS), home, *sections, *last)
    parts = (*(item.title for item in reversed(steps[:-1])), _title(site))
    return Head(page.title, page.description, routes.DOCS, crumbs, SCRIPTS, STYLES, parts, wide=True)


def _failed(site: DocsSite, planning: Planning) -> PagePlan:
    ref, catalog = site.source.entity, planning.catalog
    crumbs = (Crumb("@nav.docs", routes.DOCS), Crumb(_title(site)))
    head = Head(_title(site), "", routes.DOCS, crumbs, parts=(str(ref),))
    problems = tuple(problem_row(found, catalog, planning.settings.forges) for found in site.diagnostics)
    owners = related_links(ref, "ownedBy", catalog)
    context = DocsFailedContext(planning.shell, head, _title(site), link_to(ref, catalog), owners, problems)
    return PagePlan(routes.docs(ref), "pages/docs-failed.html", context)


def _redirect(old: str, new: str, site: DocsSite) -> PagePlan:
    ref = site.source.entity
    path, mark, anchor = new.partition("#")
    target = new if "://" in new else f"{routes.docs(ref, path)}{mark}{anchor}"
    return PagePlan(routes.docs(ref, old), "pages/redirect.html", RedirectContext(target, _title(site)))


def _title(site: DocsSite) -> str:
    return site.title or site.source.site_name or site.source.entity.name

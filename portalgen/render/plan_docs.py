"""Plans of documentation: every page in the portal's frame, redirects, sites that failed; and the files beside them."""

import hashlib
from collections.abc import Iterable, Iterator

from portalgen.model import routes
from portalgen.model.docs import DocsAsset, DocsPage, DocsSite
from portalgen.model.forge import Forges
from portalgen.model.site import PagePlan, SiteFile
from portalgen.model.source import BlobStore, Source
from portalgen.render.contexts import Crumb, Head, TextContext
from portalgen.render.docs_contexts import DocsContext, DocsFailedContext, RedirectContext
from portalgen.render.docs_features import features_of, own_style
from portalgen.render.docs_tree import contents, neighbours, trail, tree_rows
from portalgen.render.docs_versions import Edition, Editions, editions
from portalgen.render.frame import Planning
from portalgen.render.lookup import link_to, problem_row, related_links
from portalgen.techdocs.material import material_css

STYLE = "css/material.css"
STYLES = ("css/docs.css", "css/docs-content.css", "css/docs-tools.css")
SCRIPTS = ("js/docs.js", "js/docs-tools.js", "js/docs-lightbox.js", "js/docs-notes.js")
SWITCHER = ("js/docs-versions.js",)
"""Where there is more than one version."""
BATCH = 50_000_000
"""Bytes of the files that are read together; one alone may have more."""


def plan_docs(planning: Planning) -> Iterator[PagePlan]:
    """Yield the plans of all documentation sites; the style sheet of their content comes first."""
    style = material_css().decode()
    address = f"{routes.asset(STYLE)}?v={hashlib.sha256(style.encode()).hexdigest()[:10]}"
    if planning.built.docs or planning.built.folders:
        yield PagePlan(routes.asset(STYLE), "", TextContext(style))
    for every in editions(planning.built.docs, planning.built.versions):
        for edition in every.every:
            yield from _edition(edition, every, planning, address)


def _edition(edition: Edition, every: Editions, planning: Planning, style: str) -> Iterator[PagePlan]:
    """Yield the plans of one version; a page that the current one shows just so only leads there."""
    site = edition.site
    for page in site.pages:
        route = site.source.route(page.path)
        if page.path in edition.shared:
            yield PagePlan(route, "pages/redirect.html", RedirectContext(edition.route(page.path), page.title))
        else:
            yield PagePlan(route, "pages/docs.html", _page(page, edition, every, planning, style))
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
            yield SiteFile.at(site.source.route(asset.path), content)


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


def _page(page: DocsPage, edition: Edition, every: Editions, planning: Planning, style: str) -> DocsContext:
    site, forges = edition.site, planning.settings.forges
    source, ref = site.source.source, site.source.entity
    before, after = neighbours(edition, page.path)
    return DocsContext(
        shell=planning.shell,
        head=_head(page, edition, every),
        site_title=_title(site),
        home=edition.route(""),
        material=style,
        entity=link_to(ref, planning.catalog),
        owners=related_links(ref, "ownedBy", planning.catalog),
        tree=() if "navigation" in page.hide else tree_rows(edition, page.path),
        headings=() if "toc" in page.hide else contents(page.headings),
        title=page.title,
        html=page.html,
        titled="<h1" in page.html,
        edit_url=_edit_url(page, source, forges),
        time=source.time,
        commit=source.commit,
        changed=site.changes.get(page.source_path),
        previous=before,
        next=after,
        features=tuple(feature.name for feature in features_of(page.html)),
        issue=forges.issue_form(source.url),
        versions=every.rows(edition, page.path),
        newer=edition.current_route(page.path),
        own_style=own_style(site),
        source_url=forges.file_url(source.url, source.ref, page.source_path) or "",
    )


def _edit_url(page: DocsPage, source: Source, forges: Forges) -> str:
    found = forges.edit_url(source.url, source.ref, page.source_path) if page.edit_url is None else page.edit_url
    return found or ""


def _head(page: DocsPage, edition: Edition, every: Editions) -> Head:
    site = edition.site
    steps = trail(site.nav, page.path) or ()
    sections = tuple(Crumb(item.title) for item in steps[:-1])
    home = Crumb(_title(site), site.source.route())
    last = () if not page.path else (Crumb(page.title),)
    crumbs = (Crumb("@nav.docs", routes.DOCS), home, *sections, *last)
    version = (site.source.version.name,) if site.source.version else ()
    parts = (*(item.title for item in reversed(steps[:-1])), _title(site), *version)
    features = features_of(page.html)
    scripts = (
        *SCRIPTS,
        *SWITCHER[: len(every.every) - 1],
        *(script for feature in features for script in feature.scripts),
    )
    styles = (*STYLES, *(style for feature in features for style in feature.styles))
    canonical = edition.current_route(page.path)
    return Head(
        page.title, page.description, routes.DOCS, crumbs, scripts, styles, parts, wide=True, canonical=canonical
    )


def _failed(site: DocsSite, planning: Planning) -> PagePlan:
    ref, catalog = site.source.entity, planning.catalog
    crumbs = (Crumb("@nav.docs", routes.DOCS), Crumb(_title(site)))
    head = Head(_title(site), "", routes.DOCS, crumbs, parts=(str(ref),))
    problems = tuple(problem_row(found, catalog, planning.settings.forges) for found in site.diagnostics)
    owners = related_links(ref, "ownedBy", catalog)
    context = DocsFailedContext(planning.shell, head, _title(site), link_to(ref, catalog), owners, problems)
    return PagePlan(routes.docs(ref), "pages/docs-failed.html", context)


def _redirect(old: str, new: str, site: DocsSite) -> PagePlan:
    path, mark, anchor = new.partition("#")
    outside = new.lower().startswith(("http://", "https://"))
    target = new if outside else f"{site.source.route(path)}{mark}{anchor}"
    return PagePlan(site.source.route(old), "pages/redirect.html", RedirectContext(target, _title(site), outside))


def _title(site: DocsSite) -> str:
    return site.title or site.source.site_name or site.source.entity.name

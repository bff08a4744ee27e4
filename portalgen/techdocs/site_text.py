"""A built site as text, and back: what a child gives back is what is kept, so it is written once.

The first line has the digests of the Markdown that pages were made of; whoever only asks what changed reads no more.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

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
from portalgen.techdocs.share import for_nobody

_ENCODING = ("utf-8", "surrogatepass")


def site_text(site: DocsSite) -> bytes:
    """Return the text of a site that was built for nobody in particular."""
    rows = [
        site.title,
        [_page_row(page) for page in site.pages],
        [_nav_row(item) for item in site.nav],
        [[asset.path, b64encode(asset.content).decode(), _file_row(asset.file)] for asset in site.assets],
        site.redirects,
        [one.row for one in site.diagnostics],
        [_notes_row(one) for one in site.notes],
    ]
    return "\n".join(map(_json, (page_digests(site.source), rows))).encode(*_ENCODING)


def site_of(text: bytes, source: DocsSource) -> DocsSite:
    """Return the site of a text, as that of a source for nobody in particular."""
    title, pages, nav, assets, redirects, diagnostics, notes = json.loads(text.partition(b"\n")[2])
    return DocsSite(
        for_nobody(source),
        title,
        pages=tuple(map(_page, pages)),
        nav=tuple(map(_nav_item, nav)),
        assets=tuple(map(_asset, assets)),
        redirects=tuple((old, new) for old, new in redirects),
        diagnostics=tuple(map(Diagnostic.of_row, diagnostics)),
        notes=tuple(map(_notes, notes)),
    )


def digests_of(text: bytes) -> Mapping[str, str]:
    """Return Markdown file -> digest, of what the site of a text was made of."""
    found: Mapping[str, str] = json.loads(text.partition(b"\n")[0])
    return found


def page_digests(source: DocsSource) -> Mapping[str, str]:
    """Return Markdown file -> digest, of those files that may change while other pages stay as they are."""
    return {file.path: file.digest for file in source.files if source.form.is_mkdocs and file.path.endswith(".md")}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _notes_row(one: PageNotes) -> list[Any]:
    anchors = [[link.page, link.anchor, link.written, link.line, link.file] for link in one.anchors]
    return [anchors, [row.row for row in one.diagnostics], one.status]


def _notes(row: list[Any]) -> PageNotes:
    anchors, diagnostics, status = row
    return PageNotes(tuple(AnchorLink(*link) for link in anchors), tuple(map(Diagnostic.of_row, diagnostics)), status)


def _page_row(page: DocsPage) -> list[Any]:
    sections = [[one.id, one.title, one.text] for one in page.sections]
    headings = list(map(_heading_row, page.headings))
    links = [[one.written, one.path, one.line, one.file] for one in page.links]
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

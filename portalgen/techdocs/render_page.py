"""One Markdown file -> HTML as MkDocs makes it, with what is wrong in it as diagnostics."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from portalgen.diagnostics import Diagnostic
from portalgen.model.docs import Heading
from portalgen.techdocs.alerts import rewrite
from portalgen.techdocs.converter import Converter
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.front_matter import split_front_matter
from portalgen.techdocs.link_lines import LinkPlaces
from portalgen.techdocs.missing_snippets import MissingSnippets, Snippet
from portalgen.techdocs.sanitise import free_id, is_free_id
from portalgen.techdocs.snippet_reader import SNIPPETS

MAX_HTML = 5_000_000
"""Characters of one page's HTML."""


@dataclass(frozen=True)
class Rendered:
    """A page before its links are checked and its HTML is cleaned."""

    path: str
    """Path inside the docs, as in `DocsPage.path`."""
    file: str
    """Markdown file relative to the docs."""
    origin: str
    """Markdown file in the source."""
    text: str
    title: str
    html: str
    headings: tuple[Heading, ...]
    meta: Mapping[str, Any]
    diagnostics: tuple[Diagnostic, ...] = ()
    """What was found while it was rendered."""
    snippets: tuple[Snippet, ...] = ()
    """What it includes."""


class PageRenderer:
    """Renders the pages of one site, one after the other."""

    def __init__(self, config: MkDocsConfig, files: Files, drawings: Drawings, findings: Findings) -> None:
        """Keep what all pages share."""
        self._converter, self._drawings, self._findings = Converter(config, files), drawings, findings
        self._missing: MissingSnippets = config["mdx_configs"][SNIPPETS]["missing"]

    def render(self, page: Page, path: str, origin: str) -> Rendered | None:
        """Return the page, or None (and a diagnostic) when it cannot be rendered."""
        before = len(self._findings.found)
        text = self._read(page, origin)
        body, meta, problem = split_front_matter(text)
        if problem:
            self._findings.add("docs-config", problem.message, path=origin, at=problem.at)
        page.meta = {key: value for key, value in meta.items() if key != "title" or isinstance(value, str)}
        page.markdown = rewrite(body)
        try:
            snippets = self._convert(page, text, origin)
        except MemoryError:
            raise  # the site's limit, or what others left in this process: nothing to say of the page
        except Exception as error:  # noqa: BLE001  (extensions raise anything; it costs this page only)
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            self._findings.add("docs-page-failed", f"the page cannot be rendered: {_plain(reason)}", path=origin)
            return None
        # In HTML this opens nothing: readers would miss what stands up to the next `>`.
        html = (page.content or "").replace("<![", "&lt;![")
        if len(html) > MAX_HTML:
            self._findings.add("docs-page-failed", f"the page has more than {MAX_HTML:,} characters", path=origin)
            return None
        title = unescape(str(page.title or "")) or path
        found = tuple(self._findings.found[before:])
        headings = _headings(page.toc)
        return Rendered(path, page.file.src_uri, origin, text, title, html, headings, page.meta, found, snippets)

    def _read(self, page: Page, origin: str) -> str:
        content = page.file.content_bytes
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._findings.add("docs-config", "not UTF-8: wrong characters are replaced", path=origin)
            return content.decode("utf-8-sig", errors="replace")

    def _convert(self, page: Page, text: str, origin: str) -> tuple[Snippet, ...]:
        """Convert the page and return the snippets in it."""
        try:
            self._converter.convert(page)
        finally:
            self._missing.tell(text, origin, self._findings)
            snippets = self._missing.take_read()
        places = LinkPlaces(text, snippets)
        for message, needle in self._drawings.take_problems():
            line, file = places.of_text(needle)
            self._findings.add("diagram-failed", message, path=file or origin, at=(line, 1))
        return snippets


def _headings(rows: Any) -> tuple[Heading, ...]:  # noqa: ANN401  (MkDocs' table of contents, or its lists)
    return tuple(_heading(row) for row in rows if is_free_id(row.id))


def _heading(row: AnchorLink) -> Heading:
    return Heading(free_id(row.id), unescape(row.title), row.level, _headings(row.children))


def _plain(message: str) -> str:
    """Return an error's first line without paths of this machine."""
    return " ".join("…" if word.strip("'\"").startswith("/") else word for word in message.split())

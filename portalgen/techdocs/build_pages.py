"""The files of a README or of a folder -> pages as Git hosts show them, in this process and without limits.

No mkdocs.yml is asked. For files of unknown authors use `build_many`, which runs this in a child process with limits.
"""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from portalgen.model.catalog import DocsForm, DocsSource
from portalgen.model.docs import DocsAsset, DocsPage, DocsSite, NavItem
from portalgen.model.docs_tab import MARKDOWN
from portalgen.techdocs.assets import Assets
from portalgen.techdocs.config_file import join
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.front_matter import split_front_matter
from portalgen.techdocs.github_links import resolve_links
from portalgen.techdocs.github_markdown import render_github
from portalgen.techdocs.pages import check_anchors, finish_pages
from portalgen.techdocs.places import Places
from portalgen.techdocs.render_page import MAX_HTML, Rendered
from portalgen.techdocs.site_index import SiteIndex

ABOVE = "_"
"""Folder of the docs for files that stand outside their folder."""
_HOMES = frozenset({"readme", "index"})
_ALONE = ("navigation",)
"""What a site of one page hides."""


def build_pages(source: DocsSource, files: Mapping[str, bytes]) -> DocsSite:
    """Build a site from the bytes of its files; bad content is a diagnostic, never an error."""
    findings, places = Findings(source), Places()
    origins = _pages(source, files, places, findings)
    if not origins:
        hint = f"correct {source.tab.annotation}" if source.tab else ""
        message = f"the folder '{source.folder or '.'}' does not exist or has no Markdown file"
        findings.add("docs-not-found", message, hint=hint)
        return DocsSite(source, source.site_name, diagnostics=findings.sorted())
    others = {_place(path, source.folder): path for path in files if not path.lower().endswith(MARKDOWN)}
    assets = Assets(source, files, findings).choose(others, places)
    builder = _Builder(source, _targets(origins, others, assets), Drawings(), findings)
    rendered = [page for path, origin in origins.items() if (page := builder.render(path, origin, files[origin]))]
    index = SiteIndex(origins.keys(), frozenset(asset.path for asset in assets))
    made = list(finish_pages(rendered, index, builder.drawings, findings))
    check_anchors(made, findings)
    finished = tuple(sorted((page for page, _ in made), key=lambda page: page.path))
    return DocsSite(
        source=source,
        title=source.site_name,
        pages=_with_texts(finished, rendered) if source.tab else tuple(replace(page, hide=_ALONE) for page in finished),
        nav=tuple(NavItem(page.title, page.path) for page in finished),
        assets=assets,
        diagnostics=findings.sorted(),
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    source: DocsSource
    targets: Mapping[str, str]
    drawings: Drawings
    findings: Findings

    def render(self, path: str, origin: str, content: bytes) -> Rendered | None:
        """Return a page, or None and a diagnostic."""
        text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        body, meta, problem = split_front_matter(text) if text.startswith("---") else (text, {}, None)
        if problem:
            self.findings.add("docs-config", problem.message, path=origin, at=problem.at)
        try:
            made = render_github(body, self.drawings)
        except MemoryError:
            raise  # as in `render_page`
        except Exception as error:  # noqa: BLE001  (whatever the text makes of the parser, it costs this page only)
            reason = f"the page cannot be rendered: {type(error).__name__}"
            self.findings.add("docs-page-failed", reason, path=origin)
            return None
        if len(made.html) > MAX_HTML:
            self.findings.add("docs-page-failed", f"the page has more than {MAX_HTML:,} characters", path=origin)
            return None
        html = resolve_links(made.html, self.targets, path, origin)
        title = _title(html) or posixpath.splitext(posixpath.basename(origin))[0]
        return Rendered(path, origin, origin, text, title, html, made.headings, meta)


def _pages(source: DocsSource, files: Mapping[str, bytes], places: Places, findings: Findings) -> dict[str, str]:
    """Return path -> file of the pages; what cannot have an address is reported."""
    found: dict[str, str] = {}
    for origin in sorted(files):
        if not origin.lower().endswith(MARKDOWN):
            continue
        path = "" if source.form is DocsForm.README else _page_path(_place(origin, source.folder))
        if problem := places.take(path, origin):
            findings.left_out(origin, problem)
        else:
            found[path] = origin
    return found


def _page_path(place: str) -> str:
    folder, _, name = place.rpartition("/")
    stem = name.rpartition(".")[0]
    found = folder if stem.lower() in _HOMES else join(folder, stem)
    return f"{found}/" if found else ""


def _place(path: str, folder: str) -> str:
    """Return where a file of the source stands in the docs."""
    start = join(folder, "")
    return path.removeprefix(start) if path.startswith(start) else join(ABOVE, path)


def _targets(origins: Mapping[str, str], others: Mapping[str, str], assets: Iterable[DocsAsset]) -> Mapping[str, str]:
    """Return file of the source -> its page or file in the docs; a folder is its own README."""
    pages = {origin: path for path, origin in origins.items()}
    folders = {posixpath.dirname(origin): path for origin, path in pages.items() if _is_home(origin)}
    return folders | pages | {others[asset.path]: asset.path for asset in assets}


def _is_home(origin: str) -> bool:
    return posixpath.splitext(posixpath.basename(origin))[0].lower() in _HOMES


def _title(html: str) -> str:
    """Return the first heading, written in Markdown or HTML, without the link to itself."""
    heading = LexborHTMLParser(html).css_first("h1")
    for link in heading.css("a.headerlink") if heading else ():
        link.decompose()
    return " ".join(heading.text().split()) if heading else ""


def _with_texts(pages: Iterable[DocsPage], rendered: Iterable[Rendered]) -> tuple[DocsPage, ...]:
    texts = {page.path: page.text for page in rendered}
    return tuple(replace(page, text=texts[page.path]) for page in pages)

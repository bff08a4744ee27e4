"""All pages of a site: rendered, links checked against each other, cleaned, cut into sections."""

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from portalgen.model.docs import DocsPage
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.front_matter import words
from portalgen.techdocs.links import AnchorLink, SiteIndex, mend_links
from portalgen.techdocs.render_page import Rendered, line_of
from portalgen.techdocs.sanitise import acting_parts, sanitise
from portalgen.techdocs.sections import first_sentence, split_sections


def finish_pages(
    rendered: Iterable[Rendered], index: SiteIndex, drawings: Drawings, findings: Findings
) -> tuple[DocsPage, ...]:
    """Return the pages sorted by path; broken links are diagnostics."""
    pages: dict[str, DocsPage] = {}
    anchors: list[tuple[Rendered, AnchorLink]] = []
    for page in rendered:
        links = mend_links(page.html, index, page.path, page.file)
        for broken in links.broken:
            at = (line_of(page.text, broken.written), 1)
            findings.add("docs-broken-link", f"'{broken.written}' {broken.reason}", path=page.origin, at=at)
        if acting := acting_parts(page.html):
            message = f"these HTML elements are left out: {', '.join(acting)}"
            at = (line_of(page.text.lower(), f"<{acting[0]}"), 1)
            findings.add("docs-unsafe-html", message, path=page.origin, at=at, hint=_UNSAFE_HINT)
        anchors += [(page, anchor) for anchor in links.anchors]
        pages[page.path] = _finish(page, sanitise(links.html, drawings))
    _check_anchors(anchors, pages, findings)
    return tuple(pages[path] for path in sorted(pages))


_UNSAFE_HINT = "use Markdown, an image file, or a ```dot or ```mermaid block instead"


def _finish(page: Rendered, html: str) -> DocsPage:
    description = page.meta.get("description")
    return DocsPage(
        path=page.path,
        title=page.title,
        html=html,
        headings=page.headings,
        sections=split_sections(html),
        source_path=page.origin,
        description=" ".join(description.split()) if isinstance(description, str) else first_sentence(html),
        hide=words(page.meta.get("hide")),
    )


def _check_anchors(
    anchors: Iterable[tuple[Rendered, AnchorLink]], pages: dict[str, DocsPage], findings: Findings
) -> None:
    ids = {path: _ids(page.html) for path, page in pages.items()}
    for page, link in anchors:
        known = ids.get(link.page)
        if known is not None and link.anchor not in known and not link.anchor.startswith(":~:"):
            at = (
                line_of(page.text, link.written)
                if link.written in page.text
                else line_of(page.text, "#" + link.anchor),
                1,
            )
            message = f"'{link.written}' leads to a heading or anchor that is not there: '#{link.anchor}'"
            findings.add("docs-broken-link", message, path=page.origin, at=at)


def _ids(html: str) -> set[str]:
    body = LexborHTMLParser(html).body
    found = body.css("[id], a[name]") if body else ()
    return {value for node in found for value in (node.attributes.get("id"), node.attributes.get("name")) if value} | {
        ""
    }

"""Pages of a site, once they are rendered: links checked against each other, cleaned, cut into sections."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from portalgen.model.docs import AnchorLink, DocsPage, Heading, PageNotes
from portalgen.techdocs.anchors import Anchors
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.earlier_site import Made
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.front_matter import words
from portalgen.techdocs.link_lines import LinkPlaces
from portalgen.techdocs.links import mend_links
from portalgen.techdocs.page_links import PageLinks, PagePlace
from portalgen.techdocs.page_status import status_word
from portalgen.techdocs.placeholders import without_placeholders
from portalgen.techdocs.render_page import Rendered
from portalgen.techdocs.sanitise import acting_parts, sanitise
from portalgen.techdocs.sections import first_sentence, split_sections
from portalgen.techdocs.site_index import SiteIndex


def finish_pages(
    rendered: Iterable[Rendered], index: SiteIndex, drawings: Drawings, findings: Findings
) -> Iterator[Made]:
    """Yield the pages with their notes; what is wrong in them is a diagnostic. Anchors are still to be checked."""
    for page in rendered:
        before = len(findings.found)
        links = mend_links(page.html, index, PagePlace(page.path, page.file, page.origin))
        places = LinkPlaces(page.text, page.snippets)
        _report(page, links, places, findings)
        if acting := acting_parts(page.html):
            message = f"these HTML elements are left out: {', '.join(acting)}"
            line, file = places.of_text(*(f"<{name}" for name in acting))
            findings.add("docs-unsafe-html", message, path=file or page.origin, at=(line, 1), hint=_UNSAFE_HINT)
        done = _finish(page, sanitise(without_placeholders(links.html), drawings))
        found = (*page.diagnostics, *findings.found[before:])
        anchors = tuple(_anchors_elsewhere(done, links.anchors, places))
        placed = tuple(replace(link, **places.of(link.written)._asdict()) for link in links.open)
        yield replace(done, links=placed), PageNotes(anchors, found, status_word(page.meta))


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


def _report(page: Rendered, links: PageLinks, places: LinkPlaces, findings: Findings) -> None:
    for fault in links.faults:
        message, (line, file) = f"'{fault.written}' {fault.reason}", places.of(fault.written)
        findings.add(fault.code, message, path=file or page.origin, at=(line, 1), hint=fault.hint)


def _anchors_elsewhere(page: DocsPage, links: Iterable[AnchorLink], places: LinkPlaces) -> Iterator[AnchorLink]:
    """Yield the links that have to be checked, with their lines; a page's links to what it has itself need not."""
    headings = frozenset(_ids(page.headings))
    others = [link for link in links if link.page != page.path or link.anchor not in headings]
    own = Anchors(page.html) if any(link.page == page.path for link in others) else ()
    for link in others:
        if link.page != page.path or link.anchor not in own:
            yield replace(link, **places.of(link.written)._asdict())


def check_anchors(made: Collection[Made], findings: Findings) -> None:
    """Report links to places that are not there, of all pages of a site."""
    pages = {page.path: page for page, _ in made}
    headings = {path: frozenset(_ids(page.headings)) for path, page in pages.items()}
    links = [(page, link) for page, notes in made for link in notes.anchors if link.page in pages]
    others = [(page, link) for page, link in links if link.anchor not in headings[link.page]]
    known = {path: Anchors(pages[path].html) for path in {link.page for _, link in others}}
    for page, link in others:
        if link.anchor not in known[link.page]:
            message = f"'{link.written}' leads to a heading or anchor that is not there: '#{link.anchor}'"
            at, hint = (link.line, 1), known[link.page].hint(link.anchor)
            findings.add("docs-broken-link", message, path=link.file or page.source_path, at=at, hint=hint)


def _ids(headings: Iterable[Heading]) -> Iterator[str]:
    for one in headings:
        yield one.id
        yield from _ids(one.children)

"""An entity's diagram as files of their own, for READMEs elsewhere: `graph.svg` and `graph.mmd` beside its page.

Both know no theme and no page: the SVG brings its colours for light and dark. Links are absolute; without an address
of the site there are none, since nobody knows where such a file will be shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from portalgen.diagrams import DiagramError, draw_svg
from portalgen.model.contributions import Card
from portalgen.model.site import PagePlan
from portalgen.render.card_contexts import DiagramCard
from portalgen.render.contexts import LateText
from portalgen.render.graph_context import EntityDiagram
from portalgen.render.graph_mermaid import as_mermaid
from portalgen.render.graph_style import STYLE

SVG, MERMAID = "graph.svg", "graph.mmd"

_LINK = re.compile(r'<a ([^>]*) href="([^"]*)">')


@dataclass(frozen=True, slots=True)
class DrawnFile(LateText):
    """A diagram as an SVG that stands alone."""

    card: DiagramCard
    route: str
    """Of the entity's page, which its picture was drawn for a moment ago: it is not laid out again."""
    base_url: str

    def text(self) -> str:
        """Return the SVG; one that says so if the diagram cannot be drawn."""
        try:
            return stand_alone(draw_svg(self.card.diagram, self.route), urljoin(self.base_url, self.route))
        except DiagramError as error:
            return _failed(f"{self.card.diagram.title}: {error}")


@dataclass(frozen=True, slots=True)
class MermaidFile(LateText):
    """A diagram as Mermaid text, which Git hosts draw."""

    card: DiagramCard
    base_url: str

    def text(self) -> str:
        """Return the flowchart."""
        return as_mermaid(self.card.diagram, self.base_url)


def graph_files(cards: tuple[Card, ...], base_url: str) -> Iterator[PagePlan]:
    """Yield the files of the diagram on an entity's overview, if it has one."""
    for card in cards:
        if isinstance(card.context, EntityDiagram) and not card.tab:
            route = card.context.route
            yield PagePlan(f"{route}{SVG}", "", DrawnFile(card.context, route, base_url))
            yield PagePlan(f"{route}{MERMAID}", "", MermaidFile(card.context, base_url))
            return


def stand_alone(picture: str, address: str) -> str:
    """Return a page's picture as a file: with a style; links absolute from the page's address, none without a host."""
    start, _, inside = picture.partition(">")
    if "://" in address:
        inside = _LINK.sub(lambda found: f'<a {found[1]} href="{_absolute(address, found[2])}">', inside)
    else:
        inside = _LINK.sub(r"<g \1>", inside).replace("</a>", "</g>")
    return f'{start} xmlns="http://www.w3.org/2000/svg"><style>{STYLE}</style>{inside}\n'


def _absolute(address: str, link: str) -> str:
    return escape(urljoin(address, link.replace("&amp;", "&")))


def _failed(message: str) -> str:
    said = escape(message)
    size = 'width="640" height="40" viewBox="0 0 640 40"'
    text = f'<text class="diagram-label" x="8" y="24">{said}</text>'
    return f'<svg class="diagram" {size} xmlns="http://www.w3.org/2000/svg"><style>{STYLE}</style>{text}</svg>\n'

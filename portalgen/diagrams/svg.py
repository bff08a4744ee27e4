"""A diagram in, inline SVG out: classes only, so that the theme's style sheet gives the colours, light and dark."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape

from portalgen.diagrams import measures
from portalgen.diagrams.frame import Frame, plain
from portalgen.diagrams.geometry import BoundaryBox, Box, Layout
from portalgen.diagrams.icons import PATHS, icon_name
from portalgen.diagrams.layout import lay_out
from portalgen.diagrams.marks import draw_line
from portalgen.diagrams.sentences import ENGLISH, Said, sentence, sentences, without_loose_ends
from portalgen.diagrams.text import Line, css_word
from portalgen.model import routes
from portalgen.model.diagram import Diagram, DiagramNode

_MOST_SENTENCES = 40
_NO_ICONS: Mapping[str, str] = {}


def draw_svg(diagram: Diagram, page_route: str, icons: Mapping[str, str] = _NO_ICONS, said: Said = ENGLISH) -> str:
    """Return an `svg` element for the page at a route; its boxes link to the entities' pages.

    `icons` are ids of symbols of the page by the key of a kind, others are brought along; `said` are words of its
    language.

    No style, no script, no text of the diagram unescaped. Raises `DiagramError`.
    """
    diagram = without_loose_ends(diagram)
    layout = _laid_out(diagram)
    frame = Frame(layout.width, layout.height, diagram.title, _description(diagram, said), repr(diagram))
    kinds = {node.kind for node in diagram.nodes} | {box.boundary.kind for box in layout.boundaries}
    own = sorted({icon_name(kind) for kind in kinds - icons.keys()})
    names = {kind: icons.get(kind) or f"{frame.mark}-{icon_name(kind)}" for kind in kinds}
    symbols = "".join(_symbol(frame.mark, name) for name in own)
    shapes = f"<defs>{symbols}</defs>" if symbols else ""
    return frame.around(f"{shapes}{''.join(_parts(diagram, layout, page_route, names, said))}")


_laid_out = lru_cache(maxsize=8)(lay_out)
"""An entity's page and the file with its diagram are rendered one after the other."""


def _parts(diagram: Diagram, layout: Layout, page: str, icons: Mapping[str, str], said: Said) -> Iterator[str]:
    for boundary in layout.boundaries:
        yield _area(boundary)
    labels = {node.id: node.label for node in diagram.nodes}
    for arrow in layout.arrows:
        title = plain(sentence(arrow.edge, labels, said))
        names = f"diagram-edge edge-{css_word(arrow.edge.relation)}"
        yield f'<g class="{names}"><title>{title}</title>{draw_line(arrow)}</g>'
    for boundary in layout.boundaries:
        yield _caption(boundary, page, icons, said)
    for box in layout.boxes:
        yield _box(box, page, icons, said)


def _symbol(mark: str, name: str) -> str:
    return f'<symbol id="{mark}-{name}" viewBox="0 0 24 24"><path d="{PATHS[name]}"/></symbol>'


def _area(box: BoundaryBox) -> str:
    size = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    focus = " is-focus" if box.boundary.focus else ""
    names = f"diagram-boundary depth-{box.depth % 2} kind-{css_word(box.boundary.kind)}{focus}"
    return f'<rect class="{names}" {size} rx="10"/>'


def _caption(box: BoundaryBox, page: str, icons: Mapping[str, str], said: Said) -> str:
    boundary, size = box.boundary, measures.ICON
    inside = (
        f"<title>{plain(boundary.label)} ({plain(_kind(boundary.kind, said))})</title>"
        f'<use class="diagram-icon" href="#{icons[boundary.kind]}" y="1" width="{size}" height="{size}"/>'
        f"{_line(measures.caption(boundary), 'diagram-caption', size + 6, 13)}"
    )
    names = f"diagram-group kind-{css_word(boundary.kind)}"
    return _linked(inside, names, (box.x + 12, box.y + 9), _href(boundary.route, page))


def _box(box: Box, page: str, icons: Mapping[str, str], said: Said) -> str:
    top = box.height / 2 - box.text.text_height / 2
    after = top + len(box.text.label) * measures.LABEL_HEIGHT
    inside = (
        f"<title>{plain(_hint(box.node, said))}</title>",
        _stack(box) if box.node.count else "",
        f'<rect class="diagram-box" width="{box.width:g}" height="{box.height:g}" rx="8"/>',
        _icon(box, icons[box.node.kind]),
        *(
            _line(line, "diagram-label", measures.TEXT_LEFT, top + at * measures.LABEL_HEIGHT + 13)
            for at, line in enumerate(box.text.label)
        ),
        *(
            _line(line, "diagram-detail", measures.TEXT_LEFT, after + at * measures.DETAIL_HEIGHT + 11)
            for at, line in enumerate(box.text.detail)
        ),
    )
    route = "" if box.node.dangling else box.node.route
    return _linked("".join(inside), _classes(box.node), (box.x, box.y), _href(route, page))


def _icon(box: Box, name: str) -> str:
    left, top = measures.PADDING, box.height / 2 - measures.MARK / 2
    inset = (measures.MARK - measures.ICON) / 2
    square = f'x="{left}" y="{top:g}" width="{measures.MARK}" height="{measures.MARK}" rx="6"'
    place = f'x="{left + inset:g}" y="{top + inset:g}" width="{measures.ICON}" height="{measures.ICON}"'
    return f'<rect class="diagram-mark" {square}/><use class="diagram-icon" href="#{name}" {place}/>'


def _stack(box: Box) -> str:
    near, far = f"M4 {box.height + 3:g}H{box.width - 4:g}", f"M8 {box.height + 6:g}H{box.width - 8:g}"
    return f'<path class="diagram-stack" d="{near}{far}"/>'


def _linked(inside: str, names: str, at: tuple[float, float], href: str) -> str:
    place = f'class="{names}" transform="translate({at[0]:g} {at[1]:g})"'
    return f'<a {place} href="{href}">{inside}</a>' if href else f"<g {place}>{inside}</g>"


def _line(line: Line, name: str, x: float, y: float) -> str:
    held = f' textLength="{line.width:g}" lengthAdjust="spacingAndGlyphs"' if line.guessed else ""
    return f'<text class="{name}" x="{x:g}" y="{y:g}"{held}>{plain(line.text)}</text>'


def _classes(node: DiagramNode) -> str:
    states = {"is-focus": node.focus, "is-dangling": node.dangling, "is-many": node.count > 0}
    return " ".join(("diagram-node", f"kind-{css_word(node.kind)}", *(name for name, holds in states.items() if holds)))


def _hint(node: DiagramNode, said: Said) -> str:
    return ", ".join(part for part in (node.label, _kind(node.kind, said), node.detail) if part)


def _kind(key: str, said: Said) -> str:
    return said.get(f"kind.{key}", key)


def _href(route: str, page: str) -> str:
    return escape(routes.relative(route, page)) if route else ""


def _description(diagram: Diagram, said: Said) -> str:
    rows = [f"{row}." for row in sentences(diagram, said)]
    more = said.get("more", "And {n} more.").replace("{n}", str(len(rows) - _MOST_SENTENCES))
    return " ".join(rows[:_MOST_SENTENCES] + ([more] if len(rows) > _MOST_SENTENCES else []))

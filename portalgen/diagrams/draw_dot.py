"""Untrusted DOT text in, safe SVG out: drawn anew from Graphviz's drawing operations; nothing else comes through."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from portalgen.diagrams.engine import TIME_LIMIT, run_graphviz
from portalgen.diagrams.errors import DiagramError
from portalgen.diagrams.frame import Frame, plain
from portalgen.diagrams.text import clean
from portalgen.diagrams.xdot import Operation, Pen, chosen_fill, ink_on
from portalgen.model.links import is_safe_url

_MARGIN = 4
_LONGEST_SVG = 2_000_000
_MOST_SENTENCES = 40
_WHITE = "#ffffff"

_HEAD = re.compile(
    r'(?:\s|//[^\n]*\n|#[^\n]*\n|/\*.*?\*/)*(?:strict\s+)?(?:di)?graph(?:\s+(?:"(?:[^"\\]|\\.)*"|[\w.-]+))?\s*\{',
    re.IGNORECASE | re.DOTALL,
)
_FONT_SIZES = {"graph": 12, "node": 12, "edge": 11}
# Graphviz without fonts knows the widths of Times, Helvetica and Courier; Helvetica is nearest to a reader's font.
_FONT = "".join(f'{name} [fontname="Helvetica" fontsize={size}];' for name, size in _FONT_SIZES.items())
_HTML_LABEL = re.compile(r"label\s*=\s*<", re.IGNORECASE)
_SCHEME = re.compile(r"[^/?#]*:")

Item = Mapping[str, Any]


def draw_dot(dot_source: str, *, limit: float = TIME_LIMIT) -> str:
    """Return an `svg` element that shows a DOT graph as its author laid it out; for text of unknown origin.

    Shapes, lines, texts, and links that are relative or safe to follow are drawn; images are not. Raises
    `DiagramError` with a short reason: it cannot be parsed, takes too long, is too large, or uses HTML-like labels.
    """
    if _HTML_LABEL.search(dot_source):
        raise DiagramError("HTML-like labels are not supported", hint="use a plain label or a record shape")
    head = _HEAD.match(dot_source)
    with_font = dot_source[: head.end()] + _FONT + dot_source[head.end() :] if head else dot_source
    answer = run_graphviz(with_font, "json", limit=limit)
    try:
        svg = _draw(answer, dot_source)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise DiagramError("its drawing cannot be read") from error
    if len(svg) > _LONGEST_SVG:
        raise DiagramError("its drawing is larger than 2 MB")
    return svg


def _draw(answer: Item, source: str) -> str:
    left, bottom, right, top = (round(float(side), 1) for side in answer["bb"].split(","))
    items = answer.get("objects", [])
    clusters = [item for item in items if str(item["name"]).startswith("cluster")]
    nodes = [item for item in items if "pos" in item]
    edges = answer.get("edges", [])
    ground = chosen_fill(_operations(answer, "_draw_")).replace(_WHITE, "")
    # On a coloured ground the author thought of black on it, in dark mode too.
    on_paper = ground or any(chosen_fill(_operations(item, "_draw_")) for item in clusters)
    frame = Frame(
        round(right - left + 2 * _MARGIN, 1),
        round(top - bottom + 2 * _MARGIN, 1),
        str(answer.get("label") or "Diagram"),
        " ".join(_sentences(nodes, edges)),
        source,
        "diagram-dot diagram-paper" if on_paper else "diagram-dot",
    )
    parts = ("".join(_item(item, top, name) for item in group) for name, group in _groups(clusters, edges, nodes))
    whole = _item({**answer, "_draw_": []}, top, "graph")
    paper = f'<rect width="100%" height="100%" fill="{ground[:7]}"/>' if ground else ""
    return frame.around(f'{paper}<g transform="translate({_MARGIN - left:g} {_MARGIN})">{whole}{"".join(parts)}</g>')


def _groups(clusters: list[Item], edges: list[Item], nodes: list[Item]) -> tuple[tuple[str, list[Item]], ...]:
    return (("cluster", clusters), ("edge", edges), ("node", nodes))


def _item(item: Item, top: float, name: str) -> str:
    """Draw a node, an edge, a cluster or the graph, each list of operations with a new pen."""
    ink = ink_on(chosen_fill(_operations(item, "_draw_"))) if name == "node" else ""
    shapes = []
    for key in ("_draw_", "_tdraw_", "_hdraw_", "_ldraw_", "_tldraw_", "_hldraw_"):
        pen = Pen(top, ink=ink)
        shapes += [pen.draw(operation) for operation in _operations(item, key)]
    tooltip = f"<title>{plain(item['tooltip'])}</title>" if isinstance(item.get("tooltip"), str) else ""
    drawing = f'<g class="dot-{name}">{tooltip}{"".join(shapes)}</g>'
    href = _safe_link(item.get("URL") or item.get("href"))
    return f'<a href="{plain(href)}">{drawing}</a>' if href and any(shapes) else drawing


def _operations(item: Item, key: str) -> list[Operation]:
    found = item.get(key)
    return found if isinstance(found, list) else []


def _safe_link(link: object) -> str:
    text = clean(link) if isinstance(link, str) else ""
    if is_safe_url(text):
        return text
    return "" if _SCHEME.match(text) or text.startswith(("//", "\\", "/\\")) else text


def _sentences(nodes: list[Item], edges: list[Item]) -> Iterator[str]:
    names = {item["_gvid"]: _words(item) for item in nodes}
    for edge in edges[:_MOST_SENTENCES]:
        yield f"{names[edge['tail']]} to {names[edge['head']]}."
    if not edges:
        yield from (f"{name}." for name in list(names.values())[:_MOST_SENTENCES])


def _words(item: Item) -> str:
    texts = [str(operation["text"]) for operation in _operations(item, "_ldraw_") if operation["op"] == "T"]
    return " ".join(texts) or str(item["name"])

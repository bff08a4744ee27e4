"""A diagram in, a Mermaid flowchart out, as Git hosts draw it in Markdown."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from portalgen.diagrams import relation_words
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge, DiagramNode

_INDENT = "  "
_SPECIAL = re.compile(r"[^\w\s.,:/()+-]")
"""What may mean something to Mermaid or HTML, in a quoted label."""


def as_mermaid(diagram: Diagram, base_url: str = "") -> str:
    """Return the flowchart; its boxes link to pages if the site's address is known.

    No text of an entity reaches Mermaid as more than characters of a label: all others are numbers.
    """
    names = {node.id: f"n{number}" for number, node in enumerate(diagram.nodes)}
    return "\n".join([f"flowchart {diagram.direction}", *_lines(diagram, names, base_url), ""])


def _lines(diagram: Diagram, names: dict[str, str], base_url: str) -> Iterator[str]:
    inside = dict.fromkeys(name for boundary in diagram.boundaries for name in _members(boundary))
    nodes = {node.id: node for node in diagram.nodes}
    for number, boundary in enumerate(diagram.boundaries):
        yield from _area(boundary, f"b{number}", nodes, names)
    yield from (_box(node, names[node.id]) for node in diagram.nodes if node.id not in inside)
    known = (edge for edge in diagram.edges if edge.source in names and edge.target in names)
    yield from (_arrow(edge, names) for edge in known)
    if base_url:
        links = ((names[node.id], node.route) for node in diagram.nodes if node.route)
        yield from (f'{_INDENT}click {name} href "{urljoin(base_url, route)}"' for name, route in links)
    if any(node.dangling for node in diagram.nodes):
        yield f"{_INDENT}classDef dangling stroke-dasharray: 4 3"


def _members(boundary: DiagramBoundary) -> Iterator[str]:
    yield from boundary.nodes
    for child in boundary.children:
        yield from _members(child)


def _area(
    boundary: DiagramBoundary, name: str, nodes: dict[str, DiagramNode], names: dict[str, str], depth: int = 1
) -> Iterator[str]:
    """Yield a subgraph; a box that several boundaries name stands in the first."""
    yield f'{_INDENT * depth}subgraph {name}["{_text(boundary.label)}"]'
    for node in boundary.nodes:
        if node in nodes:
            yield _box(nodes.pop(node), names[node], depth + 1)
    for number, child in enumerate(boundary.children):
        yield from _area(child, f"{name}_{number}", nodes, names, depth + 1)
    yield f"{_INDENT * depth}end"


def _box(node: DiagramNode, name: str, depth: int = 1) -> str:
    detail = f"<br>{_text(node.detail)}" if node.detail else ""
    mark = ":::dangling" if node.dangling else ""
    return f'{_INDENT * depth}{name}["{_text(node.label)}{detail}"]{mark}'


def _arrow(edge: DiagramEdge, names: dict[str, str]) -> str:
    words = _text(edge.words or relation_words(edge.relation))
    return f'{_INDENT}{names[edge.source]} -->|"{words}"| {names[edge.target]}'


def _text(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))

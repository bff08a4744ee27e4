"""What a diagram says, in words: sentences, the rows of its list alternative, and its legend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portalgen.diagrams.geometry import Arrow
from portalgen.diagrams.marks import draw_line
from portalgen.diagrams.relation_words import relation_words
from portalgen.diagrams.text import css_word
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge

_DANGLING = "dangling"
_SAMPLE = '<svg class="diagram-sample" width="40" height="16" viewBox="0 0 40 16" aria-hidden="true">'


@dataclass(frozen=True, slots=True)
class DiagramRow:
    """One edge, or one node that no edge touches, for readers without the picture."""

    source: str
    source_route: str
    words: str = ""
    """Reads between source and target; empty if the node stands alone."""
    target: str = ""
    target_route: str = ""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A kind of line (or the dashed box) that occurs in a diagram, and what it means."""

    relation: str
    words: str
    sample: str
    """A small SVG picture of it, hidden from assistive technology; markup that is safe to insert."""


def diagram_list(diagram: Diagram) -> tuple[DiagramRow, ...]:
    """Return what the diagram shows as rows, in the order of its edges, then the nodes without edges."""
    nodes = {node.id: node for node in diagram.nodes}
    touched = {end for edge in diagram.edges for end in (edge.source, edge.target)}
    rows = [
        DiagramRow(source.label, source.route, relation_words(edge.relation), target.label, target.route)
        for edge in diagram.edges
        for source, target in [(nodes[edge.source], nodes[edge.target])]
    ]
    alone = [DiagramRow(node.label, node.route) for node in diagram.nodes if node.id not in touched]
    return (*rows, *alone)


def legend(diagram: Diagram) -> tuple[LegendItem, ...]:
    """Return the relations that the diagram draws, in the order of their words, and the dashed box if there is one."""
    names = sorted({edge.relation for edge in diagram.edges}, key=lambda name: (relation_words(name), name))
    items = [LegendItem(name, relation_words(name), _line_sample(name)) for name in names]
    if any(node.dangling for node in diagram.nodes):
        items.append(LegendItem(_DANGLING, "not in the catalog", _box_sample()))
    return tuple(items)


def sentence(edge: DiagramEdge, labels: Mapping[str, str]) -> str:
    """Return an edge as a sentence without its full stop."""
    return f"{labels[edge.source]} {relation_words(edge.relation)} {labels[edge.target]}"


def sentences(diagram: Diagram) -> Iterator[str]:
    """Yield what the diagram says: what is in which boundary, then each edge."""
    labels = {node.id: node.label for node in diagram.nodes}
    for boundary in diagram.boundaries:
        yield from _contents(boundary, labels)
    for edge in diagram.edges:
        yield sentence(edge, labels)


def _contents(boundary: DiagramBoundary, labels: Mapping[str, str]) -> Iterator[str]:
    inside = [labels[node] for node in boundary.nodes if node in labels] + [child.label for child in boundary.children]
    if inside:
        yield f"{boundary.label} contains {', '.join(inside)}"
    for child in boundary.children:
        yield from _contents(child, labels)


def _line_sample(relation: str) -> str:
    edge = DiagramEdge("", "", relation)
    line = Arrow(edge, ((10, 8), (16, 8), (24, 8), (30, 8)), start=(2, 8), end=(38, 8))
    return f'{_SAMPLE}<g class="diagram-edge edge-{css_word(relation)}">{draw_line(line)}</g></svg>'


def _box_sample() -> str:
    box = '<rect class="diagram-box" x="5" y="2" width="30" height="12" rx="4"/>'
    return f'{_SAMPLE}<g class="diagram-node is-dangling">{box}</g></svg>'

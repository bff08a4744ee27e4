"""What a diagram says, in words: sentences, the rows of its list alternative, and its legend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from portalgen.diagrams.geometry import Arrow
from portalgen.diagrams.marks import draw_line
from portalgen.diagrams.relation_words import relation_words
from portalgen.diagrams.text import css_word
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge

Said = Mapping[str, str]
"""Words of another language: by the name of a relation, `dangling`, `more`, `kind.<key>`."""
ENGLISH: Said = {}
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


def without_loose_ends(diagram: Diagram) -> Diagram:
    """Return the diagram without edges to or from a node that it does not have: a plug-in may have made it."""
    known = {node.id for node in diagram.nodes}
    edges = tuple(edge for edge in diagram.edges if edge.source in known and edge.target in known)
    return diagram if len(edges) == len(diagram.edges) else replace(diagram, edges=edges)


def diagram_list(diagram: Diagram, said: Said = ENGLISH) -> tuple[DiagramRow, ...]:
    """Return what the diagram shows as rows, in the order of its edges, then the nodes without edges."""
    diagram = without_loose_ends(diagram)
    nodes = {node.id: node for node in diagram.nodes}
    touched = {end for edge in diagram.edges for end in (edge.source, edge.target)}
    rows = [
        DiagramRow(source.label, source.route, words_of(edge, said), target.label, target.route)
        for edge in diagram.edges
        for source, target in [(nodes[edge.source], nodes[edge.target])]
    ]
    alone = [DiagramRow(node.label, node.route) for node in diagram.nodes if node.id not in touched]
    return (*rows, *alone)


def legend(diagram: Diagram, said: Said = ENGLISH) -> tuple[LegendItem, ...]:
    """Return the relations that the diagram draws, in the order of their words, and the dashed box if there is one."""
    names = sorted({(words_of(edge, said), edge.relation) for edge in diagram.edges})
    items = [LegendItem(name, words, _line_sample(name)) for words, name in names]
    if any(node.dangling for node in diagram.nodes):
        items.append(LegendItem(_DANGLING, said.get(_DANGLING, "not in the catalog"), _box_sample()))
    return tuple(items)


def words_of(edge: DiagramEdge, said: Said) -> str:
    """Return the words between the two ends of an edge."""
    return edge.words or said.get(edge.relation) or relation_words(edge.relation)


def sentence(edge: DiagramEdge, labels: Mapping[str, str], said: Said) -> str:
    """Return an edge as a sentence without its full stop."""
    return f"{labels[edge.source]} {words_of(edge, said)} {labels[edge.target]}"


def sentences(diagram: Diagram, said: Said) -> Iterator[str]:
    """Yield what the diagram says: what is in which boundary, then each edge."""
    labels = {node.id: node.label for node in diagram.nodes}
    for boundary in diagram.boundaries:
        yield from _contents(boundary, labels, said)
    for edge in diagram.edges:
        yield sentence(edge, labels, said)


def _contents(boundary: DiagramBoundary, labels: Mapping[str, str], said: Said) -> Iterator[str]:
    inside = [labels[node] for node in boundary.nodes if node in labels] + [child.label for child in boundary.children]
    if inside:
        yield f"{boundary.label} {said.get('hasPart', 'contains')} {', '.join(inside)}"
    for child in boundary.children:
        yield from _contents(child, labels, said)


def _line_sample(relation: str) -> str:
    edge = DiagramEdge("", "", relation)
    line = Arrow(edge, ((10, 8), (16, 8), (24, 8), (30, 8)), start=(2, 8), end=(38, 8))
    return f'{_SAMPLE}<g class="diagram-edge edge-{css_word(relation)}">{draw_line(line)}</g></svg>'


def _box_sample() -> str:
    box = '<rect class="diagram-box" x="5" y="2" width="30" height="12" rx="4"/>'
    return f'{_SAMPLE}<g class="diagram-node is-dangling">{box}</g></svg>'

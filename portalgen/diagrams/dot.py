"""A diagram as DOT: only numbers and names of our own, so that no text of an entity reaches Graphviz.

Nodes are `n0`, `n1` … and boundaries `cluster_0` … in the order of the diagram; sizes are fixed by us. Edges carry
their number in the attribute `number` and no label: with clusters, labelled edges get lost without an error.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import graphviz

from portalgen.diagrams.clusters import Cluster, flat
from portalgen.diagrams.measures import BoxText, caption_width
from portalgen.diagrams.relation_words import line_style
from portalgen.model.diagram import Diagram

_POINTS = 72
_CAPTION_FONT = 14
_COURIER = 0.6  # width of any character of Courier, in font sizes
_MANY = 150
_LONGEST_ROW = 4


def write_dot(diagram: Diagram, clusters: tuple[Cluster, ...], texts: Sequence[BoxText]) -> str:
    """Return the DOT text of a diagram whose boxes hold the given words, all boxes of one width."""
    graph = graphviz.Digraph(graph_attr=_graph_attributes(diagram))
    graph.attr("node", shape="box", fixedsize="true", label="", width=_inches(max(text.width for text in texts)))
    graph.attr("edge", arrowsize="0.8", arrowtail="normal")
    for number, text in enumerate(texts):
        graph.node(f"n{number}", height=_inches(text.height))
    for cluster in clusters:
        _add_cluster(graph, cluster)
    numbers = {node.id: number for number, node in enumerate(diagram.nodes)}
    ends = [(numbers[edge.source], numbers[edge.target]) for edge in diagram.edges]
    for number, ((source, target), edge) in enumerate(zip(ends, diagram.edges, strict=True)):
        both = "both" if line_style(edge.relation).start else "forward"
        graph.edge(f"n{source}", f"n{target}", number=str(number), dir=both)
    lonely = set(numbers.values()).difference(*ends)
    for before, after in _rows(lonely, clusters):
        graph.edge(f"n{before}", f"n{after}", style="invis")
    return str(graph.source)


def _graph_attributes(diagram: Diagram) -> dict[str, str]:
    hurry = {"nslimit": "1", "nslimit1": "1", "mclimit": "0.3"} if len(diagram.nodes) > _MANY else {}
    return {"rankdir": diagram.direction, "nodesep": "0.26", "ranksep": _gap(diagram), **hurry}


def _gap(diagram: Diagram) -> str:
    """Return the inches between two columns: more where many lines fan out and there is room for it."""
    ends = Counter(end for edge in diagram.edges for end in (edge.source, edge.target))
    fan = max(ends.values(), default=0)
    return "0.75" if diagram.boundaries or diagram.direction == "TB" else f"{min(0.75 + fan * 0.04, 1.4):.2f}"


def _add_cluster(graph: graphviz.Digraph, cluster: Cluster) -> None:
    # The caption's room is asked for with a text of that width in a font whose width is known.
    letters = math.ceil(caption_width(cluster.boundary) / (_CAPTION_FONT * _COURIER))
    with graph.subgraph(name=f"cluster_{cluster.number}") as inner:
        inner.attr(label="x" * letters, fontname="Courier", fontsize=str(_CAPTION_FONT), labeljust="l", margin="14")
        for node in cluster.nodes:
            inner.node(f"n{node}")
        for child in cluster.children:
            _add_cluster(inner, child)


def _rows(lonely: set[int], clusters: tuple[Cluster, ...]) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbours that put nodes without edges into rows, instead of all into one long column."""
    inside = [sorted(lonely.intersection(cluster.nodes)) for cluster in flat(clusters)]
    outside = sorted(lonely.difference(*inside))
    for group in (*inside, outside):
        length = min(_LONGEST_ROW, math.ceil(math.sqrt(len(group))))
        yield from (pair for at, pair in enumerate(pairwise(group)) if (at + 1) % length)


def _inches(pixels: float) -> str:
    return f"{pixels / _POINTS:.4f}"

"""Boundaries of a diagram as clusters: numbered, and each node in at most one of them."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.model.diagram import Diagram, DiagramBoundary


@dataclass(frozen=True, slots=True)
class Cluster:
    """A boundary with something in it; nodes are numbers of the diagram's nodes."""

    number: int
    boundary: DiagramBoundary
    depth: int
    """0 for the outermost."""
    nodes: tuple[int, ...]
    children: tuple["Cluster", ...]


def clusters_of(diagram: Diagram) -> tuple[Cluster, ...]:
    """Return the outermost clusters: a node belongs to the first boundary that names it, empty ones are left out."""
    free = {node.id: number for number, node in enumerate(diagram.nodes)}
    numbers = itertools.count()

    def plan(boundary: DiagramBoundary, depth: int) -> Iterator[Cluster]:
        number = next(numbers)
        nodes = tuple(free.pop(node) for node in boundary.nodes if node in free)
        children = tuple(cluster for child in boundary.children for cluster in plan(child, depth + 1))
        if nodes or children:
            yield Cluster(number, boundary, depth, nodes, children)

    return tuple(cluster for boundary in diagram.boundaries for cluster in plan(boundary, 0))


def flat(clusters: tuple[Cluster, ...]) -> Iterator[Cluster]:
    """Yield all clusters, each before those inside it."""
    for cluster in clusters:
        yield cluster
        yield from flat(cluster.children)

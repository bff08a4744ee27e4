"""A diagram before it is laid out: nodes, boundaries and edges, with the words that a reader sees."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class DiagramNode:
    """A box. Ids are opaque text, unique in the diagram (mostly canonical entity refs)."""

    id: str
    label: str
    kind: str
    """Kind key: chooses icon and colour."""
    detail: str = ""
    """Second line, small: the type."""
    route: str = ""
    """Page that the box links to; empty for a dangling ref."""
    focus: bool = False
    """The entity that the diagram is about."""
    dangling: bool = False
    """Named by something, but not in the catalog."""
    count: int = 0
    """How many entities this box stands for; 0 for a box that is one entity."""


@dataclass(frozen=True, slots=True, order=True)
class DiagramBoundary:
    """A box around other boxes: a system with its parts, a domain with its systems."""

    id: str
    label: str
    kind: str
    nodes: tuple[str, ...] = ()
    children: tuple["DiagramBoundary", ...] = ()
    route: str = ""
    focus: bool = False
    """The entity that the diagram is about."""


@dataclass(frozen=True, slots=True, order=True)
class DiagramEdge:
    """An arrow; `relation` is the name that reads from source to target (`dependsOn`)."""

    source: str
    target: str
    relation: str
    words: str = ""
    """How to read the relation, where its name does not say it."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """All of one picture; everything sorted by its maker."""

    title: str
    nodes: tuple[DiagramNode, ...]
    edges: tuple[DiagramEdge, ...] = ()
    boundaries: tuple[DiagramBoundary, ...] = ()
    direction: str = "LR"
    """`LR` left to right or `TB` top to bottom."""

"""A diagram in, its geometry out: boxes, boundaries and arrows in px, from the upper left corner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portalgen.diagrams.clusters import Cluster, clusters_of, flat
from portalgen.diagrams.dot import write_dot
from portalgen.diagrams.engine import TIME_LIMIT, run_graphviz
from portalgen.diagrams.measures import BoxText, box_text
from portalgen.diagrams.sandbox import DiagramError
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge, DiagramNode

MARGIN = 8
_POINTS = 72


def lay_out(diagram: Diagram, *, limit: float = TIME_LIMIT) -> Layout:
    """Place everything in a diagram; same diagram, same layout.

    Raises `DiagramError` when the diagram has no node, takes too long, or a node or edge did not come back.
    """
    if not diagram.nodes:
        raise DiagramError("there is nothing to draw")
    texts = [box_text(node) for node in diagram.nodes]
    clusters = clusters_of(diagram)
    answer = run_graphviz(write_dot(diagram, clusters, texts), limit=limit)
    try:
        return _read(answer, diagram, clusters, texts)
    except (KeyError, ValueError, TypeError) as error:
        raise DiagramError("Graphviz lost a part of the diagram") from error


def _read(answer: Mapping[str, Any], diagram: Diagram, clusters: tuple[Cluster, ...], texts: list[BoxText]) -> Layout:
    left, bottom, right, top = _numbers(answer["bb"])
    origin = (left - MARGIN, top + MARGIN)
    found = {item["name"]: item for item in answer["objects"]}
    lines = {int(item["number"]): item["pos"] for item in answer.get("edges", ()) if item.get("number")}
    boxes = (
        _box(node, text, found[f"n{number}"], origin)
        for number, (node, text) in enumerate(zip(diagram.nodes, texts, strict=True))
    )
    return Layout(
        width=_px(right - left + 2 * MARGIN),
        height=_px(top - bottom + 2 * MARGIN),
        boxes=tuple(sorted(boxes, key=lambda box: (box.x, box.y) if diagram.direction == "LR" else (box.y, box.x))),
        boundaries=tuple(_boundary(cluster, found[f"cluster_{cluster.number}"], origin) for cluster in flat(clusters)),
        arrows=tuple(_arrow(edge, lines[number], origin) for number, edge in enumerate(diagram.edges)),
    )


def _box(node: DiagramNode, text: BoxText, item: Mapping[str, str], origin: Point) -> Box:
    x, y = _point(item["pos"], origin)
    width, height = float(item["width"]) * _POINTS, float(item["height"]) * _POINTS
    return Box(node, text, _px(x - width / 2), _px(y - height / 2), _px(width), _px(height))


def _boundary(cluster: Cluster, item: Mapping[str, str], origin: Point) -> BoundaryBox:
    left, bottom, right, top = _numbers(item["bb"])
    x, y = left - origin[0], origin[1] - top
    return BoundaryBox(cluster.boundary, cluster.depth, _px(x), _px(y), _px(right - left), _px(top - bottom))


def _arrow(edge: DiagramEdge, line: str, origin: Point) -> Arrow:
    """Read Graphviz's spline: optional `s,x,y` and `e,x,y` for the tips, then the points."""
    ends: dict[str, Point] = {}
    points: list[Point] = []
    for part in line.split():
        if part[0] in "se":
            ends[part[0]] = _point(part[2:], origin)
        else:
            points.append(_point(part, origin))
    if len(points) % 3 != 1:
        raise ValueError("a curve has 3n + 1 points")
    return Arrow(edge, tuple(points), ends.get("s"), ends.get("e"))


def _point(text: str, origin: Point) -> Point:
    x, y = _numbers(text)
    return (_px(x - origin[0]), _px(origin[1] - y))


def _numbers(text: str) -> Iterable[float]:
    return map(float, text.split(","))


def _px(value: float) -> float:
    return round(value, 1) + 0.0  # no negative zero

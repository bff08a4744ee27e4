"""A diagram in, its geometry out: boxes, boundaries and arrows in px, from the upper left corner."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from portalgen.diagrams.clusters import Cluster, clusters_of, flat
from portalgen.diagrams.curves import curve_point, even_curves
from portalgen.diagrams.dot import write_dot
from portalgen.diagrams.engine import TIME_LIMIT, run_graphviz
from portalgen.diagrams.errors import DiagramError
from portalgen.diagrams.geometry import Arrow, BoundaryBox, Box, Layout, Point
from portalgen.diagrams.measures import BoxText, box_text
from portalgen.diagrams.sentences import without_loose_ends
from portalgen.model.diagram import Diagram, DiagramEdge, DiagramNode

MARGIN = 8
_POINTS = 72
_SAMPLES = 6


def lay_out(diagram: Diagram, *, limit: float = TIME_LIMIT) -> Layout:
    """Place everything in a diagram; same diagram, same layout. Edges whose nodes it does not have are left out.

    Raises `DiagramError` when the diagram has no node, takes too long, or a node or edge did not come back.
    """
    diagram = without_loose_ends(diagram)
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
    found = {item["name"]: item for item in answer["objects"]}
    lines = {int(item["number"]): item["pos"] for item in answer.get("edges", ()) if item.get("number")}
    boxes = [
        _box(node, text, found[f"n{number}"])
        for number, (node, text) in enumerate(zip(diagram.nodes, texts, strict=True))
    ]
    boundaries = tuple(_boundary(cluster, found[f"cluster_{cluster.number}"]) for cluster in flat(clusters))
    arrows = [_arrow(edge, lines[number]) for number, edge in enumerate(diagram.edges)]
    boxes.sort(key=lambda box: (box.x, box.y) if diagram.direction == "LR" else (box.y, box.x))
    return _cropped(Layout(0, 0, tuple(boxes), boundaries, even_curves(arrows, boxes, diagram.direction)))


def _cropped(layout: Layout) -> Layout:
    """Move everything to the corner and take the picture's size from what is in it."""
    xs, ys = zip(*_corners(layout), strict=True)
    x, y = min(xs) - MARGIN, min(ys) - MARGIN
    return Layout(
        _px(max(xs) + MARGIN - x),
        _px(max(ys) + MARGIN - y),
        tuple(replace(box, x=_px(box.x - x), y=_px(box.y - y)) for box in layout.boxes),
        tuple(replace(box, x=_px(box.x - x), y=_px(box.y - y)) for box in layout.boundaries),
        tuple(arrow.moved(-x, -y) for arrow in layout.arrows),
    )


def _corners(layout: Layout) -> Iterator[Point]:
    areas: list[Box | BoundaryBox] = [*layout.boxes, *layout.boundaries]
    for area in areas:
        yield area.x, area.y
        yield area.x + area.width, area.y + area.height
    for arrow in layout.arrows:
        for at in range(0, len(arrow.points) - 1, 3):
            first, second, third, last = arrow.points[at : at + 4]
            yield from (curve_point((first, second, third, last), step / _SAMPLES) for step in range(_SAMPLES))


def _box(node: DiagramNode, text: BoxText, item: Mapping[str, str]) -> Box:
    x, y = _point(item["pos"])
    width, height = float(item["width"]) * _POINTS, float(item["height"]) * _POINTS
    return Box(node, text, _px(x - width / 2), _px(y - height / 2), _px(width), _px(height))


def _boundary(cluster: Cluster, item: Mapping[str, str]) -> BoundaryBox:
    left, bottom, right, top = _numbers(item["bb"])
    return BoundaryBox(cluster.boundary, cluster.depth, _px(left), _px(-top), _px(right - left), _px(top - bottom))


def _arrow(edge: DiagramEdge, line: str) -> Arrow:
    """Read Graphviz's spline: optional `s,x,y` and `e,x,y` for the tips, then the points."""
    ends: dict[str, Point] = {}
    points: list[Point] = []
    for part in line.split():
        if part[0] in "se":
            ends[part[0]] = _point(part[2:])
        else:
            points.append(_point(part))
    if len(points) % 3 != 1:
        raise ValueError("a curve has 3n + 1 points")
    return Arrow(edge, tuple(points), ends.get("s"), ends.get("e"))


def _point(text: str) -> Point:
    x, y = _numbers(text)
    return (_px(x), _px(-y))  # Graphviz's y grows upwards


def _numbers(text: str) -> Iterable[float]:
    return map(float, text.split(","))


def _px(value: float) -> float:
    return round(value, 1) + 0.0  # no negative zero

"""Where everything in a picture is, in px from the upper left corner."""

from dataclasses import dataclass

from portalgen.diagrams.measures import BoxText
from portalgen.model.diagram import DiagramBoundary, DiagramEdge, DiagramNode

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A node and where it is; `x` and `y` are its upper left corner."""

    node: DiagramNode
    text: BoxText
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BoundaryBox:
    """A boundary and where it is; it holds its boxes and inner boundaries whole."""

    boundary: DiagramBoundary
    depth: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge as a curve: 3n + 1 points of cubic Béziers, between the tips of what stands at its ends."""

    edge: DiagramEdge
    points: tuple[Point, ...]
    start: Point | None
    """Where the line begins if a space for a mark is left before the curve."""
    end: Point | None
    """The same for its end."""

    def moved(self, x: float, y: float) -> "Arrow":
        """Return the arrow, moved."""
        points = tuple(_moved(point, x, y) for point in self.points)
        return Arrow(self.edge, points, self.start and _moved(self.start, x, y), self.end and _moved(self.end, x, y))


@dataclass(frozen=True, slots=True)
class Layout:
    """All of one picture; outer boundaries before inner ones, boxes from left to right and top to bottom."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    boundaries: tuple[BoundaryBox, ...]
    arrows: tuple[Arrow, ...]


def _moved(point: Point, x: float, y: float) -> Point:
    return (round(point[0] + x, 1), round(point[1] + y, 1))

"""The line of an arrow as SVG paths: the curve, and what stands at its ends. Only paths, no marker elements.

Markers would need ids and cannot take the colour of their line in every browser.
"""

import math
from collections.abc import Iterable

from portalgen.diagrams.geometry import Arrow, Point
from portalgen.diagrams.relation_words import LineStyle, Tip, line_style

_HALF = 3.8
_BALL = 4.2
_DOT = 2.8
_OPEN = ("open", "")
"""Ends up to whose tip the line goes."""


def draw_line(arrow: Arrow) -> str:
    """Return the path elements of an arrow."""
    style = line_style(arrow.edge.relation)
    marks = (
        _mark(style.start, arrow.points[0], arrow.start),
        _mark(style.end, arrow.points[-1], arrow.end),
    )
    return f'<path class="diagram-line" d="{_curve(arrow, style)}"/>{"".join(marks)}'


def _curve(arrow: Arrow, style: LineStyle) -> str:
    first, *rest = arrow.points
    path = f"M{_at(first)}C{' '.join(map(_at, rest))}"
    if arrow.start and style.start in _OPEN:
        path = f"M{_at(arrow.start)}L{path[1:]}"
    if arrow.end and style.end in _OPEN:
        path = f"{path}L{_at(arrow.end)}"
    return path


def _mark(tip: Tip, base: Point, point: Point | None) -> str:
    """Draw what stands between the end of the curve (`base`) and the side of the box (`point`)."""
    if point is None or not tip:
        return ""
    shape = {"arrow": _arrow, "open": _chevron, "diamond": _diamond, "ball": _ball, "dot": _dot}[tip]
    return f'<path class="diagram-tip tip-{tip}" d="{shape(base, point)}"/>'


def _arrow(base: Point, point: Point) -> str:
    return _polygon((point, *_sides(base, base, point)))


def _chevron(base: Point, point: Point) -> str:
    left, right = _sides(base, base, point)
    return f"M{_at(left)}L{_at(point)}L{_at(right)}"


def _diamond(base: Point, point: Point) -> str:
    left, right = _sides(_middle(base, point), base, point)
    return _polygon((base, left, point, right))


def _ball(base: Point, point: Point) -> str:
    return _circle(_middle(base, point), _BALL)


def _dot(base: Point, point: Point) -> str:
    return _circle(_middle(base, point), _DOT)


def _sides(center: Point, base: Point, point: Point) -> tuple[Point, Point]:
    """Return the two points beside `center`, across the direction from base to point."""
    x, y = point[0] - base[0], point[1] - base[1]
    length = math.hypot(x, y) or 1.0
    across, along = -y / length * _HALF, x / length * _HALF
    return (center[0] + across, center[1] + along), (center[0] - across, center[1] - along)


def _middle(one: Point, other: Point) -> Point:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)


def _circle(center: Point, radius: float) -> str:
    x, y = center
    arc = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{_at((x - radius, y))}{arc} {2 * radius:g} 0{arc} {-2 * radius:g} 0z"


def _polygon(points: Iterable[Point]) -> str:
    return f"M{'L'.join(map(_at, points))}z"


def _at(point: Point) -> str:
    return f"{round(point[0], 1):g} {round(point[1], 1):g}"

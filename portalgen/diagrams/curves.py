"""Arrows between boxes that stand beside each other become even curves, from the side of one to the side of the other.

Graphviz aims its curves at the middle of a box; curves that begin and end at right angles to its sides, spread along
them, are easier to follow. Where such a curve would run into a third box, Graphviz's own way around it stays.

Everything here is seen along the direction in which the picture grows: a point is (along, across).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portalgen.diagrams.geometry import Arrow, Box, Point
from portalgen.diagrams.relation_words import LineStyle, line_style

_TIP = 9.0  # length of what stands at the ends of a line
_LEAST_GAP = 26.0
_CLEARANCE = 5.0
_SAMPLES = 14
_SPREAD = 9.0  # between two lines at one side
_CORNER = 11.0
_BEND = 0.6  # how far a curve keeps the direction in which it leaves, in parts of the gap

Curve = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True, order=True)
class _Span:
    """A box; `low` and `high` are its sides along, `left` and `right` those across."""

    name: str
    low: float
    high: float
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def room(self) -> float:
        return max(self.right - self.left - 2 * _CORNER, 0.0)

    def holds(self, point: Point) -> bool:
        along, across = point
        return (
            self.low - _CLEARANCE < along < self.high + _CLEARANCE
            and self.left - _CLEARANCE < across < self.right + _CLEARANCE
        )


@dataclass(frozen=True, slots=True)
class _Way:
    """A pair of boxes to connect: from the source's side to the target's, forwards or backwards."""

    source: _Span
    target: _Span
    style: LineStyle

    @property
    def forwards(self) -> bool:
        return self.target.low - self.source.high >= _LEAST_GAP

    @property
    def backwards(self) -> bool:
        return self.source.low - self.target.high >= _LEAST_GAP

    @property
    def is_open(self) -> bool:
        return self.forwards or self.backwards

    @property
    def middle_curve(self) -> Curve:
        return self.points(self.source.middle, self.target.middle)

    @property
    def sides(self) -> tuple[tuple[str, bool], tuple[str, bool]]:
        """(box, whether at its high side) at both ends."""
        return (self.source.name, self.forwards), (self.target.name, not self.forwards)

    def points(self, start: float, end: float) -> Curve:
        """Return the curve from one place across to another."""
        first = self.source.high if self.forwards else self.source.low
        last = self.target.low if self.forwards else self.target.high
        bend = (last - first) * _BEND
        return (first, start), (first + bend, start), (last - bend, end), (last, end)


@dataclass(frozen=True, slots=True, order=True)
class _End:
    """One end of a way at the side of a box; sorts by where the way leads."""

    leads_to: float
    way: int
    which: int
    """0 where the way begins, 1 where it ends."""
    box: _Span


def even_curves(arrows: Sequence[Arrow], boxes: Iterable[Box], direction: str) -> tuple[Arrow, ...]:
    """Return the arrows, those with a clear way between two boxes redrawn."""
    spans = [_span(box, direction) for box in boxes]
    known = {span.name: span for span in spans}
    ways = {
        at: _Way(known[arrow.edge.source], known[arrow.edge.target], line_style(arrow.edge.relation))
        for at, arrow in enumerate(arrows)
    }
    ways = {at: way for at, way in ways.items() if way.is_open and _is_clear(way.middle_curve, way, spans)}
    curves = {at: ways[at].points(start, end) for at, (start, end) in _places(ways).items()}
    return tuple(
        _redrawn(arrow, curves[at], direction) if at in curves and _is_clear(curves[at], ways[at], spans) else arrow
        for at, arrow in enumerate(arrows)
    )


def _span(box: Box, direction: str) -> _Span:
    across, along = (box.y, box.y + box.height), (box.x, box.x + box.width)
    return _Span(box.node.id, *along, *across) if direction == "LR" else _Span(box.node.id, *across, *along)


def _is_clear(curve: Curve, way: _Way, spans: Iterable[_Span]) -> bool:
    """Say whether a curve keeps away from all boxes but its own."""
    low, high = sorted((curve[0][0], curve[3][0]))
    left, right = sorted((curve[0][1], curve[3][1]))
    between = [
        span
        for span in spans
        if span not in (way.source, way.target)
        and span.low < high
        and span.high > low
        and span.left < right + _CLEARANCE
        and span.right > left - _CLEARANCE
    ]
    return not any(span.holds(curve_point(curve, step / _SAMPLES)) for span in between for step in range(1, _SAMPLES))


def curve_point(curve: Curve, part: float) -> Point:
    """Return the point of a cubic Bézier at a part of its length, 0 to 1."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    rest = 1 - part
    w0, w1, w2, w3 = rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3
    return w0 * x0 + w1 * x1 + w2 * x2 + w3 * x3, w0 * y0 + w1 * y1 + w2 * y2 + w3 * y3


def _places(ways: Mapping[int, _Way]) -> dict[int, tuple[float, float]]:
    """Return where across each way begins and ends: side by side, in the order of the boxes it leads to."""
    sides: dict[tuple[str, bool], list[_End]] = {}
    for at, way in ways.items():
        one, other = way.sides
        sides.setdefault(one, []).append(_End(way.target.middle, at, 0, way.source))
        sides.setdefault(other, []).append(_End(way.source.middle, at, 1, way.target))
    places: dict[int, list[float]] = {at: [0.0, 0.0] for at in ways}
    for ends in sides.values():
        # Lines with nothing at their ends, as in a tree, begin at one point.
        wish = _SPREAD if any(ways[end.way].style != LineStyle() for end in ends) else 0.0
        step = min(wish, ends[0].box.room / max(len(ends) - 1, 1))
        for order, end in enumerate(sorted(ends)):
            places[end.way][end.which] = end.box.middle + step * (order - (len(ends) - 1) / 2)
    return {at: (start, end) for at, (start, end) in places.items()}


def _redrawn(arrow: Arrow, curve: Curve, direction: str) -> Arrow:
    """Make room for what stands at the ends, and turn (along, across) into (x, y)."""
    first, second, third, last = curve
    style = line_style(arrow.edge.relation)
    step = _TIP if last[0] > first[0] else -_TIP
    begin = (first[0] + step, first[1]) if style.start else first
    finish = (last[0] - step, last[1]) if style.end else last
    points = tuple(_turned(point, direction) for point in (begin, second, third, finish))
    start = _turned(first, direction) if style.start else None
    return Arrow(arrow.edge, points, start, _turned(last, direction) if style.end else None)


def _turned(point: Point, direction: str) -> Point:
    along, across = round(point[0], 1), round(point[1], 1)
    return (along, across) if direction == "LR" else (across, along)

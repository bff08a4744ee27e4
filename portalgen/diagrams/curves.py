"""Arrows between boxes that stand beside each other become even curves, from the side of one to the side of the other.

Graphviz aims its curves at the middle of a box; curves that begin and end at right angles to the sides, spread along
them, are easier to follow. Where such a curve would run into a third box, Graphviz's own way around it stays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from portalgen.diagrams.geometry import Arrow, Box, Point
from portalgen.diagrams.relation_words import line_style

_TIP = 9.0
"""Length of what stands at the ends of a line."""
_LEAST_GAP = 30.0
_CLEARANCE = 5.0
_SAMPLES = 12
_SPREAD = 9.0
_CORNER = 12.0

Side = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class _Span:
    """A box seen along the direction in which the picture grows: `low` to `high`, and across it."""

    low: float
    high: float
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def even_curves(arrows: Sequence[Arrow], boxes: Iterable[Box], direction: str) -> tuple[Arrow, ...]:
    """Return the arrows, those with a clear way between two boxes redrawn."""
    spans = {box.node.id: _span(box, direction) for box in boxes}
    free = [at for at, arrow in enumerate(arrows) if _is_free(arrow, spans)]
    places = _places(free, arrows, spans, spread=direction == "LR")
    redrawn = {at: _curve(arrows[at], spans, places[at], direction) for at in free}
    return tuple(redrawn.get(at, arrow) for at, arrow in enumerate(arrows))

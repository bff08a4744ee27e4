"""Sizes of a diagram's boxes from their text; px, and the same numbers for the layout and the drawing."""

from dataclasses import dataclass

from portalgen.diagrams.text import Line, measure, wrap
from portalgen.model.diagram import DiagramBoundary, DiagramNode

LABEL_SIZE = 13
LABEL_HEIGHT = 17
DETAIL_SIZE = 11
DETAIL_HEIGHT = 15
CAPTION_SIZE = 12
MARK = 24
"""Side of the square that holds a box's icon."""
ICON = 16
"""Side of an icon."""
PADDING = 10
GAP = 9
"""Between the mark and the text."""
TEXT_LEFT = PADDING + MARK + GAP

_ROOM = 150
_CAPTION_ROOM = 300
_LEAST_WIDTH = 128
_LINES = 3


@dataclass(frozen=True, slots=True)
class BoxText:
    """The words in a box: one to three lines of its label, and up to two of its detail."""

    label: tuple[Line, ...]
    detail: tuple[Line, ...] = ()

    @property
    def width(self) -> float:
        """Width of the box that these words need."""
        text = max((line.width for line in (*self.label, *self.detail)), default=0.0)
        return max(_LEAST_WIDTH, TEXT_LEFT + text + PADDING + 2)

    @property
    def height(self) -> float:
        """Height of the box that these words need."""
        return max(MARK, self.text_height) + 2 * PADDING

    @property
    def text_height(self) -> float:
        """Height of the words alone."""
        return len(self.label) * LABEL_HEIGHT + len(self.detail) * DETAIL_HEIGHT


def box_text(node: DiagramNode) -> BoxText:
    """Break a node's label and detail into lines."""
    return BoxText(
        wrap(node.label, LABEL_SIZE, _ROOM, _LINES), wrap(node.detail, DETAIL_SIZE, _ROOM, 2 if node.count else 1)
    )


def caption(boundary: DiagramBoundary) -> Line:
    """Return a boundary's label as one line."""
    found = wrap(boundary.label, CAPTION_SIZE, _CAPTION_ROOM, 1)
    return found[0] if found else Line("", 0.0)


def caption_width(boundary: DiagramBoundary) -> float:
    """Width that a boundary's icon and label need."""
    return ICON + GAP + measure(caption(boundary).text, CAPTION_SIZE)

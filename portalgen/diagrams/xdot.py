"""Graphviz's drawing operations in, SVG elements out; what is not known here is not drawn.

Colours that an author chose stay, as attributes; black, and the grey of `style=filled`, become classes, so that the
theme decides what they are in light and dark.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from portalgen.diagrams.frame import plain

_COLOUR = re.compile(r"#[0-9a-f]{6}([0-9a-f]{2})?", re.IGNORECASE)
_BLACK = "#000000"
_SHADE = "#d3d3d3"
_LINE_WIDTH = re.compile(r"setlinewidth\(([0-9.]{1,6})\)")
_ANCHORS = {"l": "start", "c": "middle", "r": "end"}
_FARTHEST = 1e6

Operation = Mapping[str, Any]


@dataclass
class Pen:
    """Draws the operations of one list in their order; they change its colours, line and font on the way."""

    top: float
    """Graphviz's y of the upper side: its y grows upwards."""
    ink: str = ""
    """What to write in when the author chose no colour, because a coloured box lies below; empty for the theme's."""
    stroke: str = _BLACK
    fill: str = _BLACK
    width: float = 1.0
    dashes: str = ""
    size: float = 12.0
    face: str = ""

    def draw(self, operation: Operation) -> str:
        """Return the element that an operation draws, or nothing. Raises `ValueError`, `KeyError` and `TypeError`."""
        name = operation["op"]
        if name in self._settings:
            self._settings[name](self, operation)
            return ""
        return self._shapes[name](self, operation) if name in self._shapes else ""

    def _set_style(self, operation: Operation) -> None:
        style = str(operation["style"])
        width = _LINE_WIDTH.fullmatch(style)
        if width:
            self.width = min(float(width[1]), 10.0)
        elif style == "bold":
            self.width = 2.0
        elif style in {"solid", "dashed", "dotted"}:
            self.dashes = "" if style == "solid" else f" dot-{style}"

    def _set_stroke(self, operation: Operation) -> None:
        self.stroke = _colour(operation)

    def _set_fill(self, operation: Operation) -> None:
        self.fill = _colour(operation)

    def _set_font(self, operation: Operation) -> None:
        self.size, self.face = _number(operation["size"]), str(operation["face"]).lower()

    def _ellipse(self, operation: Operation) -> str:
        x, y, wide, high = map(_number, operation["rect"])
        shape = f'<ellipse cx="{x:g}" cy="{round(self.top - y, 1):g}" rx="{wide:g}" ry="{high:g}"'
        return f"{shape} {self._look(filled=operation['op'] == 'E')}/>"

    def _polygon(self, operation: Operation) -> str:
        return f'<polygon points="{self._points(operation)}" {self._look(filled=operation["op"] == "P")}/>'

    def _polyline(self, operation: Operation) -> str:
        return f'<polyline points="{self._points(operation)}" {self._look(filled=False)}/>'

    def _curve(self, operation: Operation) -> str:
        first, _, rest = self._points(operation).partition(" ")
        return f'<path d="M{first}C{rest}" {self._look(filled=operation["op"] == "B")}/>'

    def _text(self, operation: Operation) -> str:
        x, y = map(_number, operation["pt"])
        width = _number(operation["width"])
        anchor = _ANCHORS.get(operation["align"], "middle")
        names = "".join(f" dot-{name}" for name, words in _FACES.items() if any(word in self.face for word in words))
        place = f'x="{x:g}" y="{round(self.top - y, 1):g}" font-size="{self.size:g}" text-anchor="{anchor}"'
        held = f'textLength="{width:g}" lengthAdjust="spacingAndGlyphs"' if width > 0 else ""
        colour = self.ink if self.stroke == _BLACK else self.stroke
        chosen = _attribute("fill", colour) if colour else ""
        name = "dot-text" if chosen else "dot-text dot-ink"
        return f'<text class="{name}{names}" {place} {held}{chosen}>{plain(str(operation["text"]))}</text>'

    def _points(self, operation: Operation) -> str:
        points = [(_number(x), _number(y)) for x, y in operation["points"]]
        return " ".join(f"{x:g},{round(self.top - y, 1):g}" for x, y in points)

    def _look(self, *, filled: bool) -> str:
        names = ["dot-line" if self.stroke == _BLACK else ""]
        chosen = "" if self.stroke == _BLACK else _attribute("stroke", self.stroke)
        if filled and self.fill in {_BLACK, _SHADE}:
            names.append("dot-ink" if self.fill == _BLACK else "dot-shade")
        else:
            chosen += _attribute("fill", self.fill) if filled else ' fill="none"'
        width = "" if self.width == 1.0 else f' stroke-width="{self.width:g}"'
        return f'class="dot-shape {" ".join(filter(None, names))}{self.dashes}"{chosen}{width}'

    _settings: ClassVar[Mapping[str, Callable[["Pen", Operation], None]]] = {
        "c": _set_stroke,
        "C": _set_fill,
        "F": _set_font,
        "S": _set_style,
    }
    _shapes: ClassVar[Mapping[str, Callable[["Pen", Operation], str]]] = {
        "e": _ellipse,
        "E": _ellipse,
        "p": _polygon,
        "P": _polygon,
        "L": _polyline,
        "b": _curve,
        "B": _curve,
        "T": _text,
    }


_FACES = {"bold": ("bold",), "italic": ("italic", "oblique"), "mono": ("courier", "mono", "consol")}


def chosen_fill(operations: list[Operation]) -> str:
    """Return the colour that an author filled a shape with, "" if none or the default."""
    fill, found = "", ""
    for operation in operations:
        if operation["op"] == "C":
            fill = _colour(operation)
        elif operation["op"] in {"E", "P", "B"} and not is_clear(fill) and fill not in {"", _BLACK, _SHADE}:
            found = fill
    return found


def ink_on(fill: str) -> str:
    """Return black or white, whichever reads better on a colour; "" for no colour."""
    if not fill:
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#111111" if light > 0.18 else "#ffffff"  # noqa: PLR2004  (where both contrast equally)


def is_clear(colour: str) -> bool:
    """Say whether a colour is fully transparent."""
    return len(colour) > len(_BLACK) and colour.endswith("00")


def _colour(operation: Operation) -> str:
    """Return a colour as `#rrggbb[aa]`; the first one of a gradient; black for what is no colour."""
    found = operation["color"] if operation.get("grad") == "none" else operation["stops"][0]["color"]
    return found.lower() if isinstance(found, str) and _COLOUR.fullmatch(found) else _BLACK


def _attribute(name: str, colour: str) -> str:
    if is_clear(colour):
        return f' {name}="none"'
    opacity = f' {name}-opacity="{int(colour[7:], 16) / 255:.2g}"' if len(colour) > len(_BLACK) else ""
    return f' {name}="{colour[:7]}"{opacity}'


def _number(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > _FARTHEST:
        raise ValueError("not a number that can be drawn")
    return round(float(value), 1) + 0.0

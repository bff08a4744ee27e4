"""The `svg` element around a drawing: its size, its name, and how far it may shrink."""

import hashlib
from dataclasses import dataclass
from html import escape

from portalgen.diagrams.text import clean

_LEAST_SCALE = 0.8
_STEP = 160
_WIDEST = 1600


@dataclass(frozen=True, slots=True)
class Frame:
    """What is said of a whole picture; sizes in px."""

    width: float
    height: float
    title: str
    description: str
    key: str
    """Text that no other picture of the same page has: ids are made of it."""
    names: str = ""
    """Further classes."""

    @property
    def mark(self) -> str:
        """Start of all ids inside this picture."""
        return f"dg{hashlib.sha256(self.key.encode(errors='replace')).hexdigest()[:8]}"

    def around(self, inside: str) -> str:
        """Return the element with its drawing.

        It has its natural size, and the class `diagram-least-N`: below N px it should scroll instead of shrinking. Its
        role is group and not img: an image's children, here links, would be hidden from assistive technology.
        """
        least = min(_WIDEST, int(self.width * _LEAST_SCALE) // _STEP * _STEP)
        names = " ".join(filter(None, ("diagram", f"diagram-least-{least}", self.names)))
        size = f'width="{self.width:g}" height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}"'
        said = f'role="group" aria-labelledby="{self.mark}-t" aria-describedby="{self.mark}-d"'
        title = f'<title id="{self.mark}-t">{plain(self.title)}</title>'
        description = f'<desc id="{self.mark}-d">{plain(self.description)}</desc>'
        return f'<svg class="{names}" {size} {said}>{title}{description}{inside}</svg>'


def plain(text: str) -> str:
    """Return any text as it can stand in an element or in an attribute's quotes."""
    return escape(clean(text))

"""Drawings: SVG that the build itself makes for a page, kept out of the page's HTML until that has been sanitised."""

import re
from dataclasses import dataclass, field

_MARK = re.compile(r'<i data-figure="(\d+)"></i>')


@dataclass
class Drawings:
    """The pictures of one site, and what went wrong on the page that is being rendered."""

    figures: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    """(message, line of source to look for); emptied by `take_problems`."""

    def keep(self, svg: str) -> str:
        """Keep a picture and return the mark that stands for it."""
        self.figures.append(svg)
        return f'<div class="docs-diagram"><i data-figure="{len(self.figures) - 1}"></i></div>'

    def put_back(self, html: str) -> str:
        """Replace the marks in clean HTML by their pictures; a mark without a picture goes away."""
        return _MARK.sub(lambda match: self._figure(int(match[1])), html)

    def take_problems(self) -> tuple[tuple[str, str], ...]:
        """Return the problems since the last call."""
        found, self.problems = tuple(self.problems), []
        return found

    def _figure(self, number: int) -> str:
        return self.figures[number] if number < len(self.figures) else ""

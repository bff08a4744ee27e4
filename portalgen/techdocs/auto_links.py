"""Bare web addresses become links that end where other Markdown begins.

Newer versions of pymdownx.magiclink take what is right behind an address into it: a line break, an element of HTML
(`<br>` in a table), a footnote. Python-Markdown has put marks in their places by then: the address ends at the first.
"""

import re
from collections.abc import Collection
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import STX

_PATTERN, _PRIORITY = "magic-link", 85


class AutoLinks(Extension):
    """Comes right after pymdownx.magiclink in the set."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Put a guard around magiclink's own processor."""
        if _PATTERN in md.inlinePatterns and isinstance(links := md.inlinePatterns[_PATTERN], InlineProcessor):
            md.inlinePatterns.register(_UntilMark(links), _PATTERN, _PRIORITY)


class _UntilMark(InlineProcessor):
    ANCESTOR_EXCLUDES: ClassVar[Collection[str]] = ("a",)  # as magiclink's own

    def __init__(self, links: InlineProcessor) -> None:
        super().__init__(links.pattern, links.md)
        self._links = links

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802  (Python-Markdown's names)
        end = data.find(STX, m.end())
        return self._links.handleMatch(m, data if end < 0 else data[:end])

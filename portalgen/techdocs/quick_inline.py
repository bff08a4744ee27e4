"""Inline patterns at less cost: one that cannot match a text, since it needs a letter that is not there, is not tried.

Python-Markdown tries some thirty expressions on every piece of text, and most text is plain.
"""

from collections.abc import Callable
from xml.etree.ElementTree import ElementTree

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import AtomicString

from portalgen.techdocs.needed_letters import Letters, needed_letters

_Apply = Callable[[InlineProcessor, str, int, int], tuple[str, bool, int]]


class QuickInline(Extension):
    """Comes last, and makes all processors of inline patterns quick ones; what comes out is the same."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Give them another class: they keep their patterns, names and places."""
        for processor in md.treeprocessors:
            if type(processor) is InlineTreeprocessor:  # its own, and that of pymdownx.smartsymbols
                processor.__class__ = _QuickProcessor


class _QuickProcessor(InlineTreeprocessor):
    """Looks at the letters of a text before it tries a pattern on it."""

    _patterns: tuple[InlineProcessor, ...] = ()
    _needed: tuple[Letters, ...] = ()

    def run(self, tree: ElementTree, ancestors: list[str] | None = None) -> ElementTree:  # type: ignore[override]  # an element, and called with one
        """Note what each pattern needs: by now, extensions have registered all of them."""
        self._patterns = tuple(self.inlinePatterns)  # type: ignore[arg-type]  # the stubs name a class of the same name
        self._needed = tuple(needed_letters(pattern.getCompiledRegExp()) for pattern in self._patterns)
        return super().run(tree, ancestors)  # type: ignore[arg-type,return-value]  # as above

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803  (the method of the parent, under the name that Python gives it)
        """Do what the parent does (Markdown 3.11), pattern by pattern, but for what cannot match."""
        if isinstance(data, AtomicString):
            return data
        apply: _Apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]  # private to the parent
        number, start, letters = patternIndex, 0, frozenset(data)
        while number < len(self._patterns):
            needed = self._needed[number]
            matched = needed is None or not needed.isdisjoint(letters)
            if matched:
                data, matched, start = apply(self._patterns[number], data, number, start)
            if matched:
                letters = frozenset(data)
            else:
                number, start = number + 1, 0
        return data

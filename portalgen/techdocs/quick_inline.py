"""Inline patterns at less cost: one that cannot match a text, since it needs a letter that is not there, is not tried.

Python-Markdown tries some thirty expressions on every piece of text, and most text is plain.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import ElementTree

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import AtomicString

from portalgen.techdocs.needed_letters import needed_letters

_Apply = Callable[[InlineProcessor, str, int, int], tuple[str, bool, int]]


class QuickInline(Extension):
    """Comes last, and makes all processors of inline patterns quick ones; what comes out is the same."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Give them another class: they keep their patterns, names and places."""
        for processor in md.treeprocessors:
            if type(processor) is InlineTreeprocessor:  # its own, and that of pymdownx.smartsymbols
                processor.__class__ = _QuickProcessor


class _QuickProcessor(InlineTreeprocessor):
    """Looks at the letters of a text before it tries patterns on it."""

    _patterns: tuple[InlineProcessor, ...] = ()
    _letters: frozenset[str] = frozenset()
    _always = 0
    """Bits of the numbers of those patterns that a text may match whatever its letters."""
    _by_letter: Mapping[str, int] = MappingProxyType({})
    """Letter -> bits of the patterns that a text with it may match."""

    def run(self, tree: ElementTree, ancestors: list[str] | None = None) -> ElementTree:  # type: ignore[override]  # an element, and called with one
        """Note what each pattern needs: by now, extensions have registered all of them."""
        patterns: tuple[InlineProcessor, ...] = tuple(self.inlinePatterns)  # type: ignore[arg-type]  # the stubs name a class of the same name
        if patterns != self._patterns:
            self._note(patterns)
        return super().run(tree, ancestors)  # type: ignore[arg-type,return-value]  # as above

    def _note(self, patterns: tuple[InlineProcessor, ...]) -> None:
        always, by_letter = 0, dict[str, int]()
        for number, pattern in enumerate(patterns):
            needed = needed_letters(pattern.getCompiledRegExp())
            always |= (needed is None) << number
            for letter in needed or ():
                by_letter[letter] = by_letter.get(letter, 0) | 1 << number
        self._patterns, self._always, self._by_letter = patterns, always, by_letter
        self._letters = frozenset(by_letter)

    def _bits(self, data: str) -> int:
        """Return the bits of the patterns that may match a text."""
        bits = self._always
        for letter in self._letters.intersection(data):
            bits |= self._by_letter[letter]
        return bits

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803  (the method of the parent, under the name that Python gives it)
        """Do what the parent does (Markdown 3.11), pattern by pattern, but for what cannot match."""
        if isinstance(data, AtomicString):
            return data
        apply: _Apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]  # private to the parent
        number, start, bits = patternIndex, 0, self._bits(data) >> patternIndex
        while bits:
            if bits & 1:
                data, matched, start = apply(self._patterns[number], data, number, start)
                if matched:
                    bits = self._bits(data) >> number
                    continue
            number, start, bits = number + 1, 0, bits >> 1
        return data

"""Lists as techdocs-core has them: nested by two spaces, and a list does not swallow the paragraph around it.

The rules are those of mdx_truly_sane_lists 1.3 (MIT, (c) Egor Chuhin), on Python-Markdown's own block processors.
"""

import re
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ListIndentProcessor, OListProcessor
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor

INDENT = 2
WIDEST = 8


class _Narrow(BlockProcessor):
    """Comes after a processor among its bases: sets the width before that processor builds its expressions from it."""

    indent = INDENT

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.tab_length = self.indent


class _OrderedLists(OListProcessor, _Narrow):
    joined: ClassVar[tuple[str, ...]] = ("ol",)
    """Lists that go on after a blank line."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.CHILD_RE = re.compile(rf"^[ ]{{0,{self.indent - 1}}}((\d+\.))[ ]+(.*)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        items = self.get_items(blocks.pop(0))
        sibling = self.lastChild(parent)
        if sibling is not None and sibling.tag in self.joined:
            found = sibling
            self._loosen(found)
            self.parser.state.set("looselist")
            self.parser.parseBlocks(SubElement(found, "li"), [items.pop(0)])
            self.parser.state.reset()
        elif parent.tag in {"ol", "ul"}:
            found = parent
        else:
            found = SubElement(parent, self.TAG)
            if not self.LAZY_OL and self.STARTSWITH != "1":
                found.set("start", self.STARTSWITH)
        self._fill(found, items)

    def _fill(self, found: Element, items: list[str]) -> None:
        self.parser.state.set("list")
        for item in items:
            inner = item.startswith(" " * self.tab_length)
            self.parser.parseBlocks(found[-1] if inner and len(found) else SubElement(found, "li"), [item])
        self.parser.state.reset()

    def _loosen(self, found: Element) -> None:
        """Wrap what the last item has in paragraphs: a blank line came between it and the next one."""
        last = found[-1]
        if last.text:
            paragraph = Element("p")
            paragraph.text, last.text = last.text, ""
            last.insert(0, paragraph)
        child = self.lastChild(last)
        if child is not None and child.tail:
            paragraph = SubElement(last, "p")
            paragraph.text, child.tail = child.tail.lstrip(), ""


class _BulletLists(_OrderedLists):
    TAG = "ul"
    joined: ClassVar[tuple[str, ...]] = ()  # a blank line ends the list: the next item starts a new one

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(rf"^[ ]{{0,{self.indent - 1}}}[*+-][ ]+(.*)")
        self.CHILD_RE = re.compile(rf"^[ ]{{0,{self.indent - 1}}}(([*+-]))[ ]+(.*)")


class _ListIndent(ListIndentProcessor, _Narrow):
    pass


class _Definitions(DefListProcessor, _Narrow):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.NO_INDENT_RE = re.compile(rf"^[ ]{{0,{self.indent - 1}}}[^ :]")


class _DefinitionIndent(DefListIndentProcessor, _Narrow):
    pass


class TrulySaneLists(Extension):
    """Replaces the list processors; comes last in the set."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  (as Python-Markdown gives them)
        """Take the options of mdx_truly_sane_lists."""
        self.config = {
            "nested_indent": [INDENT, "Spaces by which a list is nested."],
            "truly_sane": [True, "Whether a blank line ends a list of bullets."],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the processors under the names and priorities of those that they replace."""
        for name, processor, priority in _PROCESSORS:
            if name in md.parser.blockprocessors or not name.startswith("def"):
                md.parser.blockprocessors.register(self._settled(processor)(md.parser), name, priority)

    def _settled(self, processor: type[_Narrow]) -> type[_Narrow]:
        """Return the processor with the width that is wanted: its expressions are built from it when it is made."""
        settings: dict[str, object] = {"indent": min(max(int(self.getConfig("nested_indent")), 1), WIDEST)}
        if processor is _BulletLists and not self.getConfig("truly_sane"):
            settings["joined"] = ("ul",)
        return type(processor.__name__, (processor,), settings)


_PROCESSORS: tuple[tuple[str, type[_Narrow], int], ...] = (
    ("olist", _OrderedLists, 50),
    ("ulist", _BulletLists, 40),
    ("indent", _ListIndent, 95),
    ("deflist", _Definitions, 25),
    ("defindent", _DefinitionIndent, 85),
)

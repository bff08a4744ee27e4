"""Reads the project's own Markdown: fenced blocks, headings and links of a page, each with its line."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent.parent
ACCEPT = bool(os.environ.get("PORTALGEN_ACCEPT"))
"""True: tests write what is true into pages, to be read before it is committed."""
_TITLE = re.compile(r'title="([^"]+)"')


def pages() -> list[Path]:
    """Return every page that readers get: what stands at the root, and the documentation."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    language: str
    title: str
    """File that it shows, empty if it shows none."""
    text: str
    lines: tuple[int, int]
    """First line of its text and the line after it, from 0."""
    heading: str
    """Text of the nearest heading of level 2 above it."""


@dataclass(frozen=True)
class Page:
    """A parsed page."""

    path: Path

    @property
    def tokens(self) -> list[Token]:
        return MarkdownIt("commonmark").enable("table").parse(self.path.read_text(encoding="utf-8"))

    def headings(self, level: int = 0) -> list[str]:
        """Return the texts of all headings, or of those of one level."""
        tokens = self.tokens
        return [
            _plain(after)
            for token, after in pairwise(tokens)
            if token.type == "heading_open" and level in {0, int(token.tag[1])}
        ]

    def blocks(self, *languages: str) -> list[Block]:
        """Return the fenced blocks in order, of the given languages only if some are given."""
        found, heading = [], ""
        tokens = self.tokens
        for token, after in zip(tokens, [*tokens[1:], None], strict=True):
            if token.type == "heading_open" and token.tag == "h2" and after:
                heading = _plain(after)
            elif token.type == "fence" and token.map:
                language = token.info.split(" ")[0]
                title = _TITLE.search(token.info)
                lines = (token.map[0] + 1, token.map[1] - 1)
                found.append(Block(language, title[1] if title else "", token.content, lines, heading))
        return [block for block in found if not languages or block.language in languages]

    def links(self) -> Iterator[str]:
        """Yield the targets of links and pictures, also of pictures in HTML."""
        for token in self.tokens:
            if token.type == "html_block":
                yield from re.findall(r'(?:src|srcset|href)="([^"]+)"', token.content)
            for child in token.children or ():
                if child.type in {"link_open", "image"}:
                    yield str(child.attrGet("href" if child.type == "link_open" else "src"))
                elif child.type == "html_inline":
                    yield from re.findall(r'(?:src|srcset|href)="([^"]+)"', child.content)

    def code(self) -> Iterator[str]:
        """Yield every piece of code between backticks."""
        for token in self.tokens:
            yield from (child.content for child in token.children or () if child.type == "code_inline")

    def anchors(self) -> set[str]:
        """Return the anchors of headings that both Git hosts and MkDocs make: only those may be linked."""
        return {_github(text) for text in self.headings()} & {_mkdocs(text) for text in self.headings()}

    def replace(self, block: Block, text: str) -> None:
        """Write other text into a block."""
        lines = self.path.read_text(encoding="utf-8").split("\n")
        lines[slice(*block.lines)] = text.rstrip("\n").split("\n")
        self.path.write_text("\n".join(lines), encoding="utf-8")


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})


def _github(text: str) -> str:
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def _mkdocs(text: str) -> str:
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())

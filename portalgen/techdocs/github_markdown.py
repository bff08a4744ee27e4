"""Markdown as Git hosts show it -> HTML and headings; what MkDocs would make of the same text is something else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from portalgen.model.docs import Heading
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.fences import custom_fences
from portalgen.techdocs.github_marks import mark_alerts, mark_boxes, mark_words
from portalgen.techdocs.github_slug import Slugs
from portalgen.techdocs.sanitise import free_id, is_free_id

_PERMALINK = '<a class="headerlink" href="#{}" title="Permanent link">¶</a>'


@dataclass(frozen=True, slots=True)
class GitHubPage:
    """A text as HTML, which is not clean yet."""

    html: str
    headings: tuple[Heading, ...]
    """Those written in Markdown, each below the higher one before it."""


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    title: str
    level: int


def render_github(text: str, drawings: Drawings) -> GitHubPage:
    """Render the text of one file."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for step in (mark_alerts, mark_boxes, mark_words):
        markdown.core.ruler.push(step.__name__, step)
    markdown.add_render_rule("fence", _fence_rule(drawings))
    tokens = markdown.parse(text)
    _align_cells(tokens)
    rows = _name_headings(tokens, Slugs())
    return GitHubPage(markdown.renderer.render(tokens, markdown.options, {}), _nested(rows))


def _align_cells(tokens: Sequence[Token]) -> None:
    """Say how cells are aligned by an attribute: inline styles are not allowed."""
    for token in tokens:
        if token.type in {"th_open", "td_open"} and (style := token.attrs.pop("style", "")):
            token.attrSet("align", str(style).rpartition(":")[2])


def _name_headings(tokens: Sequence[Token], slugs: Slugs) -> list[_Row]:
    rows = []
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        title = "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})
        anchor = slugs.take(title)
        if is_free_id(anchor):
            opening.attrSet("id", anchor)
            link = Token("html_inline", "", 0, content=_PERMALINK.format(escape(anchor)))
            inline.children = [*(inline.children or ()), link]
            rows.append(_Row(free_id(anchor), title, int(opening.tag[1:])))
    return rows


def _nested(rows: Sequence[_Row]) -> tuple[Heading, ...]:
    found = []
    start = 0
    while start < len(rows):
        row = rows[start]
        end = next((at for at in range(start + 1, len(rows)) if rows[at].level <= row.level), len(rows))
        found.append(Heading(row.id, row.title, row.level, _nested(rows[start + 1 : end])))
        start = end
    return tuple(found)


def _fence_rule(drawings: Drawings) -> Callable[..., str]:
    drawn: Mapping[str, Any] = {fence["name"]: fence for fence in custom_fences(None, drawings)}

    def fence(_: object, tokens: Sequence[Token], index: int, *_rest: object) -> str:
        token = tokens[index]
        language = next(iter(token.info.split()), "").lower()
        if own := drawn.get(language):
            return f"{own['format'](token.content, language, own['class'])}\n"
        return _highlighted(token.content, language)

    return fence


def _highlighted(text: str, language: str) -> str:
    try:
        lexer = get_lexer_by_name(language or "text", stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    return highlight(text, lexer, HtmlFormatter(cssclass="highlight", wrapcode=True))

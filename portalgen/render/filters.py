"""Template filters that need no page: Markdown of descriptions, highlighted source, plain text."""

import html
import re
from collections.abc import Callable
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from portalgen.model.links import SAFE_SCHEMES, is_safe_url

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong"}
)
TABLE_TAGS = frozenset({"table", "tbody", "td", "th", "thead", "tr", "ul"})
MAX_HIGHLIGHT = 200_000
"""Characters of the longest text that is highlighted; longer ones are shown plain."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_JOINT = re.compile(r"([:/@.](?!$))")
_INLINE = re.compile(r"</?(?:a|code|em|s|strong)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_ON_THIS_PAGE = re.compile(r"#(?:operation|tag)-[\w.-]+")
_DEAD_LINK = re.compile(r"<a(?![^>]*\shref=)[^>]*>(.*?)</a>", re.DOTALL)


_LONGEST = 20_000
"""Characters of a description that are shown: some texts cost the parser seconds for each further ten thousand."""


_SHORT = 120
"""Characters of a description in a table."""


@lru_cache(maxsize=20_000)
def markdown(text: str) -> Markup:
    """Return a description as HTML: a safe subset of Markdown, no pictures, headings below the page's own."""
    return clean_markdown(text, _followed)


def clean_markdown(text: str, followed: Callable[[str, str, str], str | None]) -> Markup:
    """Return Markdown as clean HTML; `followed` is told tag, attribute and value, and returns the value or None."""
    if not text.strip():
        return Markup("")
    lowered = re.sub(r"(</?h)[12]>", r"\g<1>3>", _MARKDOWN.render(text[:_LONGEST]))
    clean = nh3.clean(
        lowered,
        tags=set(TAGS | TABLE_TAGS),
        attributes={"a": {"href", "title"}},
        attribute_filter=followed,
        url_schemes={*SAFE_SCHEMES, "entity"},  # whether that leads anywhere is for `followed` to say
        link_rel="noopener nofollow",
    )
    return Markup(_DEAD_LINK.sub(r"\1", clean))  # noqa: S704  (cleaned just above)


def _followed(tag: str, attribute: str, value: str) -> str | None:
    """Drop addresses without a scheme: a description has no place of its own that they could start from.

    An operation or a group of them is on the page of the definition that the text belongs to.
    """
    del tag
    return value if attribute != "href" or is_safe_url(value) or _ON_THIS_PAGE.fullmatch(value) else None


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return Markdown as one line of plain text."""
    if not any(mark in text for mark in "*_`[#<\n>&\\"):
        return text[:_LONGEST]
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", str(markdown(text))))).split())


def short(text: str) -> str:
    """Return the first words of a description, as plain text of at most `_SHORT` characters."""
    found = plain(text)
    return found if len(found) <= _SHORT else f"{found[: _SHORT - 1].rsplit(' ', 1)[0]}…"


def breakable(text: str) -> Markup:
    """Return an address or ref that may be broken after its punctuation when it is too long for its place."""
    return Markup(_JOINT.sub(r"\1<wbr>", html.escape(text)))  # noqa: S704  (escaped just here)


@lru_cache(maxsize=512)
def source(text: str, language: str, anchor: str, first: int) -> Markup:
    """Return a text as highlighted lines from number `first`, each with the id `<anchor><number>` and a self link."""
    name = language if len(text) <= MAX_HIGHLIGHT else "text"
    try:
        lexer = get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    formatter = HtmlFormatter(nowrap=True)
    lines = highlight(text, lexer, formatter).rstrip("\n").split("\n")
    rows = (
        f'<span class="source-line" id="{anchor}{number}"><a class="source-number" href="#{anchor}{number}" '
        f'aria-hidden="true" tabindex="-1" data-line="{number}"></a>{line}\n</span>'
        for number, line in enumerate(lines, first)
    )
    return Markup("".join(rows))  # noqa: S704  (Pygments escapes the text)

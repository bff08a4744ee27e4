"""What Git hosts know beside CommonMark, as steps over its tokens: alerts, boxes to tick, bare addresses, emoji."""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from pymdownx import gemoji_db

_ALERT = re.compile(r"\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)", re.IGNORECASE)
_LOOKS = {"important": "warning", "caution": "danger"}
"""Alerts whose look has another name in Material."""
_BOX = re.compile(r"\[([ xX])\][ \t]")
_FOUND = re.compile(r"(?P<url>(?<![\w/])https?://[^\s<>\"']+)|(?P<emoji>:[a-z0-9_+-]+:)")
_AFTER = "?!.,:;*_~'\""
"""Marks at the end of an address that belong to the sentence."""


def mark_alerts(state: StateCore) -> None:
    """Turn quotes that begin with `[!NOTE]` into admonitions."""
    tokens = state.tokens
    for index in range(len(tokens) - 3, -1, -1):
        text = _first_text(tokens[index + 2]) if tokens[index].type == "blockquote_open" else ""
        if found := _ALERT.match(text):
            _alert(tokens, index, found[1].lower())


def _first_text(inline: Token) -> str:
    """Return the text of a paragraph, none if it begins with a link (`[!NOTE]: address` stands elsewhere)."""
    return inline.content if inline.children and inline.children[0].type == "text" else ""


def _alert(tokens: list[Token], index: int, kind: str) -> None:
    level = tokens[index].level
    end = next(at for at in range(index, len(tokens)) if _closes(tokens[at], level))
    tokens[index].tag = tokens[end].tag = "div"
    tokens[index].attrSet("class", f"admonition {_LOOKS.get(kind, kind)}")
    inline = tokens[index + 2]
    rest = (inline.children or [])[1:]
    inline.children = rest[1:] if rest and rest[0].type in {"softbreak", "hardbreak"} else rest
    if not inline.children:
        del tokens[index + 1 : index + 4]
    title = Token("html_block", "", 0, content=f'<p class="admonition-title">{kind.title()}</p>\n')
    tokens.insert(index + 1, title)


def _closes(token: Token, level: int) -> bool:
    return token.type == "blockquote_close" and token.level == level


def mark_boxes(state: StateCore) -> None:
    """Turn `[x]` at the start of a list item into a box that is ticked."""
    tokens = state.tokens
    for index, token in enumerate(tokens[2:], 2):
        children = token.children or []
        is_item = tokens[index - 2].type == "list_item_open" and bool(children) and children[0].type == "text"
        if is_item and (found := _BOX.match(children[0].content)):
            children[0].content = children[0].content[found.end() :]
            children.insert(0, Token("html_inline", "", 0, content=_box(is_ticked=found[1] != " ")))
            tokens[index - 2].attrSet("class", "task-list-item")


def _box(*, is_ticked: bool) -> str:
    state = ' checked=""' if is_ticked else ""
    box = f'<input type="checkbox" disabled=""{state}><span class="task-list-indicator"></span>'
    return f'<label class="task-list-control">{box}</label> '


def mark_words(state: StateCore) -> None:
    """Turn bare addresses into links, and names of emoji into them."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_words(token.children))


def _words(children: list[Token]) -> Iterator[Token]:
    depth = 0
    for child in children:
        depth += child.nesting if child.type in {"link_open", "link_close"} else 0
        if child.type == "text":
            yield from _text(child, is_link=depth > 0)
        else:
            yield child


def _text(token: Token, *, is_link: bool) -> Iterator[Token]:
    text, start = token.content, 0
    for found in _FOUND.finditer(text):
        emoji = _emoji().get(found["emoji"] or "")
        url = _without_marks(found["url"] or "")
        if not emoji and (is_link or not url):
            continue
        yield Token("text", "", 0, content=text[start : found.start()])
        start = found.end() if emoji else found.start() + len(url)
        if emoji:
            yield Token("text", "", 0, content=emoji)
        else:
            yield Token("link_open", "a", 1, attrs={"href": url})
            yield Token("text", "", 0, content=url)
            yield Token("link_close", "a", -1)
    token.content = text[start:]
    yield token


def _without_marks(url: str) -> str:
    """Return an address without what belongs to the sentence around it."""
    end, surplus = len(url), url.count(")") - url.count("(")
    while end and (url[end - 1] in _AFTER or (url[end - 1] == ")" and surplus > 0)):
        end -= 1
        surplus -= url[end] == ")"
    return url[:end]


@cache
def _emoji() -> dict[str, str]:
    known = {name: _character(row["unicode"]) for name, row in gemoji_db.emoji.items() if "unicode" in row}
    return known | {alias: known[name] for alias, name in gemoji_db.aliases.items() if name in known}


def _character(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split("-"))

"""A style sheet of a repository -> one that reaches the content of its docs only, and loads nothing but their files.

Every selector has to end inside of the content, and `@scope` makes the browser enforce it; selectors about the whole
page mean the content. What is taken over is written anew from its parsed parts. The frame holds the rest: content with
a style sheet of its own stands in a box that it cannot paint beyond (`.docs-own`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, Node, QualifiedRule, URLToken

from portalgen.techdocs.css_tokens import FUNCTIONS, all_tokens, is_foreign

LAYER = "docs-own"
CONTENT = ".docs-content"
GROUPS = frozenset({"media", "supports", "container"})
"""At-rules that hold rules and are kept; of others only `@keyframes` is."""
PROPERTIES = frozenset({"behavior", "-moz-binding", "view-transition-name", "view-transition-class", "app-region"})
"""Never kept: they run something, or reach beyond the content."""

_PAGE = r"(?:html|body|:root|\[data-md-[\w-]+(?:=(?:\"[^\"]*\"|'[^']*'|[\w-]+))?\])"
_WHOLE_PAGE = re.compile(rf"{_PAGE}(?:\s*(?:>\s*)?{_PAGE})*(?:\s*>\s*\*)?")
"""Selectors about the page as a whole, such as Material's documentation recommends for colours."""
_NAME = re.compile(r"-{0,2}[A-Za-z_][\w-]*", re.ASCII)
"""Names of properties: those that need no escape."""
_SURROGATE = re.compile(r"\\0{0,2}d[89a-f][0-9a-f]{2}(?![0-9a-f])", re.IGNORECASE)
"""Escapes of what is no character: browsers take U+FFFD, tinycss2 makes a text that cannot be encoded."""
_INSIDE = ":where(:scope,:scope *)"
"""Ends every selector, before its pseudo-element; where `:scope` is named, browsers put none before it."""
_OLD = frozenset({"before", "after", "first-line", "first-letter"})
"""Pseudo-elements that are written with one colon, too."""
_FRAMES = "docs-"
"""Starts the names of keyframes, which no scope holds."""
_STUCK = frozenset({"fixed", "sticky", "-webkit-sticky"})
_DATA_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp|avif|svg\+xml)[;,]", re.IGNORECASE)
_PLAIN = "%/=+.,;:!~*'()-"
"""Characters of an address that need no percent sign inside a CSS string."""


class _DroppedError(Exception):
    """A declaration is not taken over; the message says why."""


@dataclass
class ScopedCss:
    """Rewrites one style sheet after the other; collects what is not taken over."""

    address: Callable[[str], str | None]
    """Says where a file that `url()` names stands beside the new style sheet; None if it is not there."""
    dropped: list[tuple[int, str]] = field(default_factory=list)
    """(line, what and why)."""
    _keyframes: frozenset[str] = frozenset()
    _frames: list[str] = field(default_factory=list)

    def rewrite(self, text: str) -> str:
        """Return the style sheet, empty if nothing is left. Raises `RecursionError` if it is nested too deeply."""
        text = _SURROGATE.sub(r"\\fffd ", text)
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        self._keyframes = frozenset(_keyframe_names(rules))
        self._frames = []
        kept = "".join(self._rules(rules))
        scoped = f"@scope ({CONTENT}){{{kept}}}" if kept else ""
        inside = "".join(self._frames) + scoped
        style = f"@layer {LAYER}{{{inside}}}\n" if inside else ""
        return style if _holds_together(style) else ""

    def _rules(self, rules: Iterable[Node]) -> Iterator[str]:
        for rule in rules:
            try:
                yield from self._kept(rule)
            except _DroppedError as reason:
                self._drop(rule, str(reason))

    def _kept(self, rule: Node) -> Iterator[str]:
        if isinstance(rule, Declaration):
            yield f"{rule.name}:{self._value(rule)}{'!important' if rule.important else ''};"
        elif isinstance(rule, QualifiedRule):
            yield from _block(_of_content(rule.prelude), self._rules(_parts(rule.content)))
        elif isinstance(rule, AtRule) and rule.content is not None and rule.lower_at_keyword in GROUPS:
            head = f"@{rule.lower_at_keyword} {_condition(rule.prelude)}"
            yield from _block(head, self._rules(_parts(rule.content)))
        elif isinstance(rule, AtRule) and rule.content is not None and _names_frames(rule):
            head = f"@{rule.lower_at_keyword} {tinycss2.serialize_identifier(_FRAMES + _frames_name(rule))}"
            self._frames += _block(head, self._steps(_parts(rule.content)))
        else:
            raise _DroppedError(f"@{rule.at_keyword}" if isinstance(rule, AtRule) else rule.message)

    def _steps(self, steps: Iterable[Node]) -> Iterator[str]:
        for step in steps:
            if isinstance(step, QualifiedRule):
                yield from _block(_words(step.prelude), self._rules(_parts(step.content)))

    def _value(self, part: Declaration) -> str:
        if part.lower_name in PROPERTIES:
            raise _DroppedError(f"the property '{part.name}'")
        if not _NAME.fullmatch(part.name):
            raise _DroppedError(f"the property {part.name[:80]!r}, which is no plain name")
        tokens = list(self._tokens(part.value))
        if part.lower_name.endswith(("animation", "animation-name")):
            self._rename(tokens)
        value = _words(tokens)
        if part.lower_name == "position" and value.lower() in _STUCK:
            raise _DroppedError(f"'position: {value}' would leave the content")
        return value

    def _rename(self, tokens: Iterable[Node]) -> None:
        for token in tokens:
            if token.type == "ident" and token.value in self._keyframes:
                token.value = _FRAMES + token.value

    def _tokens(self, tokens: Iterable[Node]) -> Iterator[Node]:
        """Yield the tokens of a value with addresses that lead to files of the docs."""
        for token in tokens:
            if token.type == "error":
                raise _DroppedError(token.message)
            if isinstance(token, URLToken):
                yield self._address(token.value)
            elif isinstance(token, FunctionBlock) and token.lower_name == "url":
                yield self._address("".join(one.value for one in token.arguments if one.type == "string"))
            elif token.type != "comment":
                yield self._inside(token)

    def _inside(self, token: Node) -> Node:
        if isinstance(token, FunctionBlock) and token.lower_name in FUNCTIONS:
            raise _DroppedError(f"{token.name}()")
        for name in ("arguments", "content"):
            if hasattr(token, name):
                setattr(token, name, list(self._tokens(getattr(token, name))))
        return token

    def _address(self, written: str) -> Node:
        inside = written.startswith("#") or _DATA_PICTURE.match(written)
        found = written if inside else self.address(written)
        if found is None:
            raise _DroppedError(f"url({written[:80]}), which is no file of these docs")
        mark = "#" if written.startswith("#") else ""
        return tinycss2.parse_one_component_value(f'url("{mark}{quote(found.removeprefix(mark), safe=_PLAIN)}")')

    def _drop(self, part: Node, what: str) -> None:
        self.dropped.append((part.source_line, what))


def _of_content(prelude: Iterable[Node]) -> str:
    """Return the selectors of a rule, each held inside of the content."""
    if not _words(prelude):
        raise _DroppedError("a rule without selectors")
    tokens = [one for one in prelude if one.type != "comment"]
    commas = [place for place, one in enumerate(tokens) if one == ","]
    starts = (0, *(place + 1 for place in commas))
    return ",".join(_selector(tokens[start:end]) for start, end in zip(starts, (*commas, len(tokens)), strict=True))


def _selector(tokens: list[Node]) -> str:
    if any(map(is_foreign, all_tokens(tokens))):
        raise _DroppedError("what is no selector")
    written = _words(tokens)
    if _WHOLE_PAGE.fullmatch(written):
        return f"{written.replace('body[', ':is(html,body)[')} :scope"  # the portal says on `html` which scheme it is
    end = next((place for place in range(len(tokens)) if _is_pseudo_element(tokens[place : place + 2])), len(tokens))
    subject, rest = _words(tokens[:end]), _words(tokens[end:])
    return f"{subject.replace('body[data-md-color-scheme', ':is(html,body)[data-md-color-scheme')}{_INSIDE}{rest}"


def _is_pseudo_element(tokens: list[Node]) -> bool:
    return tokens[0] == ":" and len(tokens) > 1 and (tokens[1] == ":" or getattr(tokens[1], "lower_value", "") in _OLD)


def _block(head: str, parts: Iterable[str]) -> Iterator[str]:
    body = "".join(parts)
    if body:
        yield f"{head}{{{body}}}"


def _parts(content: Iterable[Node]) -> list[Node]:
    parts: list[Node] = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return parts


def _words(prelude: Iterable[Node]) -> str:
    """Return tokens as text. Raises `_DroppedError` if they could end what is around them, as a stray `}`.

    Space goes as tokens: a text would lose the escaped space at its end, and its backslash would escape what follows.
    """
    tokens = [token for token in prelude if token.type != "comment"]
    filled = [place for place, token in enumerate(tokens) if token.type != "whitespace"]
    tokens = tokens[filled[0] : filled[-1] + 1] if filled else []
    if any(one.type == "error" or one == "\\" for one in all_tokens(tokens)):
        raise _DroppedError("a rule with brackets that do not match, or a stray backslash")
    words: str = tinycss2.serialize(tokens)
    return words


def _condition(prelude: list[Node]) -> str:
    if any(map(is_foreign, all_tokens(prelude))):
        raise _DroppedError("a condition with url()")
    return _words(prelude)


def _names_frames(rule: AtRule) -> bool:
    return rule.lower_at_keyword in {"keyframes", "-webkit-keyframes"} and bool(_frames_name(rule))


def _frames_name(rule: AtRule) -> str:
    """Return the name of keyframes, empty if they have none."""
    words = [token for token in rule.prelude if token.type not in {"comment", "whitespace"}]
    return words[0].value if len(words) == 1 and words[0].type == "ident" else ""


def _keyframe_names(rules: Iterable[Node]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, AtRule) and rule.content is not None:
            if _names_frames(rule):
                yield _frames_name(rule)
            elif rule.lower_at_keyword in GROUPS:
                yield from _keyframe_names(_parts(rule.content))


def _holds_together(style: str) -> bool:
    """Say whether a browser sees one layer and nothing beside it: what was written is read again."""
    (layer, *others) = tinycss2.parse_stylesheet(style, skip_whitespace=True) or (None,)
    if (
        layer is None
        or others
        or not _is_block(layer, "layer", LAYER)
        or any(one.type == "error" for one in all_tokens(layer.content))
    ):
        return False
    inside = tinycss2.parse_rule_list(layer.content, skip_whitespace=True)
    rest = [rule for rule in inside if not _is_ours(rule)]
    return not rest or (len(rest) == 1 and _is_block(rest[0], "scope", f"({CONTENT})"))


def _is_ours(rule: Node) -> bool:
    return isinstance(rule, AtRule) and _names_frames(rule) and _frames_name(rule).startswith(_FRAMES)


def _is_block(rule: Node, keyword: str, prelude: str) -> bool:
    """Say whether a rule is this at-rule with a block, as it is written here."""
    named = isinstance(rule, AtRule) and rule.content is not None and rule.at_keyword == keyword
    return named and tinycss2.serialize(rule.prelude).strip() == prelude

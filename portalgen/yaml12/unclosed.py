"""Unclosed: quotes and brackets without an end, or with one too early."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import yaml

from portalgen.yaml12.refusal import Mistake, Refusal, indent_of
from portalgen.yaml12.repairs import CLOSES, OPENS
from portalgen.yaml12.values import Position

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_MOST_TOKENS = 200_000
_KEY_LINE = re.compile(r"[ \t]*(?:- +)*[\w./-]+:(?:\s|$)")
_CLOSES = {"[": "]", "{": "}"}
_OPENS = {"]": "[", "}": "{"}


def unclosed_quote(refusal: Refusal) -> Mistake | None:
    """Find a quote without an end, or with one that was to open another text."""
    if "quoted scalar: found unexpected end" in refusal.problem or "document indicator" in refusal.problem:
        return _never_closed(refusal.began[:1], refusal.since)
    quoted = _quoted_before(refusal)
    if quoted is None or quoted.start_mark.line == quoted.end_mark.line:
        return None
    return _never_closed(quoted.style, (quoted.start_mark.line, quoted.start_mark.column))


def text_after_end(refusal: Refusal) -> Mistake | None:
    """Find text behind the quote or bracket that ends a value: `"A" demo`, `[WIP] demo`, `'It's'`."""
    end = refusal.line[: refusal.at[1]].rstrip()[-1:]
    if "did not find expected" not in refusal.problem or not end:
        return None
    message, way = f"text follows the {end} that ends the value", ""
    if end in _OPENS:
        way = f"put a text that starts with {_OPENS[end]} in quotes"
    elif _quoted_before(refusal):
        quote = "''" if end == "'" else '\\"'
        way = f"write {quote} for a {end} in the text, or quote all of it"
    return Mistake(message, refusal.at, way) if way else None


def bracket_too_many(refusal: Refusal) -> Mistake | None:
    """Find a bracket that closes nothing."""
    if "block mapping: did not find expected" not in refusal.problem or refusal.char not in _OPENS:
        return None
    return Mistake(f"there is one {refusal.char} too many", refusal.at, f"remove the {refusal.char}")


def unclosed_bracket(refusal: Refusal) -> Mistake | None:
    """Find a bracket without an end: what follows it, on another line, is a key as deep as its own, or nothing."""
    at_end = not refusal.text[refusal.index :].strip()
    since = _last_open(refusal) if at_end and "flow node" in refusal.problem else refusal.since
    begun = refusal.row(since[0])[since[1] :][:1]
    if "parsing a flow" not in refusal.problem or begun not in _CLOSES:
        return None
    end, indent = _CLOSES[begun], indent_of(refusal.row(since[0]))
    is_key = _KEY_LINE.match(refusal.line) and indent_of(refusal.line) <= indent
    if at_end or (is_key and refusal.at[0] > since[0]):
        return Mistake(f"the {begun} opened here is never closed", since, f"write {end} after the last item")
    if "did not find expected ','" not in refusal.problem:
        return None
    message = f"a comma is missing before this, or the {end} that closes the {begun}"
    return Mistake(message, refusal.at, f"write a comma between two items, and {end} after the last one")


def _never_closed(quote: str, at: tuple[int, int]) -> Mistake:
    return Mistake(f"the quote {quote} opened here is never closed", at, f"write {quote} at the end of the text")


def _quoted_before(refusal: Refusal) -> Any:  # noqa: ANN401  (a token of PyYAML, or None)
    """Return the text in quotes right before the place where libyaml stopped."""
    end = len(refusal.text[: refusal.index].rstrip(" \t"))
    if "did not find expected" not in refusal.problem or refusal.text[max(0, end - 1) : end] not in {"'", '"'}:
        return None
    for token in _tokens(refusal.text):
        if token.end_mark.index == end and getattr(token, "style", None) in {"'", '"'}:
            return token
        if token.start_mark.index >= end:
            break
    return None


def _last_open(refusal: Refusal) -> Position:
    """Return the place of the last bracket that is still open at the end of the text."""
    opened = [refusal.since]
    for token in _tokens(refusal.text):
        if isinstance(token, OPENS):
            opened.append((token.start_mark.line, token.start_mark.column))
        elif isinstance(token, CLOSES) and len(opened) > 1:
            opened.pop()
    return opened[-1]


def _tokens(text: str) -> Iterator[Any]:
    """Yield the tokens of a text as far as libyaml comes."""
    with suppress(yaml.YAMLError):
        yield from islice(yaml.scan(text, Loader=_LOADER), _MOST_TOKENS)

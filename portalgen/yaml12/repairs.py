"""Repairs: what YAML 1.2 allows and libyaml, which speaks 1.1, refuses, is rewritten so that it means the same.

A repair follows an error of libyaml, so a text that it takes is never touched. Lines stay what they are.
"""

import re
from collections.abc import Callable
from itertools import islice, takewhile
from typing import Any

import yaml

from portalgen.yaml12.characters import hidden

_INDICATORS = re.compile(r"[ \t]*(?:[-?:][ \t]+)*[-?:]?")
_TABS = re.compile(r"[ \t]*")
_ANCHOR = re.compile(r"(?<=[&*])[^\s,\[\]{}]+")
_FLOW_WORD = re.compile(r":[^\s,\[\]{}]*")
_ODD = re.compile(r"[^0-9A-Za-z_-]")
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_LONE = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


_MOST_TOKENS = 50_000
OPENS = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
CLOSES = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


def repair(text: str, error: yaml.YAMLError) -> str | None:
    """Return the text with the cause of an error rewritten; None if it is a fault in YAML 1.2 too."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    problem = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    found = (mend(text, mark.index) for words, mend in _REPAIRS if words in problem)
    return next((one for one in found if one is not None and one != text), None)


def _tab(text: str, index: int) -> str | None:
    """Turn tabs into spaces where they do not indent: after `-`, before a comment, on a line of nothing else."""
    start = text.rfind("\n", 0, index) + 1
    tabs = _TABS.match(text, index)
    if text[index : index + 1] != "\t" or not tabs:
        return None
    before, after = text[start:index], text[tabs.end() : tabs.end() + 1]
    separates = bool(before.strip()) and _INDICATORS.fullmatch(before)
    if not separates and after not in {"", "\n", "#"}:
        return None
    return text[:index] + " " * len(tabs[0]) + text[tabs.end() :]


def _tab_in_block(text: str, index: int) -> str | None:
    """Keep a tab that is the content of a block scalar from libyaml."""
    return f"{text[:index]}{hidden(text[index])}{text[index + 1 :]}" if text[index : index + 1] == "\t" else None


def _tag(text: str, index: int) -> str | None:
    """Set a tag off from the end of a list or map: `[!x]`."""
    return f"{text[:index]} {text[index:]}" if text[index : index + 1] in {"]", "}", ","} else None


def _flow_colon(text: str, index: int) -> str | None:
    """Set the colon of a key without a value off from what ends it: `[a:]`."""
    return f"{text[: index + 1]} {text[index + 1 :]}" if text[index : index + 1] == ":" else None


def _leading_colon(text: str, index: int) -> str | None:
    """Write out a key that is empty (`: x`), or quote a text that starts with a colon (`[:x]`)."""
    if text[index : index + 1] != ":":
        return None
    word = _FLOW_WORD.match(text, index)
    if not word or word[0] == ":":
        return f'{text[:index]}""{text[index:]}'
    return f"{text[:index]}'{word[0].replace(chr(39), chr(39) * 2)}'{text[word.end() :]}"


def _flow_key(text: str, index: int) -> str | None:
    """Mark a key that has several lines, or more than libyaml looks back over, as one (`{? a: b}`)."""
    if text[index : index + 1] != ":":
        return None
    starts = [-1]
    tokens = yaml.scan(text, Loader=getattr(yaml, "CLoader", yaml.Loader))
    for token in takewhile(lambda token: token.start_mark.index < index, islice(tokens, _MOST_TOKENS)):
        if isinstance(token, OPENS):
            starts.append(token.end_mark.index)
        elif isinstance(token, CLOSES):
            starts.pop()
        elif isinstance(token, yaml.FlowEntryToken):
            starts[-1] = token.end_mark.index
    return f"{text[: starts[-1]]}? {text[starts[-1] :]}" if starts[-1] > 0 else None


def _anchors(text: str, _: int) -> str:
    """Give anchors names that libyaml can read; what looks like one in a text has the same letters, and stays."""
    return _ANCHOR.sub(lambda name: _ODD.sub(lambda found: f"_{ord(found[0]):x}_", name[0]), text)


def _escapes(text: str, _: int) -> str:
    """Join what JSON writes as two halves of a character; half a character alone is none."""
    return _LONE.sub(r"\1\\ufffd", _PAIR.sub(_join_pair, text))


def _join_pair(match: re.Match[str]) -> str:
    before, high, low = match[1], int(match[2], 16), int(match[3], 16)
    return f"{before}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


_REPAIRS: tuple[tuple[str, Callable[[str, int], Any]], ...] = (
    ("cannot start any token", _tab),
    ("tab character that violates", _tab),
    ("tab character where an indentation", _tab_in_block),
    ("did not find expected whitespace or line break", _tag),
    ("found unexpected ':'", _flow_colon),
    ("did not find expected node content", _leading_colon),
    ("did not find expected key", _leading_colon),
    ("did not find expected ',' or '}'", _flow_key),
    ("scanning an anchor", _anchors),
    ("scanning an alias", _anchors),
    ("Unicode character escape", _escapes),
)
"""Words of libyaml's message -> what may be its cause."""

"""Everyday YAML: a document as nearly all descriptors are written in, its value out; None for anything else.

Maps and lists one line an item, texts on one line or below `|` or `>`, words in brackets, comments: in this part of
the language every line means what it shows, so it is read line by line, twice as fast as from libyaml's events.
What is not exactly of that form is left to the builder, whose answers these are (a test compares them).
"""

import re
from functools import lru_cache
from typing import Any

from portalgen.yaml12.inline import DEEPEST, KEY, QUOTED, Brackets, OtherwiseError, read_key, read_word
from portalgen.yaml12.values import Limits, Position

Everyday = tuple[dict[str, Any], Position, int]
"""Value; line and column, from 0, of its first key; how many values it has."""

_STRANGE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_HEAD = re.compile(r"(?: *(?:#[^\n]*)?\n)*+(?:---(?: +#[^\n]*| *)\n)?(?: *(?:#[^\n]*)?\n)*+")
_LINE = re.compile(
    r"^( *)"  # 1: how far it is indented
    r"(?:#[^\n]*|"
    r"(- +)?"  # 2: an item of a list
    rf"(?:({KEY}):(?=[ \n]) *)?"  # 3: a key
    r"(?:"
    r"([\w/.$(+~][^:#\n]*+(?:(?::(?=[^ \n])|(?<=[^ ])#)[^:#\n]*+)*+)"  # 4: text without quotes
    rf"|({QUOTED})"  # 5
    r"|([\[{][^#\n]*[\]}])"  # 6: a list or map in brackets
    r"|\0(\d+)"  # 7: number of a text that stood on further lines
    r")?"
    r" *(?:(?<= )#[^\n]*)?)\n",
    re.MULTILINE,
)
_BLOCK = re.compile(
    rf"^( *)((?:{KEY}): *)([|>]-?) *(?:(?<= )#[^\n]*)?\n((?:\1 [^\n]*\n| *\n)*+)",
    re.MULTILINE,
)
_MARGIN = re.compile(r"\n*( *)(?=[^ \n])")
_NOT_FOLDED = re.compile(r"^(?: |$)", re.MULTILINE)
_NOTHING = object()


def read_everyday(text: str, limits: Limits) -> Everyday | None:
    """Return what a document holds if it is an everyday map of the core schema, else None; the text ends a line."""
    if limits.depth < DEEPEST * 2 or _STRANGE.search(text):
        return None
    head = _HEAD.match(text)
    start = head.end() if head else 0
    reading = _Reading()
    try:
        reading.read(text[start:])
    except OtherwiseError:
        return None
    if not reading.root or reading.values > limits.nodes:
        return None
    return reading.root, (text.count("\n", 0, start), 0), reading.values


class _Reading:
    """Lines on their way into maps and lists."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self.values = 1
        self._texts: list[str] = []
        """Those that stood on lines of their own."""
        self._open: list[tuple[int, Any]] = [(0, self.root)]
        """Maps and lists that may go on, and how far their items are indented."""
        self._waiting: tuple[int, dict[str, Any], str] | None = None
        """A key whose value is on the next line, or null."""

    def read(self, text: str) -> None:
        """Read all of a text."""
        for indent, dash, key, plain, quoted, brackets, number in self._lines(text):
            if plain:
                value = read_word(plain.rstrip(" "))
            elif quoted:
                value = quoted[1:-1]
            elif brackets:
                value = self._brackets(brackets)
            elif number:
                value = self._texts[int(number)]
            elif key or dash:
                value = _NOTHING
            else:
                continue  # a comment, or nothing
            self._take(len(indent), dash, key, value)

    def _lines(self, text: str) -> list[tuple[str, ...]]:
        if "|" in text or ">" in text:
            text = _BLOCK.sub(self._set_aside, text)
        lines: list[tuple[str, ...]] = _LINE.findall(text)
        if len(lines) != text.count("\n"):
            raise OtherwiseError
        return lines

    def _take(self, indent: int, dash: str, key: str, value: Any) -> None:  # noqa: ANN401  (a YAML value)
        at, holder = self._open[-1]
        if at != indent or self._waiting or (holder.__class__ is list) != bool(dash):
            holder = self._holder(indent, bool(dash))
        self.values += 2 if key else 1
        if dash:
            if not key and value is not _NOTHING:
                holder.append(value)
                return
            item: dict[str, Any] = {}
            holder.append(item)
            self.values += 1
            indent += len(dash)
            self._open.append((indent, item))
            holder = item
        if not key:
            raise OtherwiseError
        key = read_key(key, holder)
        if value is _NOTHING:
            self._waiting = (indent, holder, key)
            value = None
        holder[key] = value

    def _holder(self, indent: int, is_item: bool) -> Any:  # noqa: ANN401, FBT001  (a list or a map)
        """Return what a line belongs to: what is open at its indentation, or what the key above waits for."""
        opened = self._open
        if self._waiting:
            above, holder, key = self._waiting
            self._waiting = None
            if indent > above or (is_item and indent == above):
                if len(opened) > DEEPEST:
                    raise OtherwiseError
                found: Any = [] if is_item else {}
                holder[key] = found
                opened.append((indent, found))
                return found
        at, found = opened[-1]
        while at > indent or (at == indent and found.__class__ is list and not is_item):
            opened.pop()
            at, found = opened[-1]
        if at != indent or (found.__class__ is list) != is_item:
            raise OtherwiseError
        return found

    def _brackets(self, text: str) -> Any:  # noqa: ANN401  (a list or a map)
        brackets = Brackets(text)
        value = brackets.read()
        self.values += brackets.values - 1  # the line counts itself
        return value

    def _set_aside(self, found: re.Match[str]) -> str:
        """Keep a text that stands on lines of its own; return one line for it."""
        indent, key, mark, lines = found.groups()
        margin = _MARGIN.match(lines)
        if margin is None:
            raise OtherwiseError
        less, without = _margins(len(margin[1]))
        if less.search(lines):
            raise OtherwiseError
        text = without.sub("", lines).rstrip("\n")
        if mark[0] == ">":
            if _NOT_FOLDED.search(text):
                raise OtherwiseError
            text = text.replace("\n", " ")
        self._texts.append(text if mark[1:] else f"{text}\n")
        return f"{indent}{key}\0{len(self._texts) - 1}\n"


@lru_cache(maxsize=100)
def _margins(indent: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a line that is indented less, and the indentation of all lines; blank lines may have less."""
    less = rf"^ {{0,{indent - 1}}}[^ \n]"
    return re.compile(less, re.MULTILINE), re.compile(rf"^ {{0,{indent}}}", re.MULTILINE)

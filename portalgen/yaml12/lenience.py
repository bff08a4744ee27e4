"""Lenience: what libyaml takes and npm `yaml` refuses; Backstage loses such files."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import yaml

from portalgen.yaml12.values import Position

_HINTS = re.compile(r"[\"'\]},|>+\d-]#|[\[,{]\s*-\s*[\],}]|[\[{\"'][^\n]*\n", re.MULTILINE)
_HEADER = re.compile(r"(?:[&!]\S*\s+)*[|>][-+\d]*#")
"""How a block scalar starts whose comment is not set off."""


def find_lenience(text: str) -> Position | None:
    """Return line and column, from 0, of the first thing in a valid text that npm `yaml` would refuse."""
    if not _HINTS.search(text):
        return None
    return next(chain(_Search(text).run(), _commas(text)), None)


def _commas(text: str) -> Iterator[Position]:
    """Find a comment right after a comma in brackets."""
    tokens = yaml.scan(text, Loader=_LOADER) if ",#" in text else ()
    for token in tokens:
        if isinstance(token, yaml.FlowEntryToken) and text.startswith("#", token.end_mark.index):
            yield token.end_mark.line, token.end_mark.column


_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_NODES: Any = yaml.NodeEvent
_STARTS: Any = (yaml.MappingStartEvent, yaml.SequenceStartEvent)


class _Search:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._blocks: list[int] = []
        """Columns of the block lists and maps around the event; `_FLOW` for those written with brackets."""
        self._nodes = [0]
        """How many keys, values and items of each were met."""

    def run(self) -> Iterator[Position]:
        opened: list[Any] = []
        events: Iterator[Any] = yaml.parse(self._text, Loader=_LOADER)
        for event in events:
            if isinstance(event, _NODES):
                yield from self._key(event, opened)
            if isinstance(event, _STARTS):
                opened.append(event)
                self._nodes.append(0)
                self._blocks.append(_FLOW if event.flow_style else event.start_mark.column)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._blocks.pop()
                self._nodes.pop()
                start = opened.pop()
                if start.flow_style:
                    yield from self._flow(start.start_mark, event.end_mark)
            elif isinstance(event, yaml.ScalarEvent):
                yield from self._scalar(event)

    def _key(self, event: Any, opened: list[Any]) -> Iterator[Position]:  # noqa: ANN401
        """Find a list or map in brackets as the key of a block map that has keys already, without a `?`."""
        before, self._nodes[-1] = self._nodes[-1], self._nodes[-1] + 1
        in_map = opened and isinstance(opened[-1], yaml.MappingStartEvent) and not opened[-1].flow_style
        if in_map and before and before % 2 == 0 and getattr(event, "flow_style", False) and event.start_mark.column:
            mark = event.start_mark
            if not self._lines[mark.line][: mark.column].strip():
                yield mark.line, mark.column

    def _scalar(self, event: Any) -> Iterator[Position]:  # noqa: ANN401  (an event of PyYAML)
        if event.value == "-" and not event.style and self._blocks and self._blocks[-1] == _FLOW:
            yield event.start_mark.line, event.start_mark.column
        if event.style in {"'", '"'}:
            yield from self._comment(event.end_mark)
            if not (self._blocks and self._blocks[-1] == _FLOW):
                yield from self._indentation(event.start_mark, event.end_mark, closes=False)
        elif event.style and _HEADER.match(self._text, event.start_mark.index):
            yield event.start_mark.line, event.start_mark.column

    def _flow(self, start: Any, end: Any) -> Iterator[Position]:  # noqa: ANN401  (marks of PyYAML)
        yield from self._comment(end)
        if not (self._blocks and self._blocks[-1] == _FLOW):
            yield from self._indentation(start, end, closes=True)

    def _comment(self, end: Any) -> Iterator[Position]:  # noqa: ANN401
        """Find a comment right after a quote or bracket, without a space."""
        if self._text[end.index : end.index + 1] == "#":
            yield end.line, end.column

    def _indentation(self, start: Any, end: Any, *, closes: bool) -> Iterator[Position]:  # noqa: ANN401
        """Find a line, after the first, that is not indented more than the block that it is in."""
        block = self._blocks[-1] if self._blocks else -1
        for number in range(start.line + 1, end.line + 1):
            line = self._lines[number]
            rest = line.lstrip(" ")
            column = len(line) - len(rest)
            closing = closes and rest[:1] in {"]", "}"} and column == block
            if rest.strip() and not (closes and rest.startswith("#")) and column <= block and not closing:
                yield number, column


_FLOW = -2

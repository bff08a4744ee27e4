"""Lenience: what libyaml takes and npm `yaml` refuses; Backstage loses such files."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from portalgen.yaml12.values import Position

_HINTS = re.compile(r"[\"'\]}]#|[\[,{]\s*-\s*[\],}]|[\[{\"'][^\n]*\n", re.MULTILINE)


def find_lenience(text: str) -> Position | None:
    """Return line and column, from 0, of the first thing in a valid text that npm `yaml` would refuse."""
    if not _HINTS.search(text):
        return None
    return next(_Search(text).run(), None)


_STARTS: Any = (yaml.MappingStartEvent, yaml.SequenceStartEvent)


class _Search:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._blocks: list[int] = []
        """Columns of the block lists and maps around the event; `_FLOW` for those written with brackets."""

    def run(self) -> Iterator[Position]:
        opened: list[Any] = []
        events: Iterator[Any] = yaml.parse(self._text, Loader=getattr(yaml, "CLoader", yaml.Loader))
        for event in events:
            if isinstance(event, _STARTS):
                opened.append(event)
                self._blocks.append(_FLOW if event.flow_style else event.start_mark.column)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._blocks.pop()
                start = opened.pop()
                if start.flow_style:
                    yield from self._flow(start.start_mark, event.end_mark)
            elif isinstance(event, yaml.ScalarEvent):
                yield from self._scalar(event)

    def _scalar(self, event: Any) -> Iterator[Position]:  # noqa: ANN401  (an event of PyYAML)
        if event.value == "-" and not event.style and self._blocks and self._blocks[-1] == _FLOW:
            yield event.start_mark.line, event.start_mark.column
        if event.style in {"'", '"'}:
            yield from self._comment(event.end_mark)
            if not (self._blocks and self._blocks[-1] == _FLOW):
                yield from self._indentation(event.start_mark, event.end_mark, closes=False)

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

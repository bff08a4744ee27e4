"""Builder: libyaml's events of one document in, its value out; with the place of each value when they are asked for."""

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from portalgen.yaml12.characters import show
from portalgen.yaml12.frames import Anchor, Frame
from portalgen.yaml12.keys import MERGE, collection_text, key_text
from portalgen.yaml12.scalars import CORE_TAG, Schema
from portalgen.yaml12.values import FaultError, Limits, Position, pointer

_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_PARSER: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None)
_PATH_LENGTH = 1000
"""Characters that the JSON pointer of a value may have on average: long keys above many values fill the memory."""
_SHORTEST = 2
"""Characters that a value takes at least, with what sets it off from the next one."""
_EMPTY_TAGS: dict[str, Any] = {f"{CORE_TAG}set": MappingStartEvent, f"{CORE_TAG}omap": SequenceStartEvent}
"""Tags of collections that JavaScript has classes for, of which JSON shows nothing."""
_STARTS = frozenset({MappingStartEvent, SequenceStartEvent})
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})
_CORE_TAGS = {f"{CORE_TAG}{name}" for name in ("null", "bool", "int", "float", "str", "map", "seq")}


class Builder:
    """Turns the events of one document into a value; counts values and refuses what is too much."""

    def __init__(self, schema: Schema, limits: Limits, *, hidden: bool = False, first_line: int = 1) -> None:
        """Make a builder; one is good for one document."""
        self.positions: dict[str, Position] = {}
        self.tags: dict[str, str] = {}
        self.values = 0
        self.start: Position = (0, 0)
        """Line and column, from 0, of the root."""
        self.at: Position = (0, 0)
        """Line and column, from 0, of the event that was read last; for faults."""
        self._schema = schema
        self._limits = limits
        self._first_line = first_line
        self._trace = False
        self._hidden = hidden
        self._may_overflow = False
        self._anchors: dict[str, Anchor] = {}
        self._open: list[Anchor] = []
        self._next: Callable[[], Any] = lambda: None
        self._event: Any = None
        self._pointers = 0
        self._copied = 0
        """Characters that aliases have brought so far."""

    def trace(self, text: str) -> Any:  # noqa: ANN401  (any YAML value)
        """Build, and keep where each value starts and tags outside the core schema: half as fast."""
        self._trace = True
        return self.build(text)

    def build(self, text: str) -> Any:  # noqa: ANN401  (any YAML value)
        """Return the value of the only document in the text. Raises `FaultError` and PyYAML's errors."""
        self._next = _events(text)
        self._may_overflow = len(text) > self._limits.nodes * _SHORTEST
        try:
            value = None if self._read() is None else self._root()
            self._end()
        except FaultError:
            mark = self._event.start_mark
            self.at = (mark.line, mark.column)
            raise
        return value

    def _end(self) -> None:
        """Read to the end: a later syntax error must be seen."""
        if self._read() is not None:
            raise FaultError("text follows the end of the document")

    def _read(self) -> Any:  # noqa: ANN401  (a PyYAML event)
        event = self._next()
        while isinstance(event, _FRAME):
            event = self._next()
        if event is not None:
            self._event = event
        return event

    def _root(self) -> Any:  # noqa: ANN401, PLR0915  (what all of reading waits for is written out here)
        """Read values one by one; what a list or map holds is in it before the next one is read."""
        frames: list[Frame] = []
        frame: Frame | None = None
        following, starts, plain = self._next, self._schema.starts, self._schema.plain
        simple = not (self._trace or self._hidden or self._may_overflow)
        event = self._event
        self.start = (event.start_mark.line, event.start_mark.column)
        while True:
            if event.__class__ in _STARTS:
                frame = self._open_frame(event, frame, frames)
                event = self._event = following()
                continue
            if event.__class__ is not ScalarEvent:
                value, frame = self._close(frames) if event.__class__ in _ENDS else (self._alias(event, frame), frame)
            elif simple and event.tag is None and event.anchor is None:
                self.values += 1
                value = plain(event.value) if event.implicit[0] and event.value[:1] in starts else event.value
            else:
                value = self._scalar(event, frame)
            if frame is None:
                return value
            if frame.is_list:
                frame.items.append(value)
            elif frame.key is not None:
                frame.take_value(value)
            else:
                self._take_key(event, value, frame)
            event = self._event = following()

    def _open_frame(self, event: Any, frame: Frame | None, frames: list[Frame]) -> Frame:  # noqa: ANN401
        if frame and not frame.is_list and frame.key is None:
            text, values = collection_text(event, self._next, self._limits)
            self._count(values)
            frame.take_unequal_key(show(text))
            return frame
        self._count(1)
        if len(frames) >= self._limits.depth:
            raise FaultError(f"nested more than {self._limits.depth} levels deep", limit=True)
        path = self._here(event, frame) if self._trace else ""
        opened = Frame(event.__class__ is SequenceStartEvent, path)
        opened.is_nothing = _EMPTY_TAGS.get(event.tag) is event.__class__
        if event.anchor:
            opened.anchor = Anchor(event.anchor, self.values - 1, event.start_mark.index + self._copied)
            self._open.append(opened.anchor)
        frames.append(opened)
        return opened

    def _close(self, frames: list[Frame]) -> tuple[Any, Frame | None]:
        closed = frames.pop()
        value: Any = closed.nothing() if closed.is_nothing else closed.items if closed.is_list else closed.fields
        if closed.anchor:
            self._open.pop()
            closed.anchor.close(value, self.values, self._event.end_mark.index + self._copied)
            self._anchors[closed.anchor.name] = closed.anchor
        self._count(0)
        return value, frames[-1] if frames else None

    def _scalar(self, event: Any, frame: Frame | None) -> Any:  # noqa: ANN401
        text = show(event.value) if self._hidden else event.value
        self._count(1)
        value = text
        if event.tag is not None:
            value = self._schema.of_tag(event.tag, text)
            if isinstance(value, dict):  # bytes
                self._count(len(value["data"]))
        elif event.implicit[0]:
            value = self._schema.plain(text)
        if self._trace and (frame is None or frame.is_list or frame.key is not None):
            self._here(event, frame)
        if event.anchor:
            start = event.start_mark.index + self._copied
            anchor = self._anchors[event.anchor] = Anchor(event.anchor, self.values - 1, start)
            anchor.close(value, self.values, event.end_mark.index + self._copied)
        return value

    def _alias(self, event: Any, frame: Frame | None) -> Any:  # noqa: ANN401
        if self._trace and (frame is None or frame.is_list or frame.key is not None):
            self._here(event, frame)
        found = self._anchors.get(event.anchor)
        if found is None:
            message = f"the alias *{event.anchor} has no anchor before it in this document"
            raise FaultError(message, hint="put a text that starts with * in quotes", alias=event.anchor)
        if not (frame and frame.key == MERGE and frame.merges):
            found.use(self._open)
        self._count(found.values)
        self._copied += found.size
        if self._copied > self._limits.size:
            raise FaultError(f"more than {self._limits.size:,} characters after aliases are followed", limit=True)
        return found.value

    def _take_key(self, event: Any, value: Any, frame: Frame) -> None:  # noqa: ANN401
        is_alias = event.__class__ is AliasEvent
        if value.__class__ is str and value != MERGE and not self._trace and not is_alias and frame.is_new(value):
            frame.key = value
            return
        if is_alias or isinstance(value, (list, dict)):  # `!!binary` is a scalar and gives a map
            frame.take_unequal_key(
                f"*{event.anchor}" if is_alias and isinstance(value, (list, dict)) else key_text(value)
            )
            return
        plain = event.__class__ is ScalarEvent and not event.style
        merges = self._schema.merges or getattr(event, "tag", None) == f"{CORE_TAG}merge"
        if plain and value == MERGE and merges:
            frame.take_merge()
            return
        text = key_text(value, event.value if plain else "")
        frame.take_key(text, value)
        if self._trace:
            frame.lines.setdefault(text, self._first_line + event.start_mark.line)

    def _here(self, event: Any, frame: Frame | None) -> str:  # noqa: ANN401
        """Keep where a value starts; return its JSON pointer."""
        path = "" if frame is None else pointer(frame.path, len(frame.items) if frame.is_list else frame.key)
        self._pointers += len(path)
        if self._pointers > self._limits.nodes * _PATH_LENGTH:
            raise FaultError("too many values below long keys", limit=True)
        self.positions[path] = (event.start_mark.line, event.start_mark.column)
        tag = getattr(event, "tag", None)
        if tag and tag not in _CORE_TAGS:
            self.tags[path] = tag
        return path

    def _count(self, values: int) -> None:
        self.values += values
        if self.values > self._limits.nodes:
            raise FaultError(f"more than {self._limits.nodes:,} values after aliases are followed", limit=True)


def _events(text: str) -> Callable[[], Any]:
    """Return a function that gives the next event, then None."""
    if _PARSER:
        get: Callable[[], Any] = _PARSER(text).get_event
        return get
    events = yaml.parse(text, Loader=yaml.Loader)
    return lambda: next(events, None)

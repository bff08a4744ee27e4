"""Builder: libyaml's events of one document in, its value with positions out."""

from collections.abc import Iterator
from typing import Any

import yaml

from portalgen.yaml12.scalars import event_scalar, is_core_tag, is_null
from portalgen.yaml12.values import Limits, Position, YamlFault, pointer

_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


_PATH_LENGTH = 200
"""Characters that the JSON pointer of a value may have on average: long keys above many values fill the memory."""


class FaultError(Exception):
    """Carries a fault out of the builder."""

    def __init__(self, message: str, at: Position, *, limit: bool = False) -> None:
        super().__init__(message)
        self.fault = YamlFault(message, *at, limit=limit)


class Builder:
    """Turns the events of one document into values; keeps positions, counts nodes, refuses what is too much."""

    def __init__(self, offset: int, limits: Limits) -> None:
        self.positions: dict[str, Position] = {}
        self.tags: dict[str, str] = {}
        self._offset = offset
        self._limits = limits
        self._anchors: dict[str, tuple[Any, int]] = {}
        self.values = 0
        self._pointers = 0
        self._events: Iterator[Any] = iter(())

    def build(self, text: str) -> Any:  # noqa: ANN401  (any YAML value)
        """Return the value of the only document in the text."""
        loader = getattr(yaml, "CLoader", yaml.Loader)
        self._events = (event for event in yaml.parse(text, Loader=loader) if not isinstance(event, _FRAME))
        event = next(self._events, None)
        value = None if event is None else self._value(event, "", 0)
        extra = next(self._events, None)  # reads to the end: a later syntax error must be seen
        if extra is not None:
            raise FaultError("text follows the end of the document", self._at(extra))
        return value

    def _value(self, event: Any, path: str, depth: int) -> Any:  # noqa: ANN401
        at = self._at(event)
        self._keep(path, at)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, at)
        self._count(1, at)
        if depth > self._limits.depth:
            raise FaultError(f"nested more than {self._limits.depth} levels deep", at, limit=True)
        if event.tag and not is_core_tag(event.tag):
            self.tags[path] = event.tag
        before = self.values
        if isinstance(event, yaml.ScalarEvent):
            value: Any = event_scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(path, depth)
        else:
            value = self._mapping(path, depth)
        if event.anchor:
            self._anchors[event.anchor] = (value, self.values - before + 1)
        return value

    def _sequence(self, path: str, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, f"{path}/{len(items)}", depth + 1))
        return items

    def _mapping(self, path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        first: dict[str, Position] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key, at = self._key(event), self._at(event)
            if key in found:
                raise FaultError(f"the key '{key}' appears twice (first on line {first[key][0]})", at)
            first[key] = at
            found[key] = self._value(next(self._events), pointer(path, key), depth + 1)
        return found

    def _key(self, event: Any) -> str:  # noqa: ANN401
        if isinstance(event, yaml.AliasEvent):
            value = self._alias(event, self._at(event))
            return value if isinstance(value, str) else str(value)
        if not isinstance(event, yaml.ScalarEvent):
            raise FaultError("a list or map cannot be a key", self._at(event))
        if event.anchor:
            self._anchors[event.anchor] = (event.value, 1)
        return "" if is_null(event) else event.value

    def _alias(self, event: Any, at: Position) -> Any:  # noqa: ANN401
        if event.anchor not in self._anchors:
            raise FaultError(f"the alias *{event.anchor} has no anchor before it in this document", at)
        value, nodes = self._anchors[event.anchor]
        self._count(nodes, at)
        return value

    def _keep(self, path: str, at: Position) -> None:
        self._pointers += len(path)
        if self._pointers > self._limits.nodes * _PATH_LENGTH:
            raise FaultError("too many values below long keys", at, limit=True)
        self.positions[path] = at

    def _count(self, nodes: int, at: Position) -> None:
        self.values += nodes
        if self.values > self._limits.nodes:
            raise FaultError(f"more than {self._limits.nodes:,} values after aliases are followed", at, limit=True)

    def _at(self, event: Any) -> Position:  # noqa: ANN401
        return event.start_mark.line + 1 + self._offset, event.start_mark.column + 1

"""YAML 1.2 as Backstage reads it: text in, plain values with the line and column of each out.

Built from libyaml's event stream, never from its loaders: they speak YAML 1.1, keep the last of two equal keys, forget
positions, and crash on deep nesting. Scalars follow the 1.2 core schema (`yes` and `2024-01-01` are strings, `014` is
14), merge keys are not merged, unknown tags leave a plain value (npm `yaml` 2, `parseAllDocuments`, `merge: false`).
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

Position = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask for."""

    size: int = 1_000_000
    """Bytes of a file; API definitions may be given more."""
    depth: int = 100
    nodes: int = 100_000
    """Values of one document after aliases are followed."""


@dataclass(frozen=True, slots=True)
class YamlFault:
    """Why a document has no value."""

    message: str
    line: int
    column: int
    hint: str = ""
    limit: bool = False
    """True: the text may be fine, but it is too large, too deep or expands too far."""


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """One document of a file: a value of dict, list, str, int, float, bool and None, or a fault."""

    value: Any
    line: int
    """First line of the document in its file."""
    text: str
    """As written."""
    positions: Mapping[str, Position] = field(default_factory=dict)
    """JSON pointer -> where the value starts ("" is the root)."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """JSON pointer -> tag as resolved, for values with a tag outside the core schema; never acted upon here."""
    fault: YamlFault | None = None


DEFAULT_LIMITS = Limits()

_START = re.compile(r"^(?:%[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*)*---(?=[ \t\r\n]|\Z)", re.MULTILINE)
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CORE = "tag:yaml.org,2002:"
_KNOWN_TAGS = {"null", "bool", "int", "float", "str", "map", "seq"}


def parse_documents(data: bytes | str, limits: Limits = DEFAULT_LIMITS) -> tuple[YamlDocument, ...]:
    """Return the documents of a file in order, each with a value or a fault; never raises for bad content.

    A fault costs its own document: the next `---` starts afresh. Documents without any content have the value None.
    """
    text = data.decode("utf-8", errors="replace") if isinstance(data, bytes) else data
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > limits.size:
        message = f"the file has {len(text):,} characters, the limit is {limits.size:,}"
        return (YamlDocument(None, 1, text, fault=YamlFault(message, 1, 1, limit=True)),)
    return tuple(_parse(chunk, line, limits) for chunk, line in _split(text))


def plain_scalar(text: str) -> str | int | float | bool | None:
    """Return what an unquoted scalar means in the core schema; numbers that JSON cannot write become None."""
    return next((read(text) for pattern, read in _CORE_SCHEMA if pattern.fullmatch(text)), text)


def pointer(parent: str, key: object) -> str:
    """Return the JSON pointer (RFC 6901) of a member."""
    return f"{parent}/{str(key).replace('~', '~0').replace('/', '~1')}"


def _integer(text: str) -> int | None:
    """Go through a double where JavaScript would; None (its Infinity) beyond that."""
    base = _BASES.get(text[:2])
    if base is None and len(text) <= _EXACT_DIGITS:
        return int(text)
    number = float(int(text[2:], base)) if base and len(text) < _DOUBLE_DIGITS else float(text if not base else "inf")
    return int(number) if math.isfinite(number) else None


def _float(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


_BASES = {"0o": 8, "0x": 16}
_EXACT_DIGITS = 15  # integers of up to 15 digits are exact in a double
_DOUBLE_DIGITS = 250  # more octal or hexadecimal digits may not fit a double
_CORE_SCHEMA: tuple[tuple[re.Pattern[str], Callable[[str], int | float | bool | None]], ...] = (
    (_NULL, lambda _: None),
    (_BOOL, lambda text: text[0] in "tT"),
    (_INT, _integer),
    (_FLOAT, _float),
    (_NOT_JSON, lambda _: None),
)


def _split(text: str) -> Iterator[tuple[str, int]]:
    """Cut at `---` lines (a document marker in column 1 ends even a quoted scalar) -> (text, first line)."""
    starts = [match.start() for match in _START.finditer(text)]
    if not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    line, last = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line += text.count("\n", last, start)
        last = start
        yield text[start:end], line


def _hint(problem: str) -> str:
    return next((hint for words, hint in _HINTS.items() if words in problem), "")


_HINTS = {
    "mapping values are not allowed": "put a text that holds ': ' in quotes, or check the indentation",
    "cannot start any token": "indent with spaces, not tabs; put a text that starts with @, ` or % in quotes",
    "block mapping": "check the indentation of this line and the lines above it",
    "block collection": "check the indentation of this line and the lines above it",
    "flow": "check that every [ and { is closed, with commas between",
    "end of stream": "check that every quote is closed",
    "unknown escape": "use single quotes for a text with backslashes",
}
"""Words of libyaml's message -> what is usually wrong."""


def _parse(text: str, line: int, limits: Limits) -> YamlDocument:
    found = _parse_once(text, text, line, limits)
    if found.fault and "Unicode character escape" in found.fault.message:  # JSON writes astral characters as pairs
        return _parse_once(_PAIR.sub(_join_pair, text), text, line, limits)
    return found


def _join_pair(match: re.Match[str]) -> str:
    before, high, low = match[1], int(match[2], 16), int(match[3], 16)
    return f"{before}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _parse_once(content: str, text: str, line: int, limits: Limits) -> YamlDocument:
    builder = _Builder(line - 1, limits)
    try:
        value = builder.build(content)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = (line + (mark.line if mark else 0), (mark.column if mark else 0) + 1)
        problem = ": ".join(part for part in (error.context, error.problem) if part)
        return YamlDocument(None, line, text, fault=YamlFault(problem or "not valid YAML", *at, _hint(problem)))
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        at = (line + before.count("\n"), len(before) - before.rfind("\n"))
        return YamlDocument(None, line, text, fault=YamlFault(f"a character is not allowed: {error.reason}", *at))
    except _FaultError as error:
        return YamlDocument(None, line, text, fault=error.fault)
    return YamlDocument(value, line, text, builder.positions, builder.tags)


class _FaultError(Exception):
    """Carries a fault out of the builder."""

    def __init__(self, message: str, at: Position, *, limit: bool = False) -> None:
        super().__init__(message)
        self.fault = YamlFault(message, *at, limit=limit)


class _Builder:
    """Turns the events of one document into values; keeps positions, counts nodes, refuses what is too much."""

    def __init__(self, offset: int, limits: Limits) -> None:
        self.positions: dict[str, Position] = {}
        self.tags: dict[str, str] = {}
        self._offset = offset
        self._limits = limits
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0
        self._events: Iterator[Any] = iter(())

    def build(self, text: str) -> Any:  # noqa: ANN401  (any YAML value)
        """Return the value of the only document in the text."""
        loader = getattr(yaml, "CLoader", yaml.Loader)
        self._events = (event for event in yaml.parse(text, Loader=loader) if not isinstance(event, _FRAME))
        event = next(self._events, None)
        value = None if event is None else self._value(event, "", 0)
        extra = next(self._events, None)  # reads to the end: a later syntax error must be seen
        if extra is not None:
            raise _FaultError("text follows the end of the document", self._at(extra))
        return value

    def _value(self, event: Any, path: str, depth: int) -> Any:  # noqa: ANN401
        at = self._at(event)
        self.positions[path] = at
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, at)
        self._count(1, at)
        if depth > self._limits.depth:
            raise _FaultError(f"nested more than {self._limits.depth} levels deep", at, limit=True)
        if event.tag and event.tag.removeprefix(_CORE) not in _KNOWN_TAGS:
            self.tags[path] = event.tag
        before = self._nodes
        if isinstance(event, yaml.ScalarEvent):
            value: Any = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(path, depth)
        else:
            value = self._mapping(path, depth)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._nodes - before + 1)
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
                raise _FaultError(f"the key '{key}' appears twice (first on line {first[key][0]})", at)
            first[key] = at
            found[key] = self._value(next(self._events), pointer(path, key), depth + 1)
        return found

    def _key(self, event: Any) -> str:  # noqa: ANN401
        if isinstance(event, yaml.AliasEvent):
            value = self._alias(event, self._at(event))
            return value if isinstance(value, str) else str(value)
        if not isinstance(event, yaml.ScalarEvent):
            raise _FaultError("a list or map cannot be a key", self._at(event))
        if event.anchor:
            self._anchors[event.anchor] = (event.value, 1)
        is_null = event.implicit[0] and event.tag is None and _NULL.fullmatch(event.value)
        return "" if is_null else event.value

    def _alias(self, event: Any, at: Position) -> Any:  # noqa: ANN401
        if event.anchor not in self._anchors:
            raise _FaultError(f"the alias *{event.anchor} has no anchor before it in this document", at)
        value, nodes = self._anchors[event.anchor]
        self._count(nodes, at)
        return value

    def _count(self, nodes: int, at: Position) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.nodes:
            raise _FaultError(f"more than {self._limits.nodes:,} values after aliases are followed", at, limit=True)

    def _at(self, event: Any) -> Position:  # noqa: ANN401
        return event.start_mark.line + 1 + self._offset, event.start_mark.column + 1


_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _scalar(event: Any) -> Any:  # noqa: ANN401  (a PyYAML event, any scalar value)
    text: str = event.value
    tag = (event.tag or "").removeprefix(_CORE)
    if event.tag is None:
        return plain_scalar(text) if event.implicit[0] else text
    if tag == "null":
        return None
    if (tag == "int" and _INT.fullmatch(text)) or (tag == "bool" and _BOOL.fullmatch(text)):
        return plain_scalar(text)
    return text

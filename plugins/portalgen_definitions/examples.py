"""Example payloads: those that the author gives, or one made from the schema, always the same."""

import re
from collections.abc import Iterator
from itertools import islice

from portalgen_definitions.node import Node
from portalgen_definitions.schema_choices import places, rest, settled
from portalgen_definitions.values import Example
from portalgen_definitions.wording import dump

MAX_CHARACTERS = 8_000
MAX_DEPTH = 9
MAX_VALUES = 120
MAX_EXAMPLES = 10

NOTHING = object()

_FORMATS = {
    "date-time": "2026-03-14T09:30:00Z",
    "date": "2026-03-14",
    "time": "09:30:00Z",
    "duration": "PT2H30M",
    "uuid": "123e4567-e89b-12d3-a456-426614174000",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "hostname": "api.example.com",
    "uri": "https://example.com",
    "url": "https://example.com",
    "uri-reference": "/path",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "cG9ydGFs",
    "password": "••••••••",
}
_PLAIN = {"string": "string", "integer": 1, "number": 1.5, "boolean": True, "null": None}
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")(?=(\s*:)?)|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?')


def given_examples(node: Node, schema: Node) -> tuple[Example, ...]:
    """Return the examples of a media type or parameter, or those of its schema."""
    found = list(islice(_named(node), MAX_EXAMPLES))
    single = next((each for each in (node.get("example"), schema.follow().get("example")) if each), None)
    if not found and single:
        found = [make_example("Example", single.value)]
    rows = schema.follow().get("examples")
    if not found and isinstance(rows.value, list):
        found = [make_example("Example", value) for value in rows.value[:MAX_EXAMPLES]]
    return tuple(found)


def generated_example(schema: Node, *, request: bool) -> tuple[Example, ...]:
    """Return one example made from a schema; nothing if there is nothing to say."""
    value = Sampler("readOnly" if request else "writeOnly").value(schema)
    return () if value in (NOTHING, None) else (make_example("Example", value, generated=True),)


def make_example(title: str, value: object, *, generated: bool = False) -> Example:
    """Return a value as pretty JSON (text as it is), cut at a length."""
    text = value if isinstance(value, str) else dump(value, MAX_CHARACTERS, indent=2)
    if len(text) > MAX_CHARACTERS:
        text = f"{text[:MAX_CHARACTERS]}\n…"
    plain = isinstance(value, str) and not value.lstrip().startswith(("{", "["))
    return Example(title, (("", text),) if plain else tuple(_tokens(text)), generated)


def _named(node: Node) -> Iterator[Example]:
    """`examples` is a map of objects with a value, a reference, or an address elsewhere."""
    if not isinstance(node.get("examples").value, dict):
        return
    for name, written in node.members("examples"):
        example = written.follow()
        title = example.text("summary") or name
        url = example.text("externalValue")
        if "value" in (example.value if isinstance(example.value, dict) else {}):
            yield make_example(title, example.get("value").value)
        elif url.startswith(("https://", "http://")):
            yield Example(title, (), url=url)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    last = 0
    for match in _TOKEN.finditer(text):
        if match.start() > last:
            yield "", text[last : match.start()]
        kind = "word" if not match[1] else ("key" if match[2] else "text")
        yield kind, match[0]
        last = match.end()
    if last < len(text):
        yield "", text[last:]


class Sampler:
    """Makes a value that fits a schema, of limited size."""

    def __init__(self, hidden: str) -> None:
        """`hidden` is the flag of the fields to leave out: `readOnly` in requests, `writeOnly` in responses."""
        self._hidden = hidden
        self._left = MAX_VALUES

    def value(self, schema: Node, within: tuple[str, ...] = ()) -> object:
        """Return a value, or NOTHING where the schema comes back to itself or the size is reached."""
        node = settled(schema)
        self._left -= 1
        if self._left < 0 or len(within) > MAX_DEPTH or node.pointer in within or not isinstance(node.value, dict):
            return NOTHING
        fixed = _fixed(node)
        if fixed is not NOTHING:
            return fixed
        return self._made(node, (*within, node.pointer))

    def _made(self, node: Node, within: tuple[str, ...]) -> object:
        choice = next((row for key in ("oneOf", "anyOf") for row in node.rows(key)), None)
        if choice and not node.get("properties"):
            return self.value(choice, within)
        kind = _kind(node)
        if kind == "array":
            found = (self.value(each, within) for each in places(node) or (rest(node),) if each)
            return [item for item in found if item is not NOTHING]
        return self._object(node, within) if kind == "object" else _scalar(node, kind)

    def _object(self, node: Node, within: tuple[str, ...]) -> object:
        found: dict[str, object] = {}
        parts = [part for row in node.rows("allOf") if (part := self.value(row, within)) is not NOTHING]
        if parts and not all(isinstance(part, dict) for part in parts):
            return parts[0]
        for part in parts:
            found.update(part if isinstance(part, dict) else {})
        for name, member in node.members("properties"):
            if self._left < 0:
                break
            if not member.follow().flag(self._hidden):
                found[name] = self.value(member, within)
        others = node.get("additionalProperties")
        if not found and others:
            found["key"] = self.value(others, within)
        return {name: value for name, value in found.items() if value is not NOTHING}


def _fixed(node: Node) -> object:
    """Return what the author says a value may look like."""
    value = node.value if isinstance(node.value, dict) else {}
    for key in ("example", "default", "const"):
        if value.get(key) is not None:
            return value[key]
    lists = (value.get(key) for key in ("examples", "enum"))
    return next((each[0] for each in lists if isinstance(each, list) and each), NOTHING)


def _kind(node: Node) -> str:
    written = node.get("type").value
    types = written if isinstance(written, list) else [written]
    named = next((each for each in types if isinstance(each, str) and each != "null"), "")
    return named or ("array" if node.get("items") else "object" if _is_object(node) else "string")


def _is_object(node: Node) -> bool:
    return any(node.get(key) for key in ("properties", "allOf", "additionalProperties")) or not node.value


def _scalar(node: Node, kind: str) -> object:
    if kind == "string":
        return _FORMATS.get(node.text("format"), "string")
    least = node.get("minimum").value
    if kind in {"integer", "number"} and isinstance(least, int | float) and not isinstance(least, bool):
        return least + 1 if node.flag("exclusiveMinimum") else least
    return _PLAIN.get(kind, NOTHING)

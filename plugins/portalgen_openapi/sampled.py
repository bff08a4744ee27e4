"""Parameters as callers may send them: the author's example, one that fits the schema, or a name in capitals."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote

from portalgen_definitions.examples import NOTHING, Sampler
from portalgen_definitions.node import Node
from portalgen_definitions.wording import dump

MAX_LENGTH = 200
"""Characters of a value; a name stands for a longer one."""
MAX_ITEMS = 20
"""Of a list or map."""
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNSAID = (NOTHING, None, "string", "")

Pair = tuple[str, str]


def placeholder(name: str) -> str:
    """Return a name as a placeholder: `orderId` -> `ORDER_ID`."""
    return _NOT_IN_NAMES.sub("_", _HUMP.sub("_", name)).strip("_").upper()[:40] or "VALUE"


def in_path(node: Node) -> str:
    """Return the value of a path parameter, ready to stand in a URL."""
    return ",".join(quote(each, safe="") for each in _flat(_sample(node)))


def in_query(node: Node) -> Iterator[Pair]:
    """Yield name and value of a query parameter as they stand in a URL, once for each item of a list."""
    name, value = node.text("name"), _sample(node)
    if isinstance(value, dict) and node.text("style") == "deepObject":
        yield from ((f"{name}[{key}]", _text(each)) for key, each in value.items())
    elif isinstance(value, dict) and not _in_content(node):
        yield from ((str(key), _text(each)) for key, each in value.items())
    elif isinstance(value, list) and _repeats(node):
        yield from ((name, _text(each)) for each in value)
    else:
        yield name, ",".join(_flat(value))


def in_header(node: Node) -> str:
    """Return the value of a header or cookie."""
    return ",".join(_flat(_sample(node)))


def _sample(node: Node) -> object:
    content = next((each for _, each in node.members("content")), node)
    found = next((each for each in _given(content) if each not in _UNSAID), NOTHING)
    if found is NOTHING:
        found = Sampler("readOnly").value(content.get("schema"))
    name = placeholder(node.text("name"))
    if isinstance(found, list):
        return [name if each in _UNSAID else short(each, name) for each in found[:MAX_ITEMS]] or [name]
    if isinstance(found, dict):
        return {key: short(each, name) for key, each in islice(found.items(), MAX_ITEMS) if _fits(str(key))} or name
    return name if found in _UNSAID else short(found, name)


def short(value: object, name: str) -> object:
    """Return a value, or a name in its place if it is too long for a sample."""
    return value if _fits(_text(value)) else name


def _fits(text: str) -> bool:
    return len(text) <= MAX_LENGTH


def _given(node: Node) -> Iterator[object]:
    yield node.get("example").value
    yield node.get("x-example").value
    if isinstance(node.get("examples").value, dict):
        for _, example in node.members("examples"):
            yield example.follow().get("value").value


def _repeats(node: Node) -> bool:
    """Whether a list is written as several parameters; Swagger 2.0 says it in `x-lists`, see `swagger2`."""
    written = node.get("x-lists").value
    if isinstance(written, str):
        return written == "repeated"
    return node.get("explode").value is not False and node.text("style") in {"", "form"}


def _in_content(node: Node) -> bool:
    return isinstance(node.get("content").value, dict)


def _flat(value: object) -> list[str]:
    if isinstance(value, list):
        return [_text(each) for each in value]
    return [_text(value)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else dump(value, MAX_LENGTH)

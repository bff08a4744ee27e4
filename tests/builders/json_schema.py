"""Checks JSON against a JSON Schema of draft 4: as much of it as the schemas in tests/schemas use, and no more."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parents[1] / "schemas"
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def faults(value: object, name: str) -> list[str]:
    """Return what is wrong with a value by the schema in a file of tests/schemas."""
    schema = json.loads((SCHEMAS / name).read_text())
    return list(_Checker(schema).check(value, schema, "$"))


class _Checker:
    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root

    def check(self, value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:  # noqa: ANN401
        """Yield every fault; a keyword that is not known here is a `KeyError`, not a silence."""
        if "$ref" in schema:
            target: Any = self._root
            for part in schema["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            yield from self.check(value, target, at)
            return
        for keyword, wanted in schema.items():
            yield from _KEYWORDS[keyword](self, value, wanted, at, schema)


def _type(_: _Checker, value: Any, wanted: Any, at: str, _schema: Any) -> Iterator[str]:  # noqa: ANN401
    names = [wanted] if isinstance(wanted, str) else wanted
    right = any(
        isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names
    )
    if not right:
        yield f"{at}: not {wanted}"


def _required(_: _Checker, value: Any, wanted: Any, at: str, _schema: Any) -> Iterator[str]:  # noqa: ANN401
    yield from (f"{at}: lacks {name}" for name in wanted if isinstance(value, dict) and name not in value)


def _properties(self: _Checker, value: Any, wanted: Any, at: str, _schema: Any) -> Iterator[str]:  # noqa: ANN401
    for name, schema in wanted.items():
        if isinstance(value, dict) and name in value:
            yield from self.check(value[name], schema, f"{at}.{name}")


def _additional(self: _Checker, value: Any, wanted: Any, at: str, schema: Any) -> Iterator[str]:  # noqa: ANN401
    for name in set(value) - set(schema.get("properties", ())) if isinstance(value, dict) else ():
        if wanted is False:
            yield f"{at}: {name} is not known"
        elif isinstance(wanted, dict):
            yield from self.check(value[name], wanted, f"{at}.{name}")


def _items(self: _Checker, value: Any, wanted: Any, at: str, _schema: Any) -> Iterator[str]:  # noqa: ANN401
    for index, item in enumerate(value if isinstance(value, list) else ()):
        yield from self.check(item, wanted, f"{at}[{index}]")


def _some(self: _Checker, value: Any, wanted: Any, at: str, _schema: Any) -> Iterator[str]:  # noqa: ANN401
    if all(list(self.check(value, schema, at)) for schema in wanted):
        yield f"{at}: none of {wanted}"


def _plain(is_right: Callable[[Any, Any], bool]) -> Callable[..., Iterator[str]]:
    def check(_: _Checker, value: Any, wanted: Any, at: str, _schema: Any) -> Iterator[str]:  # noqa: ANN401
        if not is_right(value, wanted):
            yield f"{at}: {value!r} against {wanted!r}"

    return check


def _unique(value: Any, wanted: Any) -> bool:  # noqa: ANN401
    rows = [json.dumps(item, sort_keys=True) for item in value] if isinstance(value, list) and wanted else []
    return len(rows) == len(set(rows))


def _any(_value: object, _wanted: object) -> bool:
    return True


_KEYWORDS: dict[str, Callable[..., Iterator[str]]] = {
    "type": _type,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "anyOf": _some,
    "oneOf": _some,
    "enum": _plain(lambda value, wanted: value in wanted),
    "pattern": _plain(lambda value, wanted: not isinstance(value, str) or bool(re.search(wanted, value))),
    "minimum": _plain(lambda value, wanted: not isinstance(value, int | float) or value >= wanted),
    "maximum": _plain(lambda value, wanted: not isinstance(value, int | float) or value <= wanted),
    "minItems": _plain(lambda value, wanted: not isinstance(value, list) or len(value) >= wanted),
    "uniqueItems": _plain(_unique),
    **dict.fromkeys(("$schema", "title", "id", "description", "default", "format", "definitions"), _plain(_any)),
}

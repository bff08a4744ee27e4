"""Scalars: the YAML 1.2 core schema, with JavaScript's numbers."""

import math
import re
from collections.abc import Callable
from typing import Any

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CORE = "tag:yaml.org,2002:"
_KNOWN_TAGS = {"null", "bool", "int", "float", "str", "map", "seq"}


def plain_scalar(text: str) -> str | int | float | bool | None:
    """Return what an unquoted scalar means in the core schema; numbers that JSON cannot write become None."""
    return next((read(text) for pattern, read in _CORE_SCHEMA if pattern.fullmatch(text)), text)


def event_scalar(event: Any) -> Any:  # noqa: ANN401  (a PyYAML event, any scalar value)
    """Return the value of a scalar event: unquoted text by the schema, a core tag as it asks, all else as text."""
    text: str = event.value
    tag = (event.tag or "").removeprefix(_CORE)
    if event.tag is None:
        return plain_scalar(text) if event.implicit[0] else text
    if tag == "null":
        return None
    if (tag == "int" and _INT.fullmatch(text)) or (tag == "bool" and _BOOL.fullmatch(text)):
        return plain_scalar(text)
    return text


def is_null(event: Any) -> bool:  # noqa: ANN401  (a PyYAML event)
    """Return whether an event is an unquoted null."""
    return event.tag is None and bool(event.implicit[0]) and bool(_NULL.fullmatch(event.value))


def is_core_tag(tag: str) -> bool:
    """Return whether a tag is one of the core schema."""
    return tag.removeprefix(_CORE) in _KNOWN_TAGS


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

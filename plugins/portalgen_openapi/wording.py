"""Limits of a schema in words, and values as short text."""

import json

from portalgen_openapi.node import Node

MAX_SHOWN = 300


def shown(value: object) -> str:
    """Return a value as a reader would write it: text plain, the rest as JSON; long ones are cut."""
    text = value if isinstance(value, str) else dump(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def dump(value: object, *, indent: int | None = None) -> str:
    """Return JSON with keys as written; `…` for what is nested too deeply to write."""
    try:
        return json.dumps(value, ensure_ascii=False, indent=indent)
    except RecursionError:
        return "…"


def constraints(node: Node) -> tuple[str, ...]:
    """Return what a schema demands of a value, beside its type, in words."""
    value = node.value if isinstance(node.value, dict) else {}
    found = [
        *_bound(value, "minimum", "exclusiveMinimum", ("≥", ">")),
        *_bound(value, "maximum", "exclusiveMaximum", ("≤", "<")),
        _range(value.get("minLength"), value.get("maxLength"), "character"),
        _range(value.get("minItems"), value.get("maxItems"), "item"),
        _range(value.get("minProperties"), value.get("maxProperties"), "field"),
        f"multiple of {dump(value['multipleOf'])}" if _number(value.get("multipleOf")) else "",
        "no duplicates" if value.get("uniqueItems") is True else "",
        "no other fields" if value.get("additionalProperties") is False and value.get("properties") else "",
        f"always {shown(value['const'])}" if "const" in value else "",
    ]
    return tuple(each for each in found if each)


def _bound(value: dict[str, object], plain: str, exclusive: str, signs: tuple[str, str]) -> list[str]:
    """`exclusiveMinimum` is true or false beside `minimum` up to 3.0, and a number of its own from 3.1."""
    limit, strict = value.get(plain), value.get(exclusive)
    found = [f"{signs[strict is True]} {dump(limit)}"] if _number(limit) else []
    return [*found, f"{signs[1]} {dump(strict)}"] if _number(strict) else found


def _range(low: object, high: object, word: str) -> str:
    if not _number(low) and not _number(high):
        return ""
    if not _number(high):
        return "not empty" if low == 1 else ("" if low == 0 else f"at least {dump(low)} {_many(low, word)}")
    if not _number(low) or low == 0:
        return f"at most {dump(high)} {_many(high, word)}"
    if low == high:
        return f"{dump(low)} {_many(low, word)}"
    return f"{dump(low)} to {dump(high)} {_many(high, word)}"


def _many(count: object, word: str) -> str:
    return word if count == 1 else f"{word}s"


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

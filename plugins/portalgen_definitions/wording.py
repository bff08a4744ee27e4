"""Limits of a schema in words, and values as short text."""

import json
from collections.abc import Iterator
from itertools import islice

from portalgen_definitions.node import Node

Count = tuple[int, str]
"""How many, and the word that stands under `count` in `i18n/`: `operation`."""
MAX_SHOWN = 300
MAX_WORDS = 20
_WORDS = {
    *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems"),
    *("minProperties", "maxProperties", "multipleOf", "uniqueItems", "additionalProperties", "const"),
    *("unevaluatedProperties", "propertyNames", "dependentRequired", "dependencies", "contentMediaType"),
    *("contentEncoding", "additionalItems", "items", "unevaluatedItems"),
}


def shown(value: object) -> str:
    """Return a value as a reader would write it: text plain, the rest as JSON; long ones are cut."""
    if isinstance(value, int | float):
        return json.dumps(value)
    text = value if isinstance(value, str) else dump(value, MAX_SHOWN)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def dump(value: object, most: int, *, indent: int | None = None) -> str:
    """Return JSON, keys in their order; writing stops soon after `most` characters, however large the value."""
    found, size = [], 0
    for piece in json.JSONEncoder(ensure_ascii=False, indent=indent).iterencode(value):
        found.append(piece)
        size += len(piece)
        if size > most:
            break
    return "".join(found)


def counted(*counts: Count) -> tuple[Count, ...]:
    """Return what there is: the counts that are not 0, and the first one even if it is."""
    return tuple(row for index, row in enumerate(counts) if row[0] or not index)


def constraints(node: Node) -> tuple[str, ...]:
    """Return what a schema demands of a value, beside its type, in words."""
    value = node.value if isinstance(node.value, dict) else {}
    if _WORDS.isdisjoint(value):
        return ()
    found = [
        *_bound(value, "minimum", "exclusiveMinimum", ("≥", ">")),
        *_bound(value, "maximum", "exclusiveMaximum", ("≤", "<")),
        _range(value.get("minLength"), value.get("maxLength"), "character"),
        _range(value.get("minItems"), value.get("maxItems"), "item"),
        _range(value.get("minProperties"), value.get("maxProperties"), "field"),
        f"multiple of {shown(value['multipleOf'])}" if _number(value.get("multipleOf")) else "",
        "no duplicates" if value.get("uniqueItems") is True else "",
        "no other fields" if value.get("additionalProperties") is False and value.get("properties") else "",
        f"always {shown(value['const'])}" if "const" in value else "",
        *schema_words(value),
    ]
    return tuple(each for each in found if each)


def schema_words(value: dict[str, object]) -> Iterator[str]:
    """Yield what newer keywords of JSON Schema demand."""
    if value.get("unevaluatedProperties") is False:
        yield "no other fields"
    if False in (value.get("additionalItems"), value.get("unevaluatedItems"), value.get("items")):
        yield "no further items"
    names = value.get("propertyNames")
    if isinstance(names, dict) and isinstance(names.get("pattern"), str):
        yield f"names match {shown(names['pattern'])}"
    for key in ("dependentRequired", "dependencies"):
        yield from islice(_needed(value.get(key)), MAX_WORDS)
    kind, coding = value.get("contentMediaType"), value.get("contentEncoding")
    yield " in ".join(each[:MAX_SHOWN] for each in (kind, coding) if isinstance(each, str))


def _needed(value: object) -> Iterator[str]:
    for name, others in value.items() if isinstance(value, dict) else ():
        if isinstance(others, list) and others:
            yield f"{name[:100]} needs {', '.join(shown(each) for each in others[:MAX_WORDS])}"


def _bound(value: dict[str, object], plain: str, exclusive: str, signs: tuple[str, str]) -> list[str]:
    """`exclusiveMinimum` is true or false beside `minimum` up to 3.0, and a number of its own from 3.1."""
    limit, strict = value.get(plain), value.get(exclusive)
    found = [f"{signs[strict is True]} {shown(limit)}"] if _number(limit) else []
    return [*found, f"{signs[1]} {shown(strict)}"] if _number(strict) else found


def _range(low: object, high: object, word: str) -> str:
    least = low if _number(low) and low != 0 else None
    if not _number(high):
        if least is None:
            return ""
        return "not empty" if least == 1 else f"at least {shown(least)} {_many(least, word)}"
    start = "at most " if least is None else "" if low == high else f"{shown(low)} to "
    return f"{start}{shown(high)} {_many(high, word)}"


def _many(count: object, word: str) -> str:
    return word if count == 1 else f"{word}s"


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

"""Keys: what JavaScript makes of a map's key that is no text, since its objects have only text for keys."""

import json
from collections.abc import Callable
from itertools import islice
from typing import Any

import yaml

from portalgen.yaml12.values import FaultError, Limits

MERGE = "<<"


def key_text(value: Any, written: str = "") -> str:  # noqa: ANN401  (any scalar)
    """Return a scalar as JavaScript's `String(value)`; null is the empty text, `.inf` and `.nan` have words.

    Bytes (`!!binary`) are the text that they are in UTF-8.
    """
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return {None: _unwritten(written), True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return _number(float(value)) if abs(value) >= _SAFE or isinstance(value, float) else str(value)
    return bytes(value["data"]).decode("utf-8", "replace")


def _unwritten(text: str) -> str:
    """Return what a number is called that JSON has no form for; nothing for null."""
    word = "Infinity" if text[-1:].isdigit() else _WORDS.get(text.lower()[-4:], "")
    return f"-{word}" if word and text.startswith("-") else word


def collection_text(first: Any, following: Callable[[], Any], limits: Limits) -> tuple[str, int]:  # noqa: ANN401  (of PyYAML)
    """Return a list or map that is used as a key as npm `yaml` writes it (`[ x, y ]`, `{ x: y }`), and its values.

    Raises `FaultError` for one that is too deep or too large: each level writes all that is inside of it once more.
    """
    opened: list[tuple[Any, list[str]]] = [(first, [])]
    for values, event in enumerate(islice(iter(following, None), limits.nodes), 1):
        start, items = opened[-1]
        if isinstance(event, _end(start)):
            opened.pop()
            text = _joined(items, is_map=isinstance(start, yaml.MappingStartEvent))
            if not opened:
                return text, values
            opened[-1][1].append(text)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(opened) >= limits.depth:
                raise FaultError(f"nested more than {limits.depth} levels deep", limit=True)
            opened.append((event, []))
        else:
            items.append(_scalar(event))
    raise FaultError(f"more than {limits.nodes:,} values in a key", limit=True)


def _end(event: Any) -> type:  # noqa: ANN401
    return yaml.MappingEndEvent if isinstance(event, yaml.MappingStartEvent) else yaml.SequenceEndEvent


def _joined(items: list[str], *, is_map: bool) -> str:
    if is_map:
        both = zip(items[::2], items[1::2], strict=True)
        pairs = [f"{key}: {value}" if value else key for key, value in both]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    return f"[ {', '.join(items)} ]" if items else "[]"


def _scalar(event: Any) -> str:  # noqa: ANN401
    if isinstance(event, yaml.AliasEvent):
        return f"*{event.anchor}"
    if event.style in {"'", '"', "|", ">"}:
        quoted = json.dumps(event.value, ensure_ascii=False)
        return "'" + event.value.replace("'", "''") + "'" if event.style == "'" else quoted
    return str(event.value)


def _number(value: float) -> str:
    """Write a double as JavaScript does: digits up to 1e21, then an exponent; small ones from 1e-7."""
    if value.is_integer() and abs(value) < _LONGEST_INTEGER:
        return str(int(f"{value:.0f}")) if abs(value) < _SAFE else _shortest(value)
    mantissa, _, exponent = repr(value).partition("e")
    power = int(exponent or 0)
    if -_FEWEST_ZEROS < power < 0:
        digits = mantissa.lstrip("-").replace(".", "")
        return f"{'-' if value < 0 else ''}0.{'0' * (-power - 1)}{digits}"
    return f"{mantissa}e{'+' if power > 0 else ''}{power}" if power else mantissa


def _shortest(value: float) -> str:
    """Return a large integer by its shortest digits, with zeros after them."""
    mantissa, _, exponent = f"{value!r}".partition("e")
    if not exponent:
        return mantissa.removesuffix(".0")
    whole, _, fraction = mantissa.partition(".")
    return whole + fraction.ljust(int(exponent), "0")


_WORDS = {".inf": "Infinity", ".nan": "NaN"}
_SAFE = 2**53
_LONGEST_INTEGER = 1e21
_FEWEST_ZEROS = 7

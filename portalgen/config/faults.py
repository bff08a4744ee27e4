"""What is wrong with portal.yaml, all of it, each with its place: pydantic's findings in, sentences out."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from portalgen.config.masking import masked
from portalgen.errors import ConfigError
from portalgen.yaml12 import Position, member, pointer

_PHRASES = {
    "missing": "is missing",
    "string_type": "must be text (put it in quotes if it looks like a number or a date)",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must hold keys and values",
    "model_type": "must hold keys and values",
    "model_attributes_type": "must hold keys and values",
    "path_type": "must be a path",
    "greater_than_equal": "must be at least {ge}",
    "literal_error": "must be {expected}",
}
SCHEMA = "`portalgen config schema` has every key with its meaning"
"""Hint for keys that are not known and values that are wrong."""
_SERVER_ONLY = {
    *("app", "auth", "costInsights", "customActions", "discovery", "events", "homepage", "jenkins"),
    *("kubernetes", "notifications", "permission", "proxy", "scaffolder", "search", "sonarqube", "tracing"),
}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: its line and column (0 where it is not in the file), what it is about, and what."""

    line: int
    column: int
    subject: str
    message: str
    hint: str = ""
    excerpt: str = ""
    """`key: value` as written, where showing it helps; secrets are masked."""


def collect(file: str, faults: Iterable[Fault]) -> ConfigError:
    """Return the error that lists all faults in the order of the file, each hint once."""
    found = sorted(set(faults))
    places = [f"{file}:{fault.line}:{fault.column}" if fault.line else "" for fault in found]
    wide = max(map(len, places))
    rows = []
    for place, fault in zip(places, found, strict=True):
        rows.append("  " + f"{place:{wide}}  {': '.join(filter(None, (fault.subject, fault.message)))}".strip())
        rows += [f"{fault.line:>8} │ {fault.excerpt}"] if fault.excerpt else []
    count = "1 fault" if len(found) == 1 else f"{len(found)} faults"
    title = f"{file} has {count}:" if any(places) else f"{count} in flags and variables:"
    hints = dict.fromkeys(fault.hint for fault in found if fault.hint)
    return ConfigError("\n".join([title, *rows]), hint="; ".join(hints))


def phrase(error: ErrorDetails, schema: Mapping[str, Any]) -> str:
    """Say what pydantic found, without the value (it may come from a secret variable)."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(error["loc"], schema)
    if kind == "value_error":
        return str(context["error"])
    if kind in _PHRASES:
        return _PHRASES[kind].format(**context)
    message = error["msg"]
    return message[:1].lower() + message[1:]


def subject(loc: Iterable[int | str]) -> str:
    """Return the dotted name of a key: `catalog.locations[0].target`; a key may be a URL with a password."""
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{masked(part)}" for part in loc)
    return name.removeprefix(".")


def place(loc: tuple[int | str, ...], positions: Mapping[str, Position], text: str) -> Position:
    """Return where a key is written, or the nearest thing around it that is; (0, 0) if there is nothing."""
    at = ""
    for part in loc:
        below = pointer(at, part)
        if below not in positions:
            break
        at = below
    line, column = positions.get(at, (0, 0))
    key = member(at.rsplit("/", 1)[-1])
    return _key_before(text.split("\n")[:line], key) or (line, column)


def _key_before(lines: list[str], key: str) -> Position | None:
    """Find the line `key:` that a value belongs to: the value's own, or the closest one above."""
    pattern = re.compile(rf"(?:^|[\s{{,])([\"']?){re.escape(key)}\1\s*:")
    for number in range(len(lines), max(len(lines) - 3, 0), -1):
        match = pattern.search(lines[number - 1])
        if match:
            return number, lines[number - 1].index(key, match.start()) + 1
    return None


def _unknown(loc: tuple[int | str, ...], schema: Mapping[str, Any]) -> str:
    known = _keys(loc[:-1], schema)
    name = str(loc[-1])
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    folded = [key for key in known if key.lower() == name.lower().replace("_", "").replace("-", "")]
    for guess in folded or close:
        return f"unknown key; did you mean '{guess}'?"
    if (len(loc) == 1 and name in _SERVER_ONLY) or loc[:-1] == ("backend",):
        return "is for Backstage's server; remove it"
    return f"unknown key; known here: {', '.join(known)}"


def _keys(loc: Iterable[int | str], schema: Mapping[str, Any]) -> list[str]:
    """Return the keys that the schema knows at a place."""
    here = schema
    for part in loc:
        here = _objects(here, schema)
        here = here.get("items", {}) if isinstance(part, int) else here.get("properties", {}).get(part, {})
    return sorted(_objects(here, schema).get("properties", {}))


def _objects(here: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references, and of alternatives take the one that has members."""
    options = [_resolve(option, schema) for option in here.get("anyOf", [here])]
    return next((option for option in options if "properties" in option or "items" in option), options[0])


def _resolve(here: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = here.get("$ref", "").rsplit("/", 1)[-1]
    found: Mapping[str, Any] = schema["$defs"][name] if name else here
    return found

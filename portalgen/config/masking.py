"""Masking: what a configuration holds in, the same without its secrets out."""

import re
from collections.abc import Iterable
from typing import Any

MASK = "**********"
_SECRET = re.compile(r"token|secret|passw|passphrase|key$|credential|authorization", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
_SECRET_LINE = re.compile(
    r"""(?:(?:token|secret|passw|passphrase|credential|authorization)[\w.-]*|key)["']?\s*:\s*"""
    r"""(?!["']?\$\{\w+\}["']?\s*(?:[,}\]#]|$))\S""",
    re.IGNORECASE,
)
"""A line of YAML with a secret's name and something else than one variable behind it."""
_VARIABLE = re.compile(r"(\$\{\w+\})")


def masked(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """Hide what stands under a secret's name, and user names and passwords in URLs."""
    if isinstance(value, str):
        return _CREDENTIALS.sub(f"{MASK}@", value)
    if isinstance(value, list):
        return [masked(item) for item in value]
    if isinstance(value, dict):
        return {masked(key): MASK if _SECRET.search(key) else masked(item) for key, item in value.items()}
    return value


def showable(text: str) -> str:
    """Return a configuration as written, with an empty line for each that holds a secret."""
    lines = text.split("\n")
    return "\n".join("" if _CREDENTIALS.search(line) or _SECRET_LINE.search(line) else line for line in lines)


def excerpt(loc: Iterable[int | str], value: object) -> str:
    """Return `key: value` for showing: under a secret's name only the names of variables, never a neighbour."""
    names = [name for name in loc if isinstance(name, str)]
    text = _written(value)
    if any(map(_SECRET.search, names)):
        text = "".join(part if _VARIABLE.fullmatch(part) else MASK for part in _VARIABLE.split(text) if part)
    return ": ".join([*map(masked, names[-1:]), masked(text)])


def _written(value: object) -> str:
    """Write a text, or an object like `{$env: NAME}`, on one line."""
    if isinstance(value, dict) and len(value) == 1:
        (name, below), *_ = value.items()
        return f"${{{below}}}" if name == "$env" else f"{{{name}: {_written(below)}}}"
    return " ".join(str(value).split())

"""Masking: what a configuration holds in, the same without its secrets out."""

import re
from collections.abc import Iterable
from typing import Any

MASK = "**********"
_NAME = r"(?:token|secret|passw|passphrase|key|credential|authorization)"
_SECRET = re.compile(_NAME, re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
_PARAMETER = re.compile(rf"""([?&;#][\w.-]*{_NAME}[\w.-]*=)(?!\$\{{\w+\}}(?:[&#\s"']|$))[^&#\s"']+""", re.IGNORECASE)
"""A parameter of a URL with a secret's name and something else than one variable behind it."""
_SECRET_KEY = re.compile(rf"""{_NAME}[\w.-]*["']?\s*:""", re.IGNORECASE)
_SECRET_LINE = re.compile(
    rf"""{_SECRET_KEY.pattern}\s*(?!["']?\$\{{\w+\}}["']?\s*(?:[,}}\]#]|$))\S""",
    re.IGNORECASE,
)
"""A line of YAML with a secret's name and something else than one variable behind it."""
_LEAD = re.compile(r"\A\s*(?:- +)*")
_KEY = re.compile(r"""["']?[\w.$/ -]+["']?\s*:(?:\s|$)|[}\]]""")
"""What begins or ends something else than the value before it."""
_VARIABLE = re.compile(r"(\$\{\w+\})")
_HOSTS = re.compile(r"""["']?integrations["']?\s*:""")
_SECTION = re.compile(r"[^\s#-]")
_PLAIN = re.compile(
    r"""\s*(?:- +)*(?:(?:host|apiBaseUrl):.*|["']?[\w.-]+["']?\s*:\s*["']?(?:\$\{\w+\})?["']?\s*)?(?:#.*)?"""
)
"""A line about a Git host without a value of which nobody knows what it is: a misspelt `token` is a secret, too."""


def masked(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """Hide what stands under a secret's name; in URLs user names, passwords and parameters with such a name."""
    if isinstance(value, str):
        return _PARAMETER.sub(rf"\g<1>{MASK}", _CREDENTIALS.sub(f"{MASK}@", value))
    if isinstance(value, list):
        return [masked(item) for item in value]
    if isinstance(value, dict):
        return {masked(key): MASK if _SECRET.search(key) else masked(item) for key, item in value.items()}
    return value


def showable(text: str) -> str:
    """Return a configuration as written, with an empty line for each that holds a secret or a part of one."""
    shown, depth, is_host = [], -1, False
    for line in text.split("\n"):
        is_host = bool(_HOSTS.match(line)) or (is_host and not _SECTION.match(line))
        is_below = depth >= 0 and _is_below(line, depth)
        if not is_below:
            depth = len(line) - len(_LEAD.sub("", line)) if _SECRET_KEY.search(line) else -1
        is_hidden = is_below or _is_secret(line) or (is_host and not _PLAIN.fullmatch(line))
        shown.append("" if is_hidden else line)
    return "\n".join(shown)


def _is_secret(line: str) -> bool:
    return any(pattern.search(line) for pattern in (_CREDENTIALS, _PARAMETER, _SECRET_LINE))


def _is_below(line: str, depth: int) -> bool:
    """Say whether a line still belongs to the value of a key before it, which begins at a column."""
    text = line.lstrip()
    indent = len(line) - len(text)
    if indent > depth or not text:
        return True
    return indent == depth if text.startswith("- ") else not _KEY.match(text)


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

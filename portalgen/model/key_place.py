"""Places of keys: documents know where their values are; the key before one is looked for in the text."""

import re

from portalgen.diagnostics import Where

_FARTHEST = 20
"""Lines between a key and its value: comments, mostly."""


def key_place(value: Where, key: str, text: str, line: int) -> Where:
    """Return the place of the key of a value, or that of the value if it is not found; `text` begins on `line`."""
    pattern = re.compile(rf"(?:^|[\s{{,])([\"']?){re.escape(key)}\1\s*:")
    lines = text.split("\n")
    last = value.line - line
    for number in range(min(last, len(lines) - 1), max(last - _FARTHEST, -1), -1):
        before = lines[number][: value.column - 1] if number == last else lines[number]
        if found := list(pattern.finditer(before)):
            return value._replace(line=line + number, column=before.index(key, found[-1].start()) + 1)
    return value

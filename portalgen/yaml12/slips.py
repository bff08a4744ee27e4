"""Slips of the pen that YAML reads as text: a list without spaces behind its dashes, indentation by odd spaces."""

import re

_ITEM = r"-([^\W\d_][^\s,]*)"
_ITEMS = re.compile(rf"{_ITEM}(?: {_ITEM})*")
_ODD_INDENT = re.compile(r"[ \t]*([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])")
_NAMES = {"\u00a0": "a no-break space (U+00A0)", "\u3000": "an ideographic space (U+3000)"}


def dashed_items(text: str) -> tuple[str, ...]:
    """Return the items of the list that a text was meant to be (`-a -b`); none if it is just a text."""
    return tuple(re.findall(_ITEM, text)) if _ITEMS.fullmatch(text) else ()


def odd_indent(line: str) -> tuple[int, str]:
    """Return the column, from 0, and the name of the first character of an indentation that only looks like a space.

    The name is empty if there is none.
    """
    found = _ODD_INDENT.match(line)
    if not found:
        return 0, ""
    return found.start(1), _NAMES.get(found[1], f"a character that only looks like a space (U+{ord(found[1]):04X})")

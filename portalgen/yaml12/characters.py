"""Characters that libyaml refuses or takes for the end of a line, and Backstage's reader takes for text.

They are exchanged for characters of private use before libyaml sees the text, and back in what it gives.
"""

import re

_ODD = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PLANE = 0xF0000
_HIDDEN = re.compile(f"[{chr(_PLANE)}-{chr(_PLANE + 0xFFFF)}]")
_OWN = re.compile(rf"{_HIDDEN.pattern}|\\U000[fF]")
"""Private characters that the text has itself, as they are or as an escape."""


def hide(text: str) -> tuple[str, bool]:
    """Return the text as libyaml can read it, and whether anything was exchanged.

    A text that uses the same private characters itself stays as it is.
    """
    if not _ODD.search(text) or _OWN.search(text):
        return text, False
    return _ODD.sub(lambda found: hidden(found[0]), text), True


def hidden(char: str) -> str:
    """Return the character that stands for another."""
    return chr(_PLANE + ord(char))


def is_hiding(text: str, before: str) -> bool:
    """Say whether a rewritten text stands for other characters in places where the text before did not."""
    return bool(_HIDDEN.search(text)) and not _OWN.search(before)


def show(text: str) -> str:
    """Return a text with the characters that `hide` exchanged."""
    return _HIDDEN.sub(lambda found: chr(ord(found[0]) - _PLANE), text)

"""Marks of a glob: whether a text is a pattern or a plain path, as npm's `is-glob` says to Backstage's readers."""

import re

_MOST = 5000
"""Characters of a text that may be a pattern: a longer one is a plain path."""
_ESCAPED = re.compile(r"\\(?:\{[^}]*\}|\([^)]*\)|\[[^\]]*\]|.|$)", re.DOTALL)
"""A backslash and what it takes the meaning from: a character, or brackets with what is in them."""
_GROUP = re.compile(r"\\.|(?P<group>[@?!+*]\(.*\))")
"""`@(a|b)`, unless a backslash is before it."""
_MARK = re.compile(
    r"\*"
    r"|[\].+)]\?"  # a question mark counts only after one of these
    r"|\[(?!\])[^\]\\]*\]"
    r"|\{(?!\})[^}\\]*\}"
    r"|\(\?[:!=](?!\))[^)\\]*\)"
    r"|\((?!\|)[^|]*\|(?!\))[^)\\]*\)"  # (a|b)
    r"|\\!"
)


def has_wildcard(text: str) -> bool:
    """Say whether a text is more than a plain path."""
    if len(text) > _MOST:
        return False
    grouped = any(found["group"] for found in _GROUP.finditer(text))
    return text.startswith("!") or grouped or _MARK.search(_ESCAPED.sub(r"\\", text)) is not None

"""Misread: texts without quotes that YAML takes for something else, by their first character or a colon."""

import re
from collections.abc import Callable, Sequence

from portalgen.yaml12.refusal import Mistake, Refusal, short

_VALUE = re.compile(r"""[ \t]*(?:- +)*(?:[^\s:'"][^:]*|"[^"]*"|'[^']*'):[ \t]+(\S.*)""")
"""A key with a value in a line that ends before another colon."""
_SMART = re.compile("[\u201c\u201d\u201e\u2018\u2019\u201a\u00ab]")
_ALIAS = re.compile(r"\*[^\s,\[\]{}]+")
_BLOCKS = {"|", ">"}
_STARTS = {"*": "alias", "&": "anchor"}


def _first_character(refusal: Refusal) -> Mistake | None:
    """Find a text that starts with what is kept for other things."""
    if "cannot start any token" not in refusal.problem or not refusal.char.strip():
        return None
    return Mistake(f"a text cannot start with {refusal.char}", refusal.at, in_quotes(refusal.char))


def _block(refusal: Refusal) -> Mistake | None:
    """Find a text on the line of the `|` or `>` that it starts with."""
    first = refusal.began[:1]
    if "block scalar: did not find expected comment" not in refusal.problem or first not in _BLOCKS:
        return None
    return Mistake(
        f"a text cannot start with {first}", refusal.since, f"{in_quotes(first)}, or begin it on the next line"
    )


def _name(refusal: Refusal) -> Mistake | None:
    """Find a `*` or `&` without a name behind it."""
    line, column = refusal.since
    first, written = refusal.began[:1], refusal.row(line)
    if first not in _STARTS or f"scanning an {_STARTS[first]}" not in refusal.problem:
        return None
    is_item = first == "*" and refusal.began[1:2] == " " and not written[:column].strip()
    hint = "start an item of a list with `- `" if is_item else in_quotes(first)
    return Mistake(f"a text cannot start with {first}: it is the sign of an {_STARTS[first]}", (line, column), hint)


def _colon(refusal: Refusal) -> Mistake | None:
    """Find a text with a colon in it."""
    value = _VALUE.match(refusal.line[: refusal.at[1]])
    if "mapping values are not allowed" not in refusal.problem or not value:
        return None
    text = refusal.line[value.start(1) :].strip()
    if _SMART.match(text):
        message, at = f"{text[0]} is no quote for YAML", (refusal.at[0], value.start(1))
        return Mistake(message, at, "write \" or ' instead of typographic quotes")
    plain = not any(sign in text for sign in ('"', "\\", " #"))
    hint = f'write "{text}"' if plain and short(text) == text else "put the text in quotes"
    return Mistake("a text with ': ' in it is not in quotes", refusal.at, hint)


def alias_at(lines: Sequence[str], column: int) -> str:
    """Return the alias that stands in a column, from 0, of the first line as written; `*` if it stands elsewhere."""
    found = _ALIAS.match(lines[0], column) if lines else None
    return short(found[0]) if found else "*"


def in_quotes(first: str) -> str:
    """Return what to do with a text that starts with a character."""
    return f"put a text that starts with {first} in quotes"


MISREAD: tuple[Callable[[Refusal], Mistake | None], ...] = (_first_character, _block, _name, _colon)

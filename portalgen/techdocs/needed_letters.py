"""Needed letters: a regular expression in, letters of which every text that it matches has at least one out.

Looking for one of a few letters takes far less than trying the expression at every place of a text.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from string import ascii_letters, digits
from typing import Any

_MOST = 24
"""Letters that are worth looking for."""
_COMMON = frozenset(" .,-'" + ascii_letters + digits)
"""Letters that most texts have."""
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
Letters = frozenset[str] | None


@lru_cache(maxsize=1000)
def needed_letters(pattern: re.Pattern[str]) -> Letters:
    """Return the letters, as few as can be told; None: a text may match without any that can be told.

    The answer is on the safe side: in doubt, and with a Python whose `re` is made otherwise, it is None.
    """
    if pattern.flags & (re.VERBOSE | re.LOCALE | re.IGNORECASE) or "(?" in pattern.pattern.replace("(?:", ""):
        return _of_odd(pattern)
    return _of_sequence(_parsed(pattern))


def _of_odd(pattern: re.Pattern[str]) -> Letters:
    """Look at flags within the expression too: where case does not matter, only what has no case is told."""
    if pattern.flags & re.LOCALE:
        return None
    found = _of_sequence(_parsed(pattern))
    return None if found is None or any(letter.isalpha() for letter in found) else found


def _parsed(pattern: re.Pattern[str]) -> Sequence[tuple[Any, Any]]:
    try:
        found: Sequence[tuple[Any, Any]] = import_module("re._parser").parse(pattern.pattern, pattern.flags)
    except (ImportError, AttributeError, re.error):
        return ()
    return found


def _of_sequence(parts: Iterable[tuple[Any, Any]]) -> Letters:
    """All parts have to be there, so any of them will do."""
    found = [letters for kind, value in parts if (letters := _of_part(str(kind), value)) is not None]
    return min(found, key=lambda letters: (bool(letters & _COMMON), len(letters), sorted(letters)), default=None)


def _of_part(kind: str, value: Any) -> Letters:  # noqa: ANN401  (whatever the parser gives)
    found: Letters = None
    if kind == "LITERAL":
        found = frozenset(chr(value))
    elif kind == "IN" and all(str(one) == "LITERAL" for one, _ in value):
        found = frozenset(chr(code) for _, code in value)
    elif kind == "SUBPATTERN" or (kind in _REPEATS and value[0]):
        found = _of_sequence(value[-1])
    elif kind == "BRANCH":
        found = _of_branches([_of_sequence(branch) for branch in value[1]])
    return found if found and len(found) <= _MOST else None


def _of_branches(branches: Iterable[Letters]) -> Letters:
    """One of the branches has to be there, so it takes the letters of all."""
    found: set[str] = set()
    for letters in branches:
        if letters is None:
            return None
        found |= letters
    return frozenset(found)

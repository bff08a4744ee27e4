"""Patterns of CODEOWNERS, a part of gitignore's: `*`, `?`, `**`, folders. They come from strangers: no backtracking."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Self, TypeVar

from portalgen.globs import Budget

LONGEST = 1_000
"""Characters of a pattern that is looked at."""
_WILD = re.compile(r"[*?]")

Wanted = TypeVar("Wanted")


@dataclass(frozen=True, slots=True)
class Word:
    """What one part of a path must be."""

    text: str
    ends: tuple[str, str] | None
    """What it begins and ends with, around its wildcards; None if it has none. Most names are told apart by these."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the word of a part."""
        plain = _WILD.split(text)
        return cls(text, (plain[0], plain[-1]) if len(plain) > 1 else None)

    def means(self, name: str, steps: Budget) -> bool:
        """Say whether it means a name. Raises `TooManyStepsError`."""
        if self.ends is None:
            return self.text == name
        if not (name.startswith(self.ends[0]) and name.endswith(self.ends[1])):
            return False
        return _walk(self.text, name, "*", lambda one, other: one in {"?", other}, steps)


_ANY = Word.of("**")
"""Any number of parts."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, cut into its parts once."""

    forms: tuple[tuple[Word, ...], ...] = ()
    """Parts that a whole path must have, in one of these forms."""
    anywhere: Word | None = None
    """A part that the path must have somewhere, instead of the forms."""
    is_folder: bool = False
    """Whether that part must not be the last."""
    start: str = ""
    """Beginning of every path that it means, for whoever has many patterns: few are left to be looked at."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the pattern of a line; one that is too long means nothing."""
        parts = tuple(Word.of(part) for part in text.split("/") if part)
        if not text or len(text) > LONGEST:
            return cls()
        if not parts:  # `/` is the whole repository
            return cls(((_ANY,),))
        if "/" not in text.rstrip("/"):
            return cls(anywhere=parts[0], is_folder=text.endswith("/"))
        return cls._anchored(text, parts)

    @classmethod
    def _anchored(cls, text: str, parts: tuple[Word, ...]) -> Self:
        start = "/".join(word.text for word in takewhile(lambda word: word.ends is None, parts))
        if text.endswith("/*"):  # GitHub: `docs/*` does not mean what is deeper
            return cls((parts,), start=start)
        below = (*parts, _ANY, Word.of("*"))
        return cls((below,) if text.endswith("/") else (parts, below), start=start)

    def means(self, parts: Sequence[str], steps: Budget) -> bool:
        """Say whether it means a file: by itself, or by a folder above it. Raises `TooManyStepsError`."""
        if self.anywhere:
            names = parts[:-1] if self.is_folder else parts
            steps.take(len(names))
            return any(self.anywhere.means(name, steps) for name in names)
        return any(_walk(form, parts, _ANY, lambda word, name: word.means(name, steps), steps) for form in self.forms)


def _walk(
    wanted: Sequence[Wanted], found: Sequence[str], star: Wanted, fits: Callable[[Wanted, str], bool], steps: Budget
) -> bool:
    """Match a sequence; going back to the last of those that stand for any number is enough."""
    at, here, back, mark = 0, 0, -1, 0
    while here < len(found):
        steps.take(1)
        if at < len(wanted) and wanted[at] == star:
            back, mark = at, here
            at += 1
        elif at < len(wanted) and fits(wanted[at], found[here]):
            at, here = at + 1, here + 1
        elif back >= 0:
            mark += 1
            at, here = back + 1, mark
        else:
            return False
    return all(rest == star for rest in wanted[at:])

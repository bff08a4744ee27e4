r"""Globs: a pattern in, the paths that it matches out, as minimatch does for Backstage's readers (without `dot`).

`*`, `?`, `**`, `[a-c]`, `{a,b}`, `{1..3}`, `!(a|b)` and its like work, and `!` before all of it means every other
path. `*` and `**` skip what starts with a dot unless the pattern writes the dot. Patterns come from strangers, so
nothing here backtracks: of the parts of a path, more than one step back is never needed; for the characters of a part
see `match`. `catalog.rules` are compared more loosely (minimatch with `dot` and `nocase`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from portalgen.globs.braces import expand_braces
from portalgen.globs.budget import Budget, TooManyStepsError
from portalgen.globs.marks import has_wildcard
from portalgen.globs.match import Name, simple_form
from portalgen.globs.part import Sequence as Pattern
from portalgen.globs.part import read_part

__all__ = ["Glob", "compile_glob", "has_wildcard"]

_ANY = None
"""`**`: any number of parts."""
_SLASHES = re.compile("/+")


@dataclass(frozen=True, slots=True)
class _Part:
    """What one part of a path must be."""

    pattern: Pattern
    simple: re.Pattern[str] | None
    """The same, if it is simple enough for that."""


_Parts = tuple[_Part | None, ...]


@dataclass(frozen=True, slots=True)
class Glob:
    """A test for paths."""

    alternatives: tuple[_Parts, ...]
    negated: bool = False
    loose: bool = False
    budget: Budget = field(default_factory=Budget, compare=False)

    def __call__(self, path: str) -> bool:
        """Say whether a path is meant. Of a pattern that took too many steps, none is."""
        parts = _SLASHES.split(path) if self.loose else path.split("/")
        skips = _is_name if self.loose else _is_visible
        try:
            self.budget.refill()
            return self.negated != any(_matches(one, parts, self._fits, skips) for one in self.alternatives)
        except TooManyStepsError:
            return False

    @property
    def is_exhausted(self) -> bool:
        """Whether it took too many steps, and matches nothing any more."""
        return self.budget.left < 0

    def _fits(self, part: _Part, text: str) -> bool:
        self.budget.take(1)
        if part.simple:
            return part.simple.fullmatch(text) is not None
        return Name(text, self.budget, any_case=self.loose).matches(part.pattern)


def compile_glob(pattern: str, *, loose: bool = False) -> Glob:
    """Return a test for paths; a slash or `./` at the start of the pattern means the root.

    `loose` is for names of locations: case and dots at the start do not matter.
    """
    if pattern.startswith("#"):  # a comment
        return Glob(())
    body = pattern.lstrip("!")
    texts = dict.fromkeys(expand_braces(body))
    negated = (len(pattern) - len(body)) % 2 == 1
    rooted = not (loose or negated)
    return Glob(tuple(tuple(_parts(text, loose=loose, rooted=rooted)) for text in texts), negated, loose)


def _matches(
    pattern: _Parts, parts: Sequence[str], fits: Callable[[_Part, str], bool], may_skip: Callable[[str], bool]
) -> bool:
    """Match one by one; a miss goes back to the last `_ANY` only, and lets it take one part more."""
    token = item = 0
    back: tuple[int, int] | None = None
    while item < len(parts):
        expected = pattern[token] if token < len(pattern) else None
        if token < len(pattern) and expected is _ANY:
            token += 1
            back = (token, item)
        elif expected is not None and fits(expected, parts[item]):
            token, item = token + 1, item + 1
        elif back and may_skip(parts[back[1]]):
            back = (back[0], back[1] + 1)
            token, item = back
        else:
            return False
    return all(left is _ANY for left in pattern[token:])


def _is_visible(part: str) -> bool:
    return not part.startswith(".")


def _is_name(part: str) -> bool:
    return part not in {".", ".."}


def _parts(pattern: str, *, loose: bool, rooted: bool) -> Iterator[_Part | None]:
    """Cut an expanded pattern at its slashes; `**` at the end asks for at least one part.

    `rooted`: empty parts and `.` say nothing.
    """
    parts = [part for part in _SLASHES.split(pattern) if not rooted or part not in {"", "."}]
    for part in parts:
        yield _ANY if part == "**" else _part(part, loose=loose)
    if parts and parts[-1] == "**":
        yield _part("?*", loose=loose)


@lru_cache(maxsize=1000)
def _part(text: str, *, loose: bool) -> _Part:
    nodes = read_part(text, dot=loose)
    return _Part(nodes, simple_form(nodes, any_case=loose))

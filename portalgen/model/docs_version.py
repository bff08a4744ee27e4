"""Versions of documentation: patterns of an annotation and the names of branches and tags in, the chosen ones out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import count

ANNOTATION = "portalgen.dev/docs-versions"
MOST = 20
"""Versions of one documentation beside the current one."""
_DIGITS = 19
"""Of a number; a longer one counts no version."""
_LONGEST = 80
"""Characters of a name that stand in a URL."""
_GLOB = re.compile(r"[*?\[]")
_COMMIT = re.compile(r"|[0-9a-f]{40}|[0-9a-f]{64}")
_NUMBERED = re.compile(r"\D{0,20}?(\d+(?:\.\d+){0,9})(.*)", re.DOTALL)
_UNPLAIN = re.compile(r"[^\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class DocsVersion:
    """One version of documentation."""

    name: str
    """Branch or tag."""
    segment: str
    """The part of a URL that stands for it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What patterns choose."""

    names: tuple[str, ...] = ()
    """In the order of the patterns; of one pattern the newest first."""
    unmatched: tuple[str, ...] = ()
    """Patterns that choose nothing."""
    left: int = 0
    """How many more would have been chosen than may be."""


def read_patterns(text: str) -> tuple[str, ...]:
    """Return the patterns of the annotation: names and globs, with commas or blanks between them."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))


def newest_first(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of branches and tags, without commits: `1.10` before `1.9`, `2.0` before `2.0-rc1`."""
    return tuple(sorted({name for name in names if not _COMMIT.fullmatch(name)}, key=_newness, reverse=True))


def choose(patterns: Iterable[str], known: Sequence[str], current: str) -> Choice:
    """Return the branches and tags that patterns choose among known ones, but the one that is shown anyway.

    That one is there in any case: a record of a build, whose versions are known by it, does not list it among them.
    """
    chosen: dict[str, None] = {}
    unmatched = []
    for pattern in patterns:
        found = [name for name in known if _matches(name, pattern)]
        chosen.update(dict.fromkeys(name for name in found if name != current))
        if not found and not _matches(current, pattern):
            unmatched.append(pattern)
    every = tuple(chosen)
    return Choice(every[:MOST], tuple(unmatched), len(every[MOST:]))


def versions(names: Sequence[str], others: Iterable[str] = ()) -> tuple[DocsVersion, ...]:
    """Return versions of those names; in URLs they are different, whatever their letters and case.

    `others` are names that stand where they would: files and folders of the current docs.
    """
    taken = {other.removeprefix("@").lower() for other in others if other.startswith("@")}
    found = []
    for name in names:
        plain = _UNPLAIN.sub("-", name).strip("-.")[:_LONGEST] or "version"
        numbers = (f"{plain}-{number}" if number else plain for number in count())
        free = next(one for one in numbers if one.lower() not in taken)
        taken.add(free.lower())
        found.append(DocsVersion(name, f"@{free}"))
    return tuple(found)


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) if _GLOB.search(pattern) else name == pattern


def _newness(name: str) -> tuple[bool, tuple[int, ...], bool, str, str]:
    """Return what sorts names: `1.10` after `1.9`, `2.0` after `2.0-rc1`, names without a number before those with."""
    found = _NUMBERED.fullmatch(name)
    if not found:
        return False, (), False, "", name
    numbers = tuple(int(part) for part in found[1].split(".") if len(part) < _DIGITS)
    return True, numbers, not found[2], found[2], name

"""Patterns of CODEOWNERS, a part of gitignore's: `*`, `?`, `**`, folders. They come from strangers: no backtracking."""

from collections.abc import Callable, Sequence

LONGEST = 1_000
"""Characters of a pattern that is looked at."""


def matches(pattern: str, path: str) -> bool:
    """Say whether a pattern means a file: by itself, or by a folder above it."""
    if len(pattern) > LONGEST:
        return False
    anchored = "/" in pattern.rstrip("/")
    parts = [part for part in pattern.split("/") if part]
    if not parts:  # `/` is the whole repository
        return pattern != ""
    wanted = parts if anchored else ["**", *parts]
    files_only = pattern.endswith("/*")  # GitHub: `docs/*` does not mean what is deeper
    here = path.split("/")
    if files_only:
        return _sequence(wanted, here)
    return (not pattern.endswith("/") and _sequence(wanted, here)) or _sequence([*wanted, "**", "*"], here)


def _sequence(wanted: Sequence[str], parts: Sequence[str]) -> bool:
    return _walk(wanted, parts, lambda one: one == "**", _word)


def _word(wanted: str, text: str) -> bool:
    return _walk(wanted, text, lambda one: one == "*", lambda one, other: one in {"?", other})


def _walk(
    wanted: Sequence[str], found: Sequence[str], is_any: Callable[[str], bool], fits: Callable[[str, str], bool]
) -> bool:
    """Match a sequence; going back to the last of those that stand for any number is enough."""
    at, here, star, mark = 0, 0, -1, 0
    while here < len(found):
        if at < len(wanted) and is_any(wanted[at]):
            star, mark = at, here
            at += 1
        elif at < len(wanted) and fits(wanted[at], found[here]):
            at, here = at + 1, here + 1
        elif star >= 0:
            mark += 1
            at, here = star + 1, mark
        else:
            return False
    return all(is_any(rest) for rest in wanted[at:])

"""Braces: `{a,b}` and `{1..3}` in, every text that they stand for out, as in a shell (and in npm's brace-expansion)."""

import itertools
import re
from collections.abc import Iterator

MOST = 1000
"""Texts that one pattern may stand for, and characters that it may have: `{a,b}` forty times is no honest pattern."""

_SEQUENCE = re.compile(r"(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?")


def expand_braces(pattern: str) -> list[str]:
    """Return the texts in order, cut at `MOST`; braces without a partner or a comma stand for themselves."""
    return [pattern] if len(pattern) > MOST else list(itertools.islice(_expand(pattern), MOST))


def _expand(text: str) -> Iterator[str]:
    for start in (match.start() for match in re.finditer(r"(?<![\\$])\{", text)):
        end, commas = _body(text, start)
        if end and (parts := _parts(text, start, end, commas)):
            break
    else:
        yield text
        return
    rest = list(itertools.islice(_expand(text[end + 1 :]), MOST))
    for part in parts:
        for middle in itertools.islice(_expand(part), MOST):
            yield from (f"{text[:start]}{middle}{after}" for after in rest)


def _body(text: str, start: int) -> tuple[int, list[int]]:
    """Return where the brace at `start` ends (0: nowhere) and its own commas."""
    depth, escaped = 0, False
    commas: list[int] = []
    for place in range(start, len(text)):
        char = "" if escaped else text[place]
        escaped = char == "\\"
        depth += {"{": 1, "}": -1}.get(char, 0)
        if not depth:
            return place, commas
        if char == "," and depth == 1:
            commas.append(place)
    return 0, []


def _parts(text: str, start: int, end: int, commas: list[int]) -> list[str]:
    if commas:
        edges = [start, *commas, end]
        return [text[left + 1 : right] for left, right in itertools.pairwise(edges)]
    sequence = _SEQUENCE.fullmatch(text, start + 1, end)
    return _sequence(*sequence.groups()) if sequence else []


def _sequence(first: str, last: str, step: str | None) -> list[str]:
    if first.isalpha() != last.isalpha():
        return []
    width = max(len(first), len(last)) if re.match(r"-?0\d", f"{first}") or re.match(r"-?0\d", last) else 0
    low, high = (ord(first), ord(last)) if first.isalpha() else (int(first), int(last))
    stride = max(abs(int(step or 1)), 1) * (1 if low <= high else -1)
    numbers = itertools.islice(range(low, high + (1 if stride > 0 else -1), stride), MOST)
    return [chr(number) if first.isalpha() else f"{number:0{width}d}" for number in numbers]

r"""Globs: a pattern in, the paths that it matches out, as minimatch does for Backstage's readers (without `dot`).

`*` and `**` skip what starts with a dot unless the pattern writes the dot; `[ab]`, `[!ab]`, `{a,b}`, `{1..3}` and
`\` work. `?` stands for itself: in a URL it begins the query. Patterns come from strangers, so nothing here
backtracks more than one step back: the cost is at most length of pattern times length of path. `catalog.rules` are
compared more loosely (minimatch with `dot` and `nocase`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from portalgen.model.braces import expand_braces

_WILDCARD = re.compile(r"[*{\[]")
_TOKEN = re.compile(r"(?P<stars>\*+)|\\(?P<escaped>.)|\[(?P<not>[!^]?+)(?P<members>\]?(?:\\.|[^\]\\])+)\]")
_RANGE = re.compile(r"(?P<low>.)-(?P<high>.)|(?P<one>.)")


class _Token(Protocol):
    """What one character of a part, or one part of a path, must be."""

    def fits(self, text: str, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Literal:
    text: str

    def fits(self, text: str, /) -> bool:
        return text == self.text


@dataclass(frozen=True, slots=True)
class _OneOf:
    """`[a-c]` or `[!a-c]`."""

    ranges: tuple[tuple[str, str], ...]
    inverted: bool

    def fits(self, text: str, /) -> bool:
        return self.inverted != any(low <= text <= high for low, high in self.ranges)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with wildcards, a token a character."""

    tokens: tuple[_Token | None, ...]
    loose: bool
    """Whether a wildcard at the start may stand for a dot."""

    def fits(self, text: str, /) -> bool:
        if not self.loose and text.startswith(".") and self.tokens[0] != _Literal("."):
            return False
        return _matches(self.tokens, text, bool)


_ANY = None
"""`*` among characters, `**` among parts: any number of them."""


_ANYTHING = _OneOf((), inverted=True)


def has_wildcard(text: str) -> bool:
    """Say whether a text is more than a plain path."""
    return _WILDCARD.search(text) is not None


def compile_glob(pattern: str, *, loose: bool = False) -> Callable[[str], bool]:
    """Return a test for paths; a slash or `./` at the start of the pattern means the root.

    `loose` is for names of locations: case and dots at the start do not matter, `?` is any one character.
    """
    texts = expand_braces(pattern.lower() if loose else pattern)
    alternatives = [tuple(_parts(text, loose=loose)) for text in texts]

    def matches(path: str) -> bool:
        parts = [part for part in path.lower().split("/") if part not in {"", "."}] if loose else path.split("/")
        return any(_matches(alternative, parts, bool if loose else _is_visible) for alternative in alternatives)

    return matches


def _matches(tokens: Sequence[_Token | None], items: Sequence[str], may_skip: Callable[[str], bool]) -> bool:
    """Match one by one; a miss goes back to the last `_ANY` only, and lets it take one item more."""
    token = item = 0
    back: tuple[int, int] | None = None
    while item < len(items):
        expected = tokens[token] if token < len(tokens) else _ANY
        if token < len(tokens) and expected is _ANY:
            token += 1
            back = (token, item)
        elif expected is not _ANY and expected.fits(items[item]):
            token, item = token + 1, item + 1
        elif back and may_skip(items[back[1]]):
            back = (back[0], back[1] + 1)
            token, item = back
        else:
            return False
    return all(left is _ANY for left in tokens[token:])


def _is_visible(part: str) -> bool:
    return not part.startswith(".")


def _parts(pattern: str, *, loose: bool) -> Iterator[_Token | None]:
    """Cut an expanded pattern at its slashes; `**` at the end asks for at least one part."""
    parts = [part for part in pattern.split("/") if part not in {"", "."}]
    for part in parts:
        yield _ANY if part == "**" else _part(tuple(_tokens(part, loose=loose)), loose=loose)
    if parts and parts[-1] == "**":
        yield _Part((_ANY,), loose)


def _part(tokens: tuple[_Token | None, ...], *, loose: bool) -> _Token:
    texts = [token.text for token in tokens if isinstance(token, _Literal)]
    return _Literal("".join(texts)) if len(texts) == len(tokens) else _Part(tokens, loose)


def _tokens(part: str, *, loose: bool) -> Iterator[_Token | None]:
    place = 0
    while place < len(part):
        found = _TOKEN.match(part, place)
        if not found:
            yield _ANYTHING if loose and part[place] == "?" else _Literal(part[place])
        elif found["stars"]:
            yield _ANY
        elif found["escaped"]:
            yield _Literal(found["escaped"])
        else:
            yield _one_of(found["members"], inverted=bool(found["not"]))
        place = found.end() if found else place + 1


def _one_of(members: str, *, inverted: bool) -> _Token:
    found = _RANGE.finditer(members.replace("\\", ""))
    ranges = tuple((each["low"] or each["one"], each["high"] or each["one"]) for each in found)
    single = len(ranges) == 1 and ranges[0][0] == ranges[0][1] and not inverted
    return _Literal(ranges[0][0]) if single else _OneOf(ranges, inverted)

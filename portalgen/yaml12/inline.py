"""Values on one line, as nearly all descriptors write them: words, quoted text, lists and maps in brackets.

Only what means the same to every reader of YAML 1.2; everything else is `OtherwiseError`, never a guess.
"""

import re
from typing import Any

from portalgen.yaml12.scalars import CORE

QUOTED = r"\"[^\"\\\n]*+\"|'[^'\n]*+'"
QUOTES = frozenset("\"'")
_BARE = r"[\w./-]*+(?::[\w./-]++)*+"
KEY = rf"(?:[^\W\d]|\$){_BARE}|{QUOTED}"

_TOKEN = re.compile(rf" *(?:([\[\]{{}},])|({QUOTED}|\w{_BARE})(:(?= ))?) *")
DEEPEST = 50
"""Collections in each other: of lines, and again in brackets."""
_LONGEST_KEY = 500
"""Characters; readers disagree on longer ones."""
WORDS = {text: CORE.plain(text) for word in ("null", "true", "false") for text in (word, word.title(), word.upper())}
"""What begins with a letter and is no text."""
UNUSUAL = frozenset({"<<", *WORDS})
"""Keys that mean something."""

_Token = tuple[str, str, str]
"""A bracket or comma; or a word, and the colon that makes it a key."""
_END: _Token = ("", "", "")


class OtherwiseError(Exception):
    """The text is not of this form."""


def read_word(text: str) -> Any:  # noqa: ANN401  (any scalar)
    """Return what a word or text without quotes means."""
    first = text[0]
    if first not in CORE.starts:
        return text
    return WORDS.get(text, text) if first.isalpha() else CORE.plain(text)


def read_key(text: str, holder: dict[str, Any]) -> str:
    """Return a key as text; one that a map has already, or that is no plain text, is left to others."""
    key = text[1:-1] if text[0] in QUOTES else text
    if key in holder or key in UNUSUAL or len(key) > _LONGEST_KEY:
        raise OtherwiseError
    return key


class Brackets:
    """A list or map in brackets, on its way to a value."""

    def __init__(self, text: str) -> None:
        """Cut the text into tokens. Raises `OtherwiseError`."""
        self.values = 0
        """How many were read."""
        self._tokens: list[_Token] = []
        self._depth = 0
        position = 0
        while position < len(text):
            token = _TOKEN.match(text, position)
            if token is None:
                raise OtherwiseError
            mark, word, colon = token.groups("")
            self._tokens.append((mark, word, colon))
            position = token.end()
        self._tokens.reverse()

    def read(self) -> Any:  # noqa: ANN401  (a list or a map)
        """Return all of it. Raises `OtherwiseError`."""
        value = self._value()
        if self._tokens:
            raise OtherwiseError
        return value

    def _value(self) -> Any:  # noqa: ANN401  (any YAML value)
        self.values += 1
        mark, word, colon = self._next()
        if word and not colon:
            return word[1:-1] if word[0] in QUOTES else read_word(word)
        if mark == "[":
            return self._list()
        if mark == "{":
            return self._map()
        raise OtherwiseError

    def _list(self) -> list[Any]:
        found: list[Any] = []
        if self._opens("]"):
            return found
        while True:
            found.append(self._value())
            if self._ends("]"):
                return found

    def _map(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self._opens("}"):
            return found
        while True:
            _, word, colon = self._next()
            if not colon or word[0].isdigit():
                raise OtherwiseError
            key = read_key(word, found)
            self.values += 1
            found[key] = self._value()
            if self._ends("}"):
                return found

    def _opens(self, closing: str) -> bool:
        """Go in; say whether it ends at once."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise OtherwiseError
        return bool(self._tokens) and self._tokens[-1][0] == closing and self._ends(closing)

    def _ends(self, closing: str) -> bool:
        mark = self._next()[0]
        if mark == closing:
            self._depth -= 1
        elif mark != ",":
            raise OtherwiseError
        return mark == closing

    def _next(self) -> _Token:
        return self._tokens.pop() if self._tokens else _END

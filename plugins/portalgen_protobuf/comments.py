"""Comments of a file: which of them belong to which declaration, as protoc sees it."""

import re
from bisect import bisect_right
from itertools import accumulate

MAX_TEXT = 20_000
_PIECE = re.compile(
    r'"(?:[^"\\\n]|\\[^\n])*"|\'(?:[^\'\\\n]|\\[^\n])*\'|(?P<line>//[^\n]*)|(?P<block>/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)'
)
_STAR = re.compile(r"^[ \t]*\*[ \t]?", re.MULTILINE)


class Comments:
    """The comments of one file that parses, by the lines where they stand."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._above: dict[int, str] = {}
        """Last line of comments that stand alone -> their words."""
        self._behind: dict[int, str] = {}
        """Line of code with a comment behind it -> its words."""
        for match in _PIECE.finditer(text):
            if match.lastgroup:
                self._add(text, match.start(), match.end(), _words(match))

    def of(self, first: int, last: int) -> str:
        """Return the words above line `first`, or else behind line `last`; blank lines part comment and declaration."""
        found = self._above.get(first - 1, "") or self._behind.get(last, "")
        return found.strip("\n")[:MAX_TEXT]

    def _add(self, text: str, start: int, end: int, words: str) -> None:
        first, last = bisect_right(self._starts, start), bisect_right(self._starts, end - 1)
        if text[self._starts[first - 1] : start].strip():
            self._behind[first] = words
            return
        # Lines of // that follow each other are one comment.
        before = self._above.pop(first - 1, "")
        self._above[last] = f"{before}\n{words}" if before else words


def _words(match: re.Match[str]) -> str:
    if match.lastgroup == "line":
        return match[0].lstrip("/").removeprefix(" ").rstrip()
    inner = match[0][2:-2].lstrip("*")
    return _STAR.sub("", inner).strip()

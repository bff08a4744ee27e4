"""Comments of a file: which of them belong to which declaration, as protoc sees it."""

import re
from bisect import bisect_right
from itertools import accumulate

MAX_TEXT = 20_000
_PIECE = re.compile(
    r'"(?:[^"\\\n]|\\[^\n])*"|\'(?:[^\'\\\n]|\\[^\n])*\'|(?P<line>//[^\n]*)|(?P<block>/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)'
)
_STAR = re.compile(r"^[ \t]*\*[ \t]?", re.MULTILINE)
_BLANK = re.compile(r"\s*")


class Comments:
    """The comments of one file that parses, by the lines where they stand; a text and its lines are walked once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._indented = (0, 0)
        above: dict[int, list[str]] = {}
        """Last line of comments that stand alone -> their words, in pieces."""
        self._behind: dict[int, str] = {}
        """Line of code with a comment behind it -> its words."""
        for match in _PIECE.finditer(text):
            if match.lastgroup:
                self._add(match, above)
        self._above = {line: "\n".join(pieces).strip("\n")[:MAX_TEXT] for line, pieces in above.items()}

    def of(self, first: int, column: int, last: int) -> str:
        """Return the words above a declaration, or else behind line `last`; blank lines part comment and declaration.

        Where several declarations share a line, what stands above is said of the first one, what stands behind of one.
        """
        starts_line = column == self._indent(first) + 1
        found = self._above.get(first - 1, "") if starts_line else ""
        return found or self._behind.pop(last, "")

    def _add(self, match: re.Match[str], above: dict[int, list[str]]) -> None:
        first, last = (bisect_right(self._starts, at) for at in (match.start(), match.end() - 1))
        if self._starts[first - 1] + self._indent(first) < match.start():
            self._behind[first] = _words(match).strip("\n")[:MAX_TEXT]
            return
        # Lines of // that follow each other are one comment.
        pieces = above.pop(first - 1, [])
        pieces.append(_words(match))
        above[last] = pieces

    def _indent(self, line: int) -> int:
        """Return how many blanks a line starts with; those of the last one asked for are kept."""
        if self._indented[0] != line:
            start = self._starts[line - 1]
            found = _BLANK.match(self._text, start)
            self._indented = (line, found.end() - start if found else 0)
        return self._indented[1]


def _words(match: re.Match[str]) -> str:
    if match.lastgroup == "line":
        return match[0].lstrip("/").removeprefix(" ").rstrip()
    inner = match[0][2:-2].lstrip("*")
    return _STAR.sub("", inner).strip()

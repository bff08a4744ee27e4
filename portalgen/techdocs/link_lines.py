"""Where in a page's Markdown an address stands: not in code, not as the beginning of a longer one."""

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_BEFORE, _AFTER = re.compile(r"[\w/.#%-]"), re.compile(r"[\w/#?&=%-]|\.\w")
"""What makes a longer address of one: `a.md` is neither in `aa.md` nor in `a.md#b`, but may end a sentence."""
_WORD = re.compile(r"[^\s()<>\[\]\"'`|]+")
"""What stands in Markdown where an address does, as a whole."""
_SNIPPET = re.compile(r"-8<-")


class LinkLines:
    """The lines of one page; of an address that is asked for again, the next one, and at last its last one."""

    def __init__(self, text: str) -> None:
        """Take the Markdown."""
        self._text = text
        self._asked: Counter[str] = Counter()

    def of(self, written: str) -> int:
        """Return the line, from 1, of an address as its author wrote it.

        What is not in the page comes from a snippet, and then it is the first line that includes one; else it is 1.
        """
        if written not in self._words:
            return self._line(self._other(written))
        places = self._words[written]
        self._asked[written] += 1
        return self._line(places[min(self._asked[written], len(places)) - 1])

    def _other(self, written: str) -> int:
        whole = _find(self._plain, written)
        at = whole if whole >= 0 else self._plain.find(written)
        snippet = _SNIPPET.search(self._text)
        return at if at >= 0 else snippet.start() if snippet else 0

    def _line(self, at: int) -> int:
        return bisect_right(self._ends, at - 1) + 1

    @cached_property
    def _plain(self) -> str:
        return _without_code(self._text)

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for word in _WORD.finditer(self._plain):
            found.setdefault(word[0], []).append(word.start())
        return found

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self._text)]


def _find(text: str, address: str) -> int:
    """Return where an address stands first, as a whole; -1 for nowhere."""
    at = text.find(address)
    while at >= 0 and ((at and _BEFORE.match(text, at - 1)) or _AFTER.match(text, at + len(address))):
        at = text.find(address, at + 1)
    return at


def _without_code(text: str) -> str:
    """Return a text of the same length with blanks where code was."""
    lines, fence = [], ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        opens = found[1] if found else ""
        if fence:
            lines.append(" " * len(line))
            if opens.startswith(fence):
                fence = ""
        elif opens:
            fence = opens
            lines.append(" " * len(line))
        else:
            lines.append(_CODE.sub(lambda match: " " * len(match[0]), line))
    return "\n".join(lines)

"""Where in a page's Markdown an address stands: not in code, not as the beginning of a longer one."""

import re
from collections import Counter

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_BEFORE, _AFTER = r"(?<![\w/.#%-])", r"(?![\w/#?&=%-])(?!\.\w)"
"""Around an address: `a.md` is neither in `aa.md` nor in `a.md#b`, but may end a sentence."""
_SNIPPET = re.compile(r"-8<-")


class LinkLines:
    """The lines of one page; of an address that is asked for again, the next one, and at last its last one."""

    def __init__(self, text: str) -> None:
        """Take the Markdown."""
        self._text = text
        self._plain: str | None = None
        self._asked: Counter[str] = Counter()

    def of(self, written: str) -> int:
        """Return the line, from 1, of an address as its author wrote it.

        What is not in the page comes from a snippet, and then it is the first line that includes one; else it is 1.
        """
        if self._plain is None:
            self._plain = _without_code(self._text)
        self._asked[written] += 1
        found = [match.start() for match in re.finditer(f"{_BEFORE}{re.escape(written)}{_AFTER}", self._plain)]
        if found:
            return self._line(found[min(self._asked[written], len(found)) - 1])
        at = self._plain.find(written)
        snippet = _SNIPPET.search(self._text)
        return self._line(at if at >= 0 else snippet.start() if snippet else 0)

    def _line(self, at: int) -> int:
        return self._text.count("\n", 0, at) + 1


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

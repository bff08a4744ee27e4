"""Where in the Markdown of a page, or of its snippets, an address stands.

Not in code, and not as the beginning of a longer one.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from html import unescape
from typing import NamedTuple

from portalgen.techdocs.missing_snippets import Snippet

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_BEFORE, _AFTER = re.compile(r"[\w/.#%-]"), re.compile(r"[\w/#?&=%-]|\.\w")
"""What makes a longer address of one: `a.md` is neither in `aa.md` nor in `a.md#b`, but may end a sentence."""
_WORD = re.compile(r"[^\s()<>\[\]\"'`|]+")
"""What stands in Markdown where an address does, as a whole."""
_PATIENCE = 1000
"""Addresses of one file that are searched for sign by sign."""
_SNIPPET = re.compile(r"-8<-")


class LinkPlace(NamedTuple):
    """Where an author finds a link."""

    line: int
    """From 1."""
    file: str = ""
    """The snippet in the source, empty for the page itself."""


class LinkPlaces:
    """The places of a page's links; of an address that is asked for again, the next one, and at last its last one."""

    def __init__(self, text: str, snippets: Iterable[Snippet] = ()) -> None:
        """Take the Markdown, and the snippets in it, which are read when they are needed."""
        self._page, self._snippets = _Text(text), tuple(snippets)

    def of(self, written: str) -> LinkPlace:
        """Return the place of an address as its author wrote it.

        What is nowhere was made by something else: then it is the first line that includes a snippet; else it is 1.
        """
        for find in _WAYS:
            if found := next(self._found(find, written), None):
                return found
        return LinkPlace(self._page.including)

    def of_text(self, *texts: str) -> LinkPlace:
        """Return the first line that has one of some texts, in code as well, in whatever case; else it is 1."""
        sought = [text.lower() for text in texts if text]
        for file, text in self._texts():
            if line := min(filter(None, map(text.having, sought)), default=0):
                return LinkPlace(line, file)
        return LinkPlace(1)

    def _found(self, find: "_Way", written: str) -> Iterator[LinkPlace]:
        for file, text in self._texts():
            if line := find(text, written):
                yield LinkPlace(line, file)

    def _texts(self) -> Iterator[tuple[str, "_Text"]]:
        yield "", self._page
        if self._snippets:
            yield from self._included

    @cached_property
    def _included(self) -> "list[tuple[str, _Text]]":
        return [(one.path, _Text(_shown(one))) for one in self._snippets]


class _Text:
    """The lines of one file; 0 stands for none."""

    def __init__(self, text: str) -> None:
        """Take the Markdown."""
        self._text = text
        self._sought = 0
        self._asked: Counter[str] = Counter()

    def next(self, written: str) -> int:
        """Return the line of an address that nobody asked for yet."""
        places = self._words.get(written, [])
        asked = self._asked[written]
        if asked == len(places):
            return 0
        self._asked[written] += 1
        return self._line(places[asked])

    def last(self, written: str) -> int:
        places = self._words.get(written)
        return self._line(places[-1]) if places else 0

    def inside(self, written: str) -> int:
        """Return the line of an address that has other signs around it."""
        self._sought += 1
        if self._sought > _PATIENCE:
            return 0
        whole = _find(self._plain, written)
        at = whole if whole >= 0 else self._plain.find(written)
        return self._line(at) if at >= 0 else 0

    def having(self, text: str) -> int:
        """Return the first line that has a text in small letters, here in whatever case."""
        at = self._text.lower().find(text)
        return self._line(at) if at >= 0 else 0

    @cached_property
    def including(self) -> int:
        """The first line that includes a snippet, 1 for none."""
        snippet = _SNIPPET.search(self._text)
        return self._line(snippet.start()) if snippet else 1

    def _line(self, at: int) -> int:
        return bisect_right(self._ends, at - 1) + 1

    @cached_property
    def _plain(self) -> str:
        return _without_code(self._text)

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for word in _WORD.finditer(self._plain):
            found.setdefault(unescape(word[0]), []).append(word.start())
        return found

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self._text)]


_Way = Callable[[_Text, str], int]
_WAYS: tuple[_Way, ...] = (_Text.next, _Text.last, _Text.inside)


def _find(text: str, address: str) -> int:
    """Return where an address stands first, as a whole; -1 for nowhere."""
    at = text.find(address)
    while at >= 0 and ((at and _BEFORE.match(text, at - 1)) or _AFTER.match(text, at + len(address))):
        at = text.find(address, at + 1)
    return at


def _shown(snippet: Snippet) -> str:
    """Return the text of a snippet, with nothing in lines that the page does not have."""
    text = snippet.file.read_text(encoding="utf-8", errors="replace")
    if snippet.lines is None:
        return text
    return "\n".join(line if at in snippet.lines else "" for at, line in enumerate(text.split("\n"), 1))


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

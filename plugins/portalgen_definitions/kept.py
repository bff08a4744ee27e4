"""Documents as read, kept by their text."""

from collections.abc import Callable
from typing import Generic, TypeVar

ROOM = 20_000_000
"""Characters of definitions that are kept as read: about a thousand APIs of usual size."""
PATIENCE = 10
"""How often as many documents as are kept are asked for before one that nobody asked for may go."""

T = TypeVar("T")


class Kept(Generic[T]):
    """Documents by their text, up to so many characters of texts together.

    Rules, cards and the collator ask for every definition of a catalog, each in turn for all of them: a cache that
    drops the oldest at once would have dropped each by the time it is asked for again. So only what nobody has asked
    for in a long while gives way, such as older versions of a text that somebody edits.
    """

    def __init__(self, read: Callable[[str], T], room: int = ROOM) -> None:
        self._read = read
        self._size = room
        self._room = room
        self._asked = 0
        self._found: dict[str, tuple[T, int]] = {}
        """Text -> document, and when it was asked for; the oldest first."""

    def read(self, text: str) -> T:
        """Return the document of a text, read at most once as long as there is room for it."""
        self._asked += 1
        found = self._found.pop(text, None)
        document = found[0] if found else self._read(text)
        if found or self._makes_room(len(text)):
            self._room -= 0 if found else len(text)
            self._found[text] = (document, self._asked)
        return document

    def _makes_room(self, size: int) -> bool:
        while self._room < size <= self._size and self._found:
            oldest, (_, asked) = next(iter(self._found.items()))
            if self._asked - asked < PATIENCE * len(self._found):
                return False
            del self._found[oldest]
            self._room += len(oldest)
        return size <= self._room

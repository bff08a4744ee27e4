"""Documents as read, kept by their text."""

from collections.abc import Callable
from typing import Generic, TypeVar

ROOM = 20_000_000
"""Characters of definitions that are kept as read: about a thousand APIs of usual size."""

T = TypeVar("T")


class Kept(Generic[T]):
    """Documents by their text, up to so many characters of texts together; what comes later is not kept.

    Rules, cards and the collator ask for every definition of a catalog, each in turn for all of them: a cache that
    drops the oldest would have dropped each by the time it is asked for again.
    """

    def __init__(self, read: Callable[[str], T], room: int = ROOM) -> None:
        self._read = read
        self._room = room
        self._found: dict[str, T] = {}

    def read(self, text: str) -> T:
        """Return the document of a text, read at most once if there is room for it."""
        found = self._found.get(text)
        if found is None:
            found = self._read(text)
            if len(text) <= self._room:
                self._room -= len(text)
                self._found[text] = found
        return found

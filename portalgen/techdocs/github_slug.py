"""Anchors of headings as GitHub makes them: links to them were written for it."""

import re

_DROPPED = re.compile(r"[^\w\- ]")


class Slugs:
    """Anchors of one page, each given once."""

    def __init__(self) -> None:
        """Start with none."""
        self._given: dict[str, int] = {}

    def take(self, title: str) -> str:
        """Return the anchor of the next heading: lower case, hyphens for spaces, marks left out, `-1` for a second.

        >>> slugs = Slugs()
        >>> slugs.take("What's new in 2.0?"), slugs.take("What's new in 2.0?"), slugs.take("A & B")
        ('whats-new-in-20', 'whats-new-in-20-1', 'a--b')
        """
        plain = found = _DROPPED.sub("", title.strip().lower()).replace(" ", "-")
        while found in self._given:
            self._given[plain] = self._given.get(plain, 0) + 1
            found = f"{plain}-{self._given[plain]}"
        self._given[found] = 0
        return found

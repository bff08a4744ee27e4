"""Anchors: stable, unique ids of the parts of a page."""

import re

_OTHER = re.compile(r"[^A-Za-z0-9._-]+")


class Anchors:
    """Hands out ids; the second of the same name gets `-2`, so the order of asking decides."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, kind: str, name: str) -> str:
        """Return an id such as `operation-getOrder` that no other part of the page has."""
        base = f"{kind}-{_OTHER.sub('-', name).strip('-') or 'x'}"[:150]
        found = base
        while found in self._taken:
            self._taken[base] += 1
            found = f"{base}-{self._taken[base]}"
        self._taken[found] = 1
        return found

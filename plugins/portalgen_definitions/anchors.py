"""Anchors: stable, unique ids of the parts of a page."""

import re
from urllib.parse import unquote

_REDOC = re.compile(r"\]\(#(?:tag/[^/()\s]+/)?(tag|operation)/([^/()\s]+)\)")
_OTHER = re.compile(r"-*[^A-Za-z0-9._-][^A-Za-z0-9._]*")


class Anchors:
    """Hands out ids; the second of the same name gets `-2`, so the order of asking decides."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, kind: str, name: str) -> str:
        """Return an id such as `operation-getOrder` that no other part of the page has."""
        base = _slug(kind, name)
        found = base
        while found in self._taken:
            self._taken[base] += 1
            found = f"{base}-{self._taken[base]}"
        self._taken[found] = 1
        return found


def relink(markdown: str) -> str:
    """Return a text whose links `#operation/getOrder` and `#tag/orders` lead to the anchors of this page."""
    if "](#" not in markdown:
        return markdown
    return _REDOC.sub(lambda match: f"](#{_slug(match[1], unquote(match[2]))})", markdown)


def _slug(kind: str, name: str) -> str:
    return f"{kind}-{_OTHER.sub('-', name).strip('-') or 'x'}"[:150]

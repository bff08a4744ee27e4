"""What an API answers: data with the headers around it, or why there is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from portalgen.errors import DiscoveryError

_LINK = re.compile(r'<(?P<url>[^<>]*)>[^<]*?;\s*rel="?next"?(?=[\s,;]|$)')
_LONGEST = 200
"""Digits of a number that a header holds."""


class ApiError(DiscoveryError):
    """A host does not give what it is asked for; the message names the host, and no secret."""

    def __init__(self, message: str, *, hint: str = "", status: int = 0) -> None:
        """Keep the HTTP status, 0 where there was no answer."""
        super().__init__(message, hint=hint)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    url: str
    """What was asked, without what proves who asks."""
    status: int
    value: Any = None
    """JSON data; None for an empty body."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    words: str = ""
    """What the host says itself about a fault, without credentials, shortened; empty if it says nothing."""

    @property
    def next(self) -> str:
        """URL of the next page as the header `Link` has it, empty on the last one. Raises `ApiError` if it is none."""
        found = _LINK.search(self.headers.get("link", ""))
        try:
            return urljoin(self.url, found["url"]) if found else ""
        except ValueError:
            raise ApiError(f"{urlsplit(self.url).netloc}: the address of its next page is not valid") from None

    def number(self, header: str) -> int | None:
        """Return a header as a whole number, None if it is not there or is none."""
        text = self.headers.get(header, "").strip()
        return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else None

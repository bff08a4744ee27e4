"""What an API answers: data with the headers around it, or why there is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from portalgen.errors import DiscoveryError

_LINK = re.compile(r'<(?P<url>[^<>]*)>[^<]*?;\s*rel="?next"?(?=[\s,;]|$)')
_LONGEST = 200
"""Characters of a host's own words that are shown."""


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

    @property
    def next(self) -> str:
        """URL of the next page as the header `Link` has it, empty on the last one."""
        found = _LINK.search(self.headers.get("link", ""))
        return urljoin(self.url, found["url"]) if found else ""

    @property
    def words(self) -> str:
        """What the host says itself about a fault, shortened; empty if it says nothing."""
        value = self.value if isinstance(self.value, dict) else {}
        errors = value.get("errors")
        if isinstance(errors, list) and errors and isinstance(errors[0], dict):  # of GraphQL, and of Bitbucket Server
            value = {**value, **errors[0]}
        said = next((value[key] for key in ("message", "error", "error_description") if value.get(key)), "")
        said = said.get("message", "") if isinstance(said, dict) else said
        return " ".join(str(said).split())[:_LONGEST]

    def number(self, header: str) -> int | None:
        """Return a header as a whole number, None if it is not there or is none."""
        text = self.headers.get(header, "").strip()
        return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else None

"""What portal.yaml says to the plug-in, below `plugins.openapi`."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from portalgen.config import Section


def _origin(text: str) -> str:
    """Return an address as scheme, host and port. Raises `ValueError` if it says more or less."""
    found = origin_of(text)
    if not found or text.rstrip("/").lower() != found:
        raise ValueError("an address without a path is expected, such as https://api.example.com")
    return found


def origin_of(url: str) -> str:
    """Return scheme, host and port of an http address as policies name them; nothing for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None or not _plain(host):
        return ""
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in {None, usual} else "")


def _plain(host: str) -> bool:
    return host.isascii() and all(letter.isalnum() or letter in ".-" for letter in host)


class TryIt(Section):
    """Requests that readers may send from the portal."""

    servers: Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], Field(min_length=1, max_length=50)]
    """Servers that they may go to: scheme, host and port."""


class Options(Section):
    """`plugins.openapi` in portal.yaml."""

    try_it: TryIt | None = None
    """Whether and where readers may try operations. Absent: nowhere."""

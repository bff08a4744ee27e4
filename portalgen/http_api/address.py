"""Addresses of APIs, and what it means when one gives no whole answer; both without loading what sends requests."""

from urllib.parse import urlsplit

from portalgen.http_api.answer import ApiError


class Broken(Exception):  # noqa: N818 - it is no fault yet: the same is asked again
    """There is no whole answer; the text says why."""


def origin(url: str) -> str:
    """Return scheme, host and port. Raises `ApiError` for what is no URL over http(s)."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        raise ApiError("not the address of an API", hint="write apiBaseUrl as https://host/path")
    usual = {"http": 80, "https": 443}[parts.scheme]
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port and port != usual else "")

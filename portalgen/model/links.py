"""Addresses and texts that strangers wrote: which links a reader may follow, and which characters may reach a page."""

import re
from urllib.parse import urlsplit

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Schemes of links that a reader may follow; documentation may use a few more (`techdocs.sanitise`)."""

_HOSTED = frozenset({"http", "https"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CODES = bytes(code for code in (*range(32), 127) if chr(code) not in "\t\r\n")
_TURNS = re.compile(b"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
"""U+202A to U+202E and U+2066 to U+2069 in UTF-8: on bytes the search is eight times faster, and every page asks."""
_HIDDEN = re.compile("[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069]")


def safe_url(text: str) -> str:
    """Return an absolute address without spaces around it if a reader may follow it, else nothing.

    `https:foo` is none: browsers read it as a path of the page that it stands on.
    """
    url = text.strip()
    try:
        parts = urlsplit(_HIDDEN.sub("_", url))
    except ValueError:
        return ""
    known = parts.scheme in SAFE_SCHEMES and (parts.scheme not in _HOSTED or parts.netloc)
    return url if known else ""


def is_safe_url(text: str) -> bool:
    """Tell whether a text is an absolute address that a reader may follow."""
    return bool(safe_url(text))


def leaves_site(text: str) -> bool:
    """Tell whether a link names a scheme or a host, safe or not: it is no route of this site."""
    shown = _HIDDEN.sub("", text)
    return bool(_SCHEME.match(shown)) or shown.replace("\\", "/").startswith("//")


def is_hiding(text: str) -> bool:
    """Tell whether an address has characters that nobody sees: some readers of it would go on without them."""
    plain = text.strip(" \t\r\n\f")
    return plain != text.strip() or bool(_HIDDEN.search(plain.replace(" ", "")))


def page_bytes(text: str) -> bytes:
    r"""Return a finished text as UTF-8, without what nobody sees: control codes but `\t \r \n`, changes of direction.

    An override (U+202E) in a title would turn the words after it around, on every page that shows it.
    """
    return _TURNS.sub(b"", text.encode("utf-8", "replace").translate(None, _CODES))

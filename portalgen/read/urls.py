"""URLs: a text in, whether browsers take it for an absolute URL out (WHATWG), and Node with them."""

import re
import unicodedata

_PLAIN = re.compile(r"https?://(?!xn--)[a-z][a-z0-9-]*(?:\.(?!xn--)[a-z][a-z0-9-]*)*(?:/[!-~]*)?")
_ACE = "xn--"


def is_url(text: str) -> bool:
    """Return whether a text is an absolute URL of any scheme."""
    if _PLAIN.fullmatch(text):
        return True
    import ada_url  # noqa: PLC0415  (28 ms that almost no catalog needs)

    if not ada_url.check_url(text):
        return False
    if _ACE not in text.lower():
        return True
    url = ada_url.URL(text)
    labels = url.hostname.split(".") if url.protocol in {"http:", "https:", "ws:", "wss:", "ftp:"} else []
    return all(_means_something(label) for label in labels if label.startswith(_ACE))


def _means_something(label: str) -> bool:
    """Say whether a part of a host in Punycode stands for a text that has no simpler form: ada does not look."""
    try:
        text = label.removeprefix(_ACE).encode("ascii").decode("punycode")
    except UnicodeError:
        return False
    return bool(text) and text.isprintable() and unicodedata.normalize("NFKC", text) == text

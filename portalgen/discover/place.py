"""Place: the URL of a repository or organisation in, its host and owner out."""

from urllib.parse import urlsplit


def place_of(url: str) -> tuple[str, str]:
    """Return host and first part of the path of a URL, over https or ssh, both in lower case."""
    if "://" not in url:
        before, _, path = url.partition(":")
        return before.rpartition("@")[2].lower(), path.strip("/").partition("/")[0].lower()
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2].lower(), parts.path.strip("/").partition("/")[0].lower()

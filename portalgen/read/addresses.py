"""Addresses: a target or placeholder, seen from the file that holds it, in; the path inside its repository out.

Texts are read as URLs, as Backstage does (`defaultScmResolveUrl`, then `git-url-parse`): a backslash is a slash, `%20`
a space, what follows `?` or `#` is no part of the path, and a leading slash is the root of the repository.
"""

import re
from urllib.parse import quote, unquote, unquote_to_bytes

import ada_url

from portalgen.model.forge import RepositoryFile
from portalgen.read.policy import ReadPolicy

_HOME = "https://repository.invalid/root/"
"""Stands for the root of a repository, wherever that is."""
_HTTP = re.compile("^http:")
"""Public hosts lead from there to https."""
_SLASHES = re.compile("/+")
_AWKWARD = re.compile("[#?%]")
_MOST_LAYERS = 10
"""How often a path may be encoded, one time over the other."""
_DOTS = frozenset({".", ".."})


class AddressError(ValueError):
    """A text is no address, or leads out of the repository; the text says why."""


def is_absolute(text: str) -> bool:
    """Say whether a text is a URL by itself."""
    return ada_url.check_url(text)


def hosted(text: str, policy: ReadPolicy) -> RepositoryFile | None:
    """Return what an absolute URL says of a file on a known host, None for any other."""
    url = ada_url.URL(text).href
    return policy.forges.parse(_HTTP.sub("https:", url)) or policy.forges.parse(url)


def path_inside(text: str, base: str, *, strict: bool) -> str:
    """Return the path that a relative or rooted text means in the file `base`, "" for the root.

    Raises `AddressError`. `strict`: what Backstage cannot read, for it writes a path into a URL undone, is no address.
    """
    try:
        url = ada_url.URL(text, base=_HOME + quote(base))
        if text.startswith("/"):
            url = ada_url.URL(_HOME)
            url.pathname = f"/root/{text.lstrip('/')}"
    except ValueError as error:
        raise AddressError(f"'{text}' is not a valid URL") from error
    if not url.href.startswith(_HOME):
        raise AddressError(f"'{text}' leads out of the repository")
    return readable(url.pathname.removeprefix("/root/"), text, strict=strict)


def readable(path: str, text: str, *, strict: bool) -> str:
    """Return the path that an encoded one is; `text` is what was written. Raises `AddressError`."""
    plain = _SLASHES.sub("/", unquote(path)).strip("/")
    if not _DOTS.isdisjoint(_decoded(plain).split("/")):
        raise AddressError(f"'{text}' hides dots that lead elsewhere")
    if strict and (_AWKWARD.search(plain) or not _is_text(path)):
        raise AddressError(f"'{text}' has characters in its path that Backstage cannot ask for")
    return plain


def _decoded(path: str) -> str:
    """Decode until nothing is left to decode; what takes too long for that has something to hide."""
    for _ in range(_MOST_LAYERS):
        if (plain := unquote(path)) == path:
            return path
        path = plain
    return ".."


def _is_text(path: str) -> bool:
    try:
        unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return re.search("%(?![0-9A-Fa-f]{2})", path) is None

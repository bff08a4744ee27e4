"""What to fetch from instead: `git.mirrors` in, pairs with absolute paths out."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*://|[^/]+@[^/:]+:", re.IGNORECASE)


def mirrors(given: Mapping[str, str], folder: Path) -> tuple[tuple[str, str], ...]:
    """Return (prefix, replacement), longest prefix first; a relative replacement starts at `folder`."""
    found = ((start, _absolute(instead, folder)) for start, instead in given.items())
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


def _absolute(replacement: str, folder: Path) -> str:
    if _REMOTE.match(replacement):
        return replacement
    slash = "/" if replacement.endswith("/") else ""  # a prefix replaces a prefix: the slash counts
    return f"{os.path.normpath(folder / replacement)}{slash}"

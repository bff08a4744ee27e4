"""Paths of a site: each may be a file below any root, on any file system, beside all the others."""

import re
import unicodedata
from dataclasses import dataclass, field

from portalgen.errors import PublishError

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")

_LONGEST = 1500
"""Characters of a path; no system knows a file whose whole path has 4096 bytes."""


@dataclass(frozen=True, slots=True)
class SitePaths:
    """The paths taken so far; some file systems do not tell `A` from `a`, so neither does this."""

    _files: dict[str, str] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)
    """Folded path -> a file that needs it."""

    def take(self, path: str) -> None:
        """Note a file. Raises `PublishError` when its path escapes the site or is in another's way."""
        parts = path.split("/")
        if len(path) > _LONGEST or _FORBIDDEN.search(path) or any(part in {"", ".", ".."} for part in parts):
            raise PublishError(f"{path!r} is not a path inside the site", hint="report which page has this path")
        folded = _fold(path)
        folders = ["/".join(parts[:count]) for count in range(1, len(parts))]
        other = self._files.get(folded) or self._folders.get(folded)
        for folder in folders:
            other = other or self._files.get(_fold(folder))
        if other:
            hint = "Rename one of the two; case does not tell files apart everywhere."
            raise PublishError(f"{path!r} is in the way of {other!r}", hint=hint)
        self._files[folded] = path
        for folder in folders:
            self._folders.setdefault(_fold(folder), path)


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()

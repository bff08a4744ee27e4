"""Paths of a site: each may be a file below any root, on any file system, beside all the others."""

import re
import unicodedata
from dataclasses import dataclass, field

from portalgen.errors import PublishError

LONGEST = 1500
"""Characters of a path; no system knows a file whose whole path has 4096 bytes."""

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")


def is_path(path: str, longest: int = LONGEST) -> bool:
    """Say whether a file can have this path, relative to the site's root."""
    plain = len(path) <= longest and not _FORBIDDEN.search(path)
    return plain and not any(part in {"", ".", ".."} for part in path.split("/"))


@dataclass(frozen=True, slots=True)
class SitePaths:
    """The paths taken so far; some file systems do not tell `A` from `a`, so neither does this."""

    _files: dict[str, str] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)
    """Folded path -> a file that needs it."""

    def rival(self, path: str) -> str | None:
        """Return the file that cannot stand beside one of this path, or None."""
        folded = _fold(path)
        above = (self._files.get(_fold(folder)) for folder in _folders(path))
        return self._files.get(folded) or self._folders.get(folded) or next(filter(None, above), None)

    def take(self, path: str) -> None:
        """Note a file. Raises `PublishError` when its path escapes the site or is in another's way."""
        if not is_path(path):
            raise PublishError(f"{path!r} is not a path inside the site", hint="report which page has this path")
        if other := self.rival(path):
            hint = "Rename one of the two; case does not tell files apart everywhere."
            raise PublishError(f"{path!r} is in the way of {other!r}", hint=hint)
        self._files[_fold(path)] = path
        for folder in _folders(path):
            self._folders.setdefault(_fold(folder), path)


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()

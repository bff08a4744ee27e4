"""Copies: the last good answer for each file of a plain web site, for builds that cannot ask."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes of a file, and since when they are known if they are not what the site says now."""

    content: bytes
    stale_since: int | None = None
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies in the cache folder, one a URL."""

    folder: Path

    def keep(self, url: str, content: bytes) -> None:
        """Keep a copy; a folder that cannot be written costs only what a later build without network could use."""
        path = self._path(url)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = path.with_name(f"{path.name}.{os.getpid()}.new")
            beside.write_bytes(content)
            beside.replace(path)

    def forget(self, url: str) -> None:
        """Drop the copy of a file that its site has no more."""
        with suppress(OSError):
            self._path(url).unlink()

    def last(self, url: str) -> Copy | None:
        """Return the copy of a file, or None."""
        path = self._path(url)
        try:
            return Copy(path.read_bytes(), int(path.stat().st_mtime))
        except OSError:
            return None

    def _path(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode()).hexdigest()

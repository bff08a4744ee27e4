"""Copies: the last good answer for each file of a plain web site, to read it later, and for builds that cannot ask."""

import hashlib
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from portalgen.crawl.seals import sealed, unsealed
from portalgen.errors import CrawlError


@dataclass(frozen=True, slots=True)
class Copy:
    """A file as it was fetched; its bytes lie in the cache folder, and since when if they are not what the site says.

    Bytes are in memory only if that folder could not be written.
    """

    path: Path
    digest: str
    size: int
    stale_since: int | None = None
    """Seconds since 1970."""
    content: bytes | None = None

    def read(self) -> bytes:
        """Return the bytes. Raises `CrawlError` if another build has replaced them."""
        content = unsealed(self.path) if self.content is None else self.content
        if content is None or _digest(content) != self.digest:
            raise CrawlError("its copy in the cache folder has changed", hint="run the build again")
        return content


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies in the cache folder, one a URL."""

    folder: Path

    def keep(self, url: str, content: bytes) -> Copy:
        """Keep a copy; a folder that cannot be written costs memory, and what a later build offline could use."""
        path = self._path(url)
        beside = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_bytes(sealed(path, content))
            beside.replace(path)
        except OSError:
            return Copy(path, _digest(content), len(content), content=content)
        return Copy(path, _digest(content), len(content))

    def forget(self, url: str) -> None:
        """Drop the copy of a file that its site has no more."""
        with suppress(OSError):
            self._path(url).unlink()

    def last(self, url: str) -> Copy | None:
        """Return the copy of a file; None if there is none, or it is not what was kept."""
        path = self._path(url)
        with suppress(OSError):
            content, since = unsealed(path), int(path.stat().st_mtime)
            return None if content is None else Copy(path, _digest(content), len(content), since)
        return None

    def _path(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode()).hexdigest()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

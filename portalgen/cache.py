"""Cache: texts that earlier builds found out, in the cache folder, by what they are about.

In: a name, and a digest of all that the text was made of.  Out: the text, or None.  Pure: no.  Kept: files, one a name,
each replaced as a whole and verified when it is read: what is damaged, or made of something else, does not exist.
Not its job: knowing what the texts mean.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from portalgen import __version__

_DECIDING = ("ada-url", "jsonschema-rs", "pydantic", "pyyaml")
"""Libraries whose words and decisions are in what is kept."""
_ENCODING = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of texts."""

    folder: Path

    def read(self, name: str, made_of: str) -> str | None:
        """Return the text of a name if it was made of the same."""
        found = self.read_bytes(name, made_of)
        return None if found is None else found.decode(*_ENCODING)

    def read_bytes(self, name: str, made_of: str) -> bytes | None:
        """Return the same as it is kept, in UTF-8: of a long text, not all may be wanted."""
        try:
            with self._path(name).open("rb") as file:
                head, content = file.readline(), file.read()
        except OSError:
            return None
        return content if head == _head(made_of, hashlib.sha256(content).hexdigest()) else None

    def write(self, name: str, made_of: str, text: str | Iterable[str | memoryview]) -> None:
        """Keep a text, whole or in parts that may be encoded already; where the folder cannot be written, nothing."""
        path, found = self._path(name), hashlib.sha256()
        beside = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.new")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with beside.open("wb") as file:
                file.write(_head(made_of, found.hexdigest()))
                for part in [text] if isinstance(text, str) else text:
                    data = part.encode(*_ENCODING) if isinstance(part, str) else part
                    found.update(data)
                    file.write(data)
                file.seek(0)
                file.write(_head(made_of, found.hexdigest()))
            beside.replace(path)

    def forget(self, name: str) -> None:
        """Keep the text of a name no longer."""
        with suppress(OSError):
            self._path(name).unlink(missing_ok=True)

    def written(self, name: str) -> int | None:
        """Return when the text of a name was kept, in seconds since 1970; None if there is none."""
        try:
            return int(self._path(name).stat().st_mtime)
        except OSError:
            return None

    def _path(self, name: str) -> Path:
        return self.folder / hashlib.sha256(name.encode(*_ENCODING)).hexdigest()[:40]


def _head(made_of: str, content: str) -> bytes:
    return f"{made_of} {content}\n".encode(*_ENCODING)


def digest(*parts: str) -> str:
    """Return one digest of several texts."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode(*_ENCODING)
        found.update(f"{len(data)}:".encode())
        found.update(data)
    return found.hexdigest()


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return a digest that changes with portalgen's code, with Python, and with the libraries that decide."""
    return digest(__version__, sys.version, *map(version, _DECIDING), folder_digest(str(Path(__file__).parent)))


@lru_cache(maxsize=100)
def folder_digest(folder: str) -> str:
    """Return a digest of every Python module below a folder."""
    found = hashlib.sha256()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith(".py"):
                content = Path(place, name).read_bytes()
                found.update(f"{os.path.relpath(place, folder)}/{name} {len(content)}\n".encode(*_ENCODING))
                found.update(content)
    return found.hexdigest()

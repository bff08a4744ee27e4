"""Seals: what is kept in a file, with a first line that says whether the file is still what was written."""

import hashlib
from pathlib import Path


def sealed(path: Path, content: bytes) -> bytes:
    """Return what to write into a file of that name."""
    return _seal(path.name, content) + content


def unsealed(path: Path) -> bytes | None:
    """Return what was written into a file; None if it is not there, damaged, or was written for another name."""
    try:
        with path.open("rb") as file:
            head, content = file.readline(), file.read()
    except OSError:
        return None
    return content if head == _seal(path.name, content) else None


def _seal(name: str, content: bytes) -> bytes:
    return hashlib.sha256(f"{name}\n".encode() + content).hexdigest().encode() + b"\n"

"""Object ids: the bytes of an object in, the name that Git knows it by out; what is damaged has another name."""

import hashlib
import re

OBJECT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SHA1 = 40
"""Hexadecimal digits."""


def object_id(kind: str, content: bytes, like: str) -> str:
    """Return the id of an object, made by the hash that another id, which is `like` it, was made by."""
    made = hashlib.new("sha1" if len(like) == _SHA1 else "sha256", usedforsecurity=False)
    made.update(f"{kind} {len(content)}\0".encode())
    made.update(content)
    return made.hexdigest()


def is_blob(content: bytes, digest: str) -> bool:
    """Say whether an id is that of these bytes: git ends, or gives others, where a disk has lost a bit."""
    return object_id("blob", content, digest) == digest

"""Packs: the bytes of one in, when its first commit was made out; saves a process of git for each repository."""

import re
import zlib

from portalgen.crawl.object_ids import object_id

_HEAD = 12
"""Bytes before the first object: `PACK`, a version, how many there are."""
_COMMIT = 1
_MOST = 100_000
_TIME = re.compile(rb"^committer [^\n]*> (\d{1,19}) [+-]\d+$", re.MULTILINE)


def commit_time(pack: bytes, commit: str) -> int:
    """Return the committer time, in seconds since 1970, of the commit that a pack starts with; 0 if it is another."""
    start = _HEAD
    if (pack[start : start + 1] or b"\0")[0] >> 4 & 7 != _COMMIT:
        return 0
    while start < len(pack) and pack[start] & 0x80:
        start += 1
    try:
        content = zlib.decompressobj().decompress(pack[start + 1 : start + _MOST], _MOST)
    except zlib.error:
        return 0
    found = _TIME.search(content.partition(b"\n\n")[0])
    return int(found[1]) if found and object_id("commit", content, commit) == commit else 0

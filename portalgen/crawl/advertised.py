"""Advertised refs: a server's answer to `info/refs` in, what its refs stand for out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from portalgen.crawl.pkt_line import FLUSH, split_pkts

_SERVICE = b"# service=git-upload-pack"
_ROW = re.compile(r"(?P<id>[0-9a-f]{40}|[0-9a-f]{64}) (?P<name>\S+)")
_POINTS = "symref=HEAD:"
_NONE = "capabilities^{}"
"""Name that stands for no ref at all: the server has a repository without commits."""


@dataclass(frozen=True, slots=True)
class Advertised:
    """Refs of a repository, as its server lists them."""

    found: Mapping[str, str]
    """Full ref name -> object id, `<name>^{}` -> commit of an annotated tag, `ref: HEAD` -> what HEAD points at."""
    capabilities: frozenset[str]
    whole: bool
    """False: only HEAD, which comes first, is known for sure."""


def read_advertised(data: bytes) -> Advertised | None:
    """Return the refs; None for an answer that is none of smart HTTP, protocol 0. One that is cut off is not whole."""
    try:
        rows = [row.rstrip(b"\n").decode() for row in split_pkts(data) if row is not None]
    except ValueError:  # no frames, or a name that is no text
        return None
    if len(rows) < 2 or rows[0].encode() != _SERVICE:  # noqa: PLR2004 - the service, and one ref at least
        return None
    head, _, listed = rows[1].partition("\0")
    capabilities = frozenset(listed.split())
    matches = [_ROW.fullmatch(row) for row in (head, *islice(rows, 2, None)) if not row.startswith("shallow ")]
    found = {match["name"]: match["id"] for match in matches if match}
    if len(found) != len(matches) or not listed:
        return None
    found.pop(_NONE, None)
    points = (("ref: HEAD", one.removeprefix(_POINTS)) for one in capabilities if one.startswith(_POINTS))
    return Advertised({**found, **dict(points)}, capabilities, data.endswith(FLUSH))

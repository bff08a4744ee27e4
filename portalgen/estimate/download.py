"""Requests and bytes: what is known of the sources in, how much will be asked for and come out."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from portalgen.crawl import WEB, Known, KnownSource

USUAL = 500_000
"""Bytes of the files of one commit of a repository, packed, where no other is known to compare with; assumed."""
_REFS = 2_000
"""Bytes of a server's answer about its refs; assumed, it has a line for each branch and tag."""


@dataclass(frozen=True, slots=True)
class Requests:
    """What hosts are asked, at least; a head that turns out to be new costs one more."""

    total: int
    listings: int
    """As many as the listings took just now."""
    heads: int
    """For the refs of a repository."""
    packs: int
    """For the files of a commit; of a large repository, a few more."""
    files: int
    """For files of plain web sites; what they name comes on top."""


@dataclass(frozen=True, slots=True)
class Download:
    """What comes over the network, in bytes."""

    bytes: int
    """Listings, heads, and the files of what is new or has changed."""
    if_all_changed: int
    """The same, if every repository that is asked has changed as a whole."""
    each: int
    """Of one repository that was never fetched."""
    new: int
    """How many of those will be."""
    compared: int
    """Mirrors in the cache of which `each` is the median; 0: it is assumed."""


def requests(sources: Sequence[KnownSource], listings: int) -> Requests:
    """Add up the questions."""
    heads = sum(one.heads for one in sources if one.kind != WEB)
    packs = sum(one.packs for one in sources)
    files = sum(one.heads for one in sources if one.kind == WEB)
    return Requests(listings + heads + packs + files, listings, heads, packs, files)


def download(sources: Sequence[KnownSource], received: int) -> Download:
    """Add up the bytes; of a repository that has changed at most what its mirror has comes again."""
    kept = [one.kept for one in sources if one.kept]
    each = round(median(kept)) if kept else USUAL
    remote = [one for one in sources if one.is_remote and one.kind != WEB]
    asked = received + _REFS * sum(one.heads for one in remote)
    sure = sum(each if one.known is Known.NEW else one.kept for one in remote if one.packs)
    perhaps = sum(one.kept for one in remote if one.known is Known.ASKED)
    new = sum(1 for one in remote if one.known is Known.NEW)
    return Download(asked + sure, asked + sure + perhaps, each, new, len(kept))

"""Requests and bytes: what is known of the sources in, how much will be asked for and come out."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from portalgen.crawl import WEB, Known, KnownSource

USUAL = 500_000
"""Bytes of the files of one commit of a repository, packed, where no other is known to compare with; assumed."""
_MORE_HISTORY = 2
"""Questions for what has been added to a history: git asks for the refs, then for the commits."""
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
    names: int
    """For the names of branches and tags, of repositories that show several versions of their documentation."""
    histories: int
    """For who has changed pages; of new repositories as many are documented as of those that are in the cache."""


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


def requests(sources: Sequence[KnownSource], listings: int, names: int = 0) -> Requests:
    """Add up the questions."""
    heads = sum(one.heads for one in sources if one.kind != WEB)
    packs = sum(one.packs for one in sources)
    files = sum(one.heads for one in sources if one.kind == WEB)
    histories = _histories(sources)
    return Requests(
        listings + heads + packs + files + names + histories, listings, heads, packs, files, names, histories
    )


def _histories(sources: Sequence[KnownSource]) -> int:
    repositories = [one for one in sources if one.known is not Known.OTHER]
    here = [one for one in repositories if one.known is not Known.NEW]
    share = sum(one.documented for one in here) / len(here) if here else 0
    new = sum(one.packs for one in repositories if one.known is Known.NEW)
    return round(new * share) + sum(_MORE_HISTORY for one in here if one.documented and one.packs)


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

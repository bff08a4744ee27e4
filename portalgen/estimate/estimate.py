"""Estimates: what is known before a build in, what it will ask, bring and write out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portalgen.crawl import Known, KnownSource
from portalgen.estimate.download import Download, Requests, download, requests
from portalgen.estimate.hosts import HOSTS, Fit, fits
from portalgen.estimate.last_site import LastSite
from portalgen.estimate.site_size import SiteSize, site_size


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build will look at. A repository at two refs is there twice, but in `repositories`."""

    repositories: int
    unchanged: int
    changed: int
    asked: int
    new: int
    others: Mapping[str, int]
    """Kind of `KnownSource` -> number, of those that are no repositories."""
    led: int
    """Of the repositories, those that the last site had and that neither portal.yaml nor a listing names: `Location`
    entities led to them, unless they were removed since."""
    unreadable: int
    """Locations that nothing can read."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a build will ask, bring and write."""

    sources: Sources
    requests: Requests
    download: Download
    site: SiteSize
    hosts: tuple[Fit, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the listings of providers cost."""

    requests: int = 0
    received: int = 0
    """Bytes."""


NOTHING_ASKED = Listed()
"""What no listing costs."""


def estimate(
    named: Sequence[KnownSource],
    led: Sequence[KnownSource] = (),
    listed: Listed = NOTHING_ASKED,
    last: LastSite | None = None,
    unreadable: int = 0,
) -> Estimate:
    """Return the estimate for sources that portal.yaml and listings name, and those that the last site had besides.

    What the last site had of a repository at other refs than those that are named are versions of documentation.
    """
    every, here = (*named, *led), {one.url for one in named}
    site = site_size(len({one.url for one in every}), last)
    return Estimate(
        _counted(every, len({one.url for one in led} - here), unreadable),
        requests(every, listed.requests, len({one.url for one in led if one.url in here and one.heads})),
        download(every, listed.received),
        site,
        tuple(fits(site, host) for host in HOSTS),
    )


def _counted(sources: Sequence[KnownSource], led: int, unreadable: int) -> Sources:
    states = Counter(one.known for one in sources)
    return Sources(
        repositories=len({one.url for one in sources if one.known is not Known.OTHER}),
        unchanged=states[Known.UNCHANGED],
        changed=states[Known.CHANGED],
        asked=states[Known.ASKED],
        new=states[Known.NEW],
        others=dict(sorted(Counter(one.kind for one in sources if one.known is Known.OTHER).items())),
        led=led,
        unreadable=unreadable,
    )

"""Known: locations in, what the cache has of each source and what a build will ask for it out; nothing is fetched."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portalgen.crawl.crawl_locations import choose_fetcher
from portalgen.crawl.file_history import has_history
from portalgen.crawl.git import GitFetcher
from portalgen.crawl.mirror import Mirror
from portalgen.crawl.notes import State
from portalgen.crawl.remote import find_remote
from portalgen.crawl.web import WebFetcher
from portalgen.diagnostics import Diagnostic
from portalgen.model.asking import Asking
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Fetcher, Location, Wanted
from portalgen.model.web import split_web

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
WEB = "web"
"""Kind of a file of a plain web site."""


class Known(StrEnum):
    """What is known of a source before a build."""

    UNCHANGED = "unchanged"
    """What the mirror has will do: the head that the listing names, the commit that is asked for, or all there is when
    the remote is not to be asked."""
    CHANGED = "changed"
    """The listing names another head than the mirror has."""
    ASKED = "asked"
    """There is a mirror, and nobody says what the head is: the remote is asked."""
    NEW = "new"
    """It was never fetched."""
    OTHER = "other"
    """No repository."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that a build will look at."""

    url: str
    """`Source.url` of the snapshot that it becomes."""
    ref: str
    """As it is asked for."""
    kind: str
    """`git`, `web`, or else the type of the location: `file`, `roster`, a plug-in's."""
    known: Known
    kept: int = 0
    """Bytes of the packs of its mirror."""
    heads: int = 0
    """Questions for its head, or for its one file."""
    packs: int = 0
    """Questions for files that are sure to come; a head that turns out to be new costs one more."""
    is_remote: bool = False
    """True: what comes of it comes over the network."""
    documented: bool = False
    """True: an earlier build was told who had changed its pages."""


def known_sources(
    locations: Iterable[Location], fetchers: Sequence[Fetcher]
) -> tuple[tuple[KnownSource, ...], tuple[Diagnostic, ...]]:
    """Return each source once a ref, in the order of the locations, and why others cannot be read."""
    found: dict[tuple[int, str, str], KnownSource] = {}
    refused = []
    for location in locations:
        chosen = choose_fetcher(location, fetchers)
        if isinstance(chosen, Diagnostic):
            refused.append(chosen)
            continue
        fetcher, wanted = chosen
        key = (id(fetcher), wanted.url, wanted.ref)
        if key not in found:
            found[key] = _known(location, wanted, fetcher)
    return tuple(found.values()), tuple(refused)


def _known(location: Location, wanted: Wanted, fetcher: Fetcher) -> KnownSource:
    if isinstance(fetcher, GitFetcher):
        return _repository(location, wanted, fetcher.settings)
    if isinstance(fetcher, WebFetcher):
        asked = fetcher.settings.asking.may_ask(wanted.url)
        return KnownSource(split_web(wanted.url)[0], "", WEB, Known.OTHER, heads=int(asked), is_remote=asked)
    return KnownSource(wanted.url, wanted.ref, location.type, Known.OTHER)


def _repository(location: Location, wanted: Wanted, settings: FetchSettings) -> KnownSource:
    asking, remote = settings.asking, find_remote(wanted.url, settings)
    mirror = Mirror.of(remote, settings.cache)
    head = _head(location, wanted, asking)
    refs = (wanted.ref, head) if head else (wanted.ref,)
    states = [state for ref in refs if (state := mirror.notes.state(ref))]
    known = _compared(states, head)
    if known is not Known.NEW and not asking.may_ask(remote.url, local=remote.local):
        known = Known.UNCHANGED
    is_remote = not (remote.local or asking.offline)
    is_fixed = bool(head) and (head == wanted.ref or asking.moment.record is not None)
    return KnownSource(
        wanted.url,
        wanted.ref,
        "git",
        known,
        kept=sum(pack.stat().st_size for pack in mirror.path.glob("objects/pack/*.pack")),
        heads=int(is_remote and known is not Known.UNCHANGED and not is_fixed),
        packs=int(is_remote and known in {Known.CHANGED, Known.NEW}),
        is_remote=is_remote,
        documented=any(has_history(settings.cache, wanted.url, state.name) for state in states),
    )


def _head(location: Location, wanted: Wanted, asking: Asking) -> str:
    """Return the commit that a build will read, empty if nobody says so before it asks."""
    if _COMMIT.fullmatch(wanted.ref):
        return wanted.ref
    if asking.moment.record:
        source = asking.moment.record.sources.get((wanted.url, wanted.ref))
        return source.commit if source else ""
    return location.commit if asking.moment.is_now and not asking.only else ""


def _compared(states: Sequence[State], head: str) -> Known:
    """Compare what the mirror has of a ref, and of its commit by itself, with what is wanted."""
    if not states:
        return Known.NEW
    if not head:
        return Known.ASKED
    return Known.UNCHANGED if any(state.commit == head for state in states) else Known.CHANGED

"""Rounds: the locations of portal.yaml in, all that they and the Location entities found there lead to out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from portalgen.crawl import Crawl
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.fragment import Fragment
from portalgen.model.source import Location, Snapshot

MOST = 10_000
"""Further locations that one location of portal.yaml may lead to."""
DEEPEST = 1_000
"""Rounds: locations in a row, each named by what the one before it holds."""

Crawler = Callable[[Sequence[Location]], Crawl]
Reader = Callable[[Sequence[Snapshot]], Sequence[Fragment]]
Place = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Gathered:
    """All that was fetched and read, in the order that decides conflicts."""

    snapshots: tuple[Snapshot, ...]
    fragments: tuple[Fragment, ...]
    diagnostics: tuple[Diagnostic, ...]
    refused: tuple[Location, ...] = ()
    """Locations that nothing can read, whatever is there."""
    configured: tuple[Location, ...] = ()
    """Locations that it began with."""
    discovered: tuple[Location, ...] = ()
    """Those of `configured` that providers found."""
    failed: tuple[Location, ...] = ()
    """Locations of which there is nothing, though there should be; refused ones among them."""

    @property
    def fruitful(self) -> tuple[Location, ...]:
        """Those of `discovered` that hold a descriptor, or should: of others nobody need know that they are there."""
        held = {one.location for one in self.snapshots if one.is_shown} | set(self.failed)
        return tuple(location for location in self.discovered if location in held)


def in_rounds(configured: Sequence[Location], crawl: Crawler, read: Reader) -> Gathered:
    """Crawl and read until no Location names a place that was not read yet, or a limit is met.

    A place that two configured locations lead to is read once, by the rules of the one that led there first.
    """
    snapshots: list[Snapshot] = []
    fragments: list[Fragment] = []
    diagnostics: list[Diagnostic] = []
    refused: list[Location] = []
    failed: list[Location] = []
    agenda = _Agenda()
    wanted: Sequence[Location] = agenda.start(configured)
    while wanted:
        crawled = crawl(wanted)
        found = read(crawled.snapshots)
        snapshots += crawled.snapshots
        fragments += found
        diagnostics += crawled.diagnostics
        refused += crawled.refused
        failed += crawled.failed
        wanted = tuple(agenda.next(_named(found, snapshots)))
    # Of entries with one target, the first has what was found behind it.
    order = {key: index for index, entry in reversed([*enumerate(configured)]) for key in (entry, entry.ref_text)}
    fragments.sort(key=lambda row: order.get(row.location, order.get(row.location.origin_text, len(order))))  # stable
    problems = (*diagnostics, *agenda.refused.values())
    places = {"refused": tuple(refused), "configured": tuple(configured), "failed": tuple(failed)}
    return Gathered(tuple(snapshots), tuple(fragments), problems, **places)


@dataclass
class _Agenda:
    """What was asked for, and how far each configured location has led."""

    asked: dict[Place, bool] = field(default_factory=dict)
    """Place -> whether somebody requires it: one that was missing and optional is asked for once more."""
    led: Counter[str] = field(default_factory=Counter)
    refused: dict[str, Diagnostic] = field(default_factory=dict)
    """Configured location -> what it has led to beyond the limits."""
    rounds: int = 0

    def start(self, configured: Sequence[Location]) -> Sequence[Location]:
        for location in configured:
            self._ask(location)
        return configured

    def next(self, named: Iterable[Location]) -> Iterator[Location]:
        """Yield what nobody asked for yet; of two that name one place, a required one counts."""
        self.rounds += 1
        fresh: dict[Place, Location] = {}
        for location in named:
            place = location.place
            if self.asked.get(place, False) or (location.optional and place in self.asked):
                continue
            if place not in self.asked and (problem := self._beyond(location)):
                self.refused.setdefault(location.origin_text, problem)
                continue
            self._ask(location)
            fresh[place] = location
        yield from fresh.values()

    def _ask(self, location: Location) -> None:
        place = location.place
        self.led[location.origin_text] += place not in self.asked
        self.asked[place] = self.asked.get(place, False) or not location.optional

    def _beyond(self, location: Location) -> Diagnostic | None:
        if self.rounds > DEEPEST:
            reason = f"over more than {DEEPEST:,} locations in a row"
        elif self.led[location.origin_text] > MOST:
            reason = f"to more than {MOST:,} locations"
        else:
            return None
        message = f"{location.origin_text} leads {reason}: this one, and all that would follow, are not read"
        return diagnose("location-limit", message, where=location.where, hint=_HINT)


_HINT = "name what is wanted in portal.yaml, or remove the Location entities that name too much"


def _named(fragments: Iterable[Fragment], snapshots: Iterable[Snapshot]) -> Iterator[Location]:
    """Yield the locations that fragments name: descriptors, then folders of documentation that are not here yet."""
    here = {
        (snapshot.source.url, ref) for snapshot in snapshots for ref in (snapshot.source.ref, snapshot.location.ref)
    }
    found = list(fragments)
    docs = (request.location for fragment in found for request in fragment.docs)
    yield from chain.from_iterable(fragment.locations for fragment in found)
    yield from (location for location in docs if (location.target, location.ref) not in here)

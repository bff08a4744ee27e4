"""Discovers: providers in, the locations that their hosts list and diagnostics for those that do not answer out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Self, TypeVar

from portalgen.diagnostics import NOWHERE, Diagnostic, diagnose
from portalgen.discover.listing import Last, Listings, as_locations
from portalgen.errors import CrawlError, DiscoveryError, PortalgenError
from portalgen.http_api import ApiClient, Authorization, Budget, nobody
from portalgen.model.attempt import attempt, name_of
from portalgen.model.discovery import Ask, Found, Listed, Provider, Roster
from portalgen.model.source import Location

_FOUND: tuple[type[Found], ...] = (Location, Roster, Listed, Diagnostic)
Progress = Callable[[str], None]
Placed = TypeVar("Placed", Location, Diagnostic)


@dataclass(frozen=True, slots=True)
class Discovered:
    """What all providers found, in their order in portal.yaml, each provider's sorted."""

    locations: tuple[Location, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    requests: int = 0
    received: int = 0
    """Bytes."""


def discover_locations(
    providers: Sequence[Provider],
    listings: Listings,
    *,
    jobs: int = 8,
    offline: bool = False,
    progress: Progress = lambda _: None,
) -> Discovered:
    """Ask every provider, several at a time; one whose host fails costs itself only: its last good listing is used.

    `progress` hears of each provider when it is done, in any thread.
    """
    with _Desk(listings) as desk, ThreadPoolExecutor(max(1, jobs), thread_name_prefix="discover") as pool:
        outcomes = list(pool.map(partial(_outcome, desk, listings, offline=offline, progress=progress), providers))
        return Discovered(
            tuple(dict.fromkeys(location for outcome in outcomes for location in outcome.locations)),
            tuple(diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics),
            sum(client.asked.requests for client in desk.clients),
            sum(client.asked.received for client in desk.clients),
        )


class _Desk:
    """Opens APIs, and closes them when all is done."""

    def __init__(self, listings: Listings) -> None:
        self.clients: list[ApiClient] = []
        self._listings = listings
        self._stack = ExitStack()
        self._lock = Lock()

    def ask_for_one(self) -> Ask:
        """Return what opens the APIs of one provider, which have one budget."""
        return partial(self._open, Budget())

    def _open(self, budget: Budget, base: str, authorization: Authorization = nobody, /) -> ApiClient:
        client = ApiClient(base, authorization, kept=self._listings, budget=budget)
        with self._lock:
            self.clients.append(self._stack.enter_context(client))
        return client

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()


@dataclass(frozen=True, slots=True)
class _Outcome:
    locations: tuple[Location, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def _outcome(desk: _Desk, listings: Listings, provider: Provider, *, offline: bool, progress: Progress) -> _Outcome:
    outcome = _kept(provider, listings) if offline and not provider.local else _asked(desk, listings, provider)
    progress(provider.name)
    return _Outcome(_placed(outcome.locations, provider), _placed(outcome.diagnostics, provider))


def _placed(rows: Iterable[Placed], provider: Provider) -> tuple[Placed, ...]:
    """Return what has no place of its own with that of its provider in portal.yaml."""
    return tuple(replace(row, where=provider.where) if row.where == NOWHERE else row for row in rows)


def _asked(desk: _Desk, listings: Listings, provider: Provider) -> _Outcome:
    errors: list[PortalgenError] = []

    def ask() -> Iterator[Found]:
        try:
            yield from provider.discover(desk.ask_for_one())
        except (DiscoveryError, CrawlError) as error:
            errors.append(error)

    found, failed = attempt(ask, gives=_FOUND)
    if errors:
        return _instead(provider, listings, errors[0])
    if failed:
        problem = replace(failed[0], message=failed[0].message.replace(name_of(ask), provider.name, 1))
        return _Outcome(_asked_anew(listings.last(provider)), (replace(problem, where=provider.where),))
    locations = as_locations(one for one in found if isinstance(one, Location | Roster))
    notes = tuple(one for one in found if isinstance(one, Diagnostic))
    listings.keep(provider, locations)
    if any(one.documents if isinstance(one, Roster) else isinstance(one, Location) for one in found):
        return _Outcome(locations, notes)
    return _Outcome(locations, (*notes, _nothing(provider, found)))


def _nothing(provider: Provider, found: Iterable[Found]) -> Diagnostic:
    listed = sum(one.repositories for one in found if isinstance(one, Listed))
    if listed:
        text = f"nothing found among {listed} {'repository' if listed == 1 else 'repositories'}"
        hint = "check its filters, its branch and the path of its descriptors"
    elif provider.local:
        text, hint = "nothing found: there is no repository", "check the path, and which names count"
    else:
        text, hint = "nothing found: its host lists nothing", "check the names, and what the credentials may see"
    return diagnose("nothing-discovered", f"{provider.name}: {text}", where=provider.where, hint=hint)


def _kept(provider: Provider, listings: Listings) -> _Outcome:
    last = listings.last(provider)
    if last:
        return _Outcome(last.locations)
    return _instead(provider, listings, DiscoveryError("nothing was ever listed", hint="build once without --offline"))


def _instead(provider: Provider, listings: Listings, error: PortalgenError) -> _Outcome:
    """Return what was listed last, and why that is used."""
    last = listings.last(provider)
    code, note = "source-unreachable", ""
    if last:
        code, note = "source-stale", f"; what was listed {last.when} is used"
    message = f"{provider.name}: {error}{note}"
    problem = diagnose(code, message, where=provider.where, hint=error.hint)
    return _Outcome(_asked_anew(last), (problem,))


def _asked_anew(last: Last | None) -> tuple[Location, ...]:
    """Return what was listed last: people as they were then, of repositories no heads, since each says its own."""
    if not last:
        return ()
    return tuple(replace(location, commit="", stale_since=last.since) for location in last.locations)

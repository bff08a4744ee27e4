"""Crawls: locations in, one snapshot for each that could be read and diagnostics for the rest out."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from portalgen.crawl.entries import find_entries
from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.errors import PortalgenError
from portalgen.model.source import (
    ROSTER,
    Fetched,
    Fetcher,
    Location,
    Snapshot,
    Wanted,
    has_secret,
    without_credentials,
)

Progress = Callable[[Location], None]


@dataclass(frozen=True, slots=True)
class Crawl:
    """What was found, in the order of the locations."""

    snapshots: tuple[Snapshot, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: tuple[Location, ...] = ()
    """Those that no fetcher can read, whatever is there."""
    failed: tuple[Location, ...] = ()
    """Those without a snapshot that should have one, `refused` ones among them."""


@dataclass(frozen=True, slots=True)
class _Job:
    """One source and every location that names it: fetched one after the other, once a ref."""

    fetcher: Fetcher
    asked: list[tuple[Location, Wanted]]

    def run(self) -> Mapping[Location, Fetched]:
        fetched: dict[str, Fetched] = {}
        for location, wanted in self.asked:
            if wanted.ref not in fetched:
                fetched[wanted.ref] = _fetched(self.fetcher, location)
        return {location: _with_entries(fetched[wanted.ref], location, wanted) for location, wanted in self.asked}


def _fetched(fetcher: Fetcher, location: Location) -> Fetched:
    """Let a fetcher bring a source; one that fails in a way that nobody thought of costs that source."""
    try:
        return fetcher.fetch(location)
    except PortalgenError:
        raise
    except Exception as error:  # noqa: BLE001  (what a host or a disk can do has no end)
        message = f"{without_credentials(location.target)}: it cannot be read ({type(error).__name__})"
        hint = "this is a fault of portalgen or of a plug-in, not of yours: please report it"
        return Fetched(diagnostics=(diagnose("source-unreachable", message, hint=hint),))


def crawl_locations(
    locations: Sequence[Location],
    fetchers: Sequence[Fetcher],
    *,
    jobs: int = 8,
    progress: Progress | None = None,
) -> Crawl:
    """Fetch every source once, `jobs` at a time; a source that fails costs its own locations.

    `progress` hears of each location when it is done, in the caller's thread.
    """
    planned, refused = _plan(dict.fromkeys(locations), fetchers)
    done = dict(refused)
    for location in refused:
        _tell(progress, location)
    with ThreadPoolExecutor(max_workers=max(1, jobs), thread_name_prefix="crawl") as pool:
        try:
            for future in as_completed([pool.submit(job.run) for job in planned]):
                done.update(future.result())
                for location in future.result():
                    _tell(progress, location)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return _joined({location: done[location] for location in dict.fromkeys(locations)}, refused)


def _joined(outcomes: Mapping[Location, Fetched], refused: Iterable[Location]) -> Crawl:
    snapshots = tuple(outcome.snapshot for outcome in outcomes.values() if outcome.snapshot)
    found = (diagnostic for outcome in outcomes.values() for diagnostic in outcome.diagnostics)
    return Crawl(
        snapshots,
        tuple(dict.fromkeys((*found, *_unreadable(snapshots)))),
        tuple(refused),
        tuple(location for location, outcome in outcomes.items() if outcome.diagnostics and not outcome.snapshot),
    )


def _unreadable(snapshots: Iterable[Snapshot]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each source that has files whose names nothing can write."""
    for snapshot in {(one.source.url, one.source.commit): one for one in snapshots}.values():
        if snapshot.unreadable:
            more = f" and {len(snapshot.unreadable) - 1:,} more" if len(snapshot.unreadable) > 1 else ""
            message = (
                f"{snapshot.source.url}: {snapshot.unreadable[0]}{more}: the name is not readable, so it is left out"
            )
            hint = "rename it: in UTF-8, without control characters"
            yield diagnose("name-unreadable", message, where=snapshot.location.where, hint=hint)


def _tell(progress: Progress | None, location: Location) -> None:
    if progress:
        progress(location)


def _plan(
    locations: Iterable[Location], fetchers: Sequence[Fetcher]
) -> tuple[Iterable[_Job], Mapping[Location, Fetched]]:
    """Group the locations by source, in turns; those that no fetcher understands are answered already."""
    jobs: dict[tuple[int, str], _Job] = {}
    refused = {}
    for location in locations:
        chosen = choose_fetcher(location, fetchers)
        if isinstance(chosen, Diagnostic):
            refused[location] = Fetched(diagnostics=(chosen,))
        else:
            fetcher, wanted = chosen
            job = jobs.setdefault((id(fetcher), wanted.url), _Job(fetcher, []))
            job.asked.append((location, wanted))
    return _in_turns(jobs), refused


def _in_turns(jobs: Mapping[tuple[int, str], _Job]) -> Iterator[_Job]:
    """Yield the jobs host by host in turn, so that a slow host does not hold up all others."""
    hosts: dict[str, list[_Job]] = {}
    for (_, url), job in jobs.items():
        hosts.setdefault(url.partition("://")[2].partition("/")[0], []).append(job)
    return filter(None, chain.from_iterable(zip_longest(*hosts.values())))


def choose_fetcher(location: Location, fetchers: Sequence[Fetcher]) -> tuple[Fetcher, Wanted] | Diagnostic:
    """Return the first that can read a location, last registered first; or else why that one cannot."""
    if has_secret(location.target):
        message = f"{without_credentials(location.target)}: it holds a secret, which every reader would see"
        hint = "give its host a token under integrations, or serve the file without one"
        return diagnose("location-unsupported", message, where=location.where, hint=hint)
    refusals = []
    for fetcher in reversed([one for one in fetchers if location.type in one.types]):
        wanted = fetcher.locate(location)
        if not isinstance(wanted, Diagnostic):
            return fetcher, wanted
        refusals.append(wanted)
    if refusals:
        return refusals[0]
    return _unsupported(location, {kind for one in fetchers for kind in one.types} - {ROSTER})


def _unsupported(location: Location, known: Iterable[str]) -> Diagnostic:
    near = difflib.get_close_matches(location.type, list(known), n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"types that are known: {', '.join(sorted(known))}"
    message = f"nothing can read locations of type {location.type!r}"
    return diagnose("location-unsupported", message, where=location.where_of("type"), hint=hint)


def _with_entries(fetched: Fetched, location: Location, wanted: Wanted) -> Fetched:
    """Return what was fetched for a source as the answer to one of the locations that name it."""
    blamed = tuple(replace(row, where=_blamed(row.code, location)) for row in fetched.diagnostics)
    if not fetched.snapshot:
        return Fetched(diagnostics=blamed)
    entries, missing = find_entries(wanted.paths, fetched.snapshot, location)
    return Fetched(replace(fetched.snapshot, location=location, entries=entries, asked=wanted.ref), (*blamed, *missing))


def _blamed(code: str, location: Location) -> Where:
    """Return the part of a location that is at fault."""
    return location.where_of("ref") if code == "ref-not-found" else location.where

"""Crawls: locations in, one snapshot for each that could be read and diagnostics for the rest out."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace

from portalgen.crawl.entries import find_entries
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.source import Fetched, Fetcher, Location, Snapshot, Wanted

Progress = Callable[[Location], None]


@dataclass(frozen=True, slots=True)
class Crawl:
    """What was found, in the order of the locations."""

    snapshots: tuple[Snapshot, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: tuple[Location, ...] = ()
    """Those that no fetcher can read, whatever is there."""


@dataclass(frozen=True, slots=True)
class _Job:
    """One source and every location that names it: fetched one after the other, once a ref."""

    fetcher: Fetcher
    asked: list[tuple[Location, Wanted]]

    def run(self) -> Mapping[Location, Fetched]:
        fetched: dict[str, Fetched] = {}
        for location, wanted in self.asked:
            if wanted.ref not in fetched:
                fetched[wanted.ref] = self.fetcher.fetch(location)
        return {location: _with_entries(fetched[wanted.ref], location, wanted) for location, wanted in self.asked}


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
    ordered = [done[location] for location in dict.fromkeys(locations)]
    return Crawl(
        tuple(outcome.snapshot for outcome in ordered if outcome.snapshot),
        tuple(dict.fromkeys(diagnostic for outcome in ordered for diagnostic in outcome.diagnostics)),
        tuple(refused),
    )


def _tell(progress: Progress | None, location: Location) -> None:
    if progress:
        progress(location)


def _plan(
    locations: Iterable[Location], fetchers: Sequence[Fetcher]
) -> tuple[Iterable[_Job], Mapping[Location, Fetched]]:
    """Group the locations by source; those that no fetcher understands are answered already."""
    jobs: dict[tuple[int, str], _Job] = {}
    refused = {}
    for location in locations:
        chosen = _choose(location, fetchers)
        if isinstance(chosen, Diagnostic):
            refused[location] = Fetched(diagnostics=(chosen,))
        else:
            fetcher, wanted = chosen
            job = jobs.setdefault((id(fetcher), wanted.url), _Job(fetcher, []))
            job.asked.append((location, wanted))
    return jobs.values(), refused


def _choose(location: Location, fetchers: Sequence[Fetcher]) -> tuple[Fetcher, Wanted] | Diagnostic:
    """Return the first that can read a location, last registered first; or else why that one cannot."""
    refusals = []
    for fetcher in reversed([one for one in fetchers if location.type in one.types]):
        wanted = fetcher.locate(location)
        if not isinstance(wanted, Diagnostic):
            return fetcher, wanted
        refusals.append(wanted)
    return refusals[0] if refusals else _unsupported(location, {kind for one in fetchers for kind in one.types})


def _unsupported(location: Location, known: Iterable[str]) -> Diagnostic:
    near = difflib.get_close_matches(location.type, list(known), n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"types that are known: {', '.join(sorted(known))}"
    message = f"nothing can read locations of type {location.type!r}"
    return diagnose("location-unsupported", message, where=location.where, hint=hint)


def _with_entries(fetched: Fetched, location: Location, wanted: Wanted) -> Fetched:
    """Return what was fetched for a source as the answer to one of the locations that name it."""
    blamed = tuple(replace(diagnostic, where=location.where) for diagnostic in fetched.diagnostics)
    if not fetched.snapshot:
        return Fetched(diagnostics=blamed)
    entries, missing = find_entries(wanted.paths, fetched.snapshot, location)
    return Fetched(replace(fetched.snapshot, location=location, entries=entries), (*blamed, *missing))

"""Sources with some of their files in, the commits that changed those out: many hosts at the same time."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.errors import CrawlError
from portalgen.model.change import Changes, HistoryStore
from portalgen.model.source import Fetcher, Source, SourceFile

Progress = Callable[[Source], None]
_NAMED = 3
"""Sources that the one message names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about one source."""

    paths: Collection[str]
    mailmap: SourceFile | None = None


@dataclass(frozen=True, slots=True)
class Histories:
    """What was found; a source whose history nobody knows is absent."""

    changes: Mapping[Source, Changes]
    diagnostics: tuple[Diagnostic, ...] = ()
    """One at most, whatever failed: nothing but a date is missing."""


def bring_changes(
    asked: Mapping[Source, Asked], fetchers: Sequence[Fetcher], *, jobs: int = 8, progress: Progress | None = None
) -> Histories:
    """Ask for the history of each source, `jobs` at a time; one that cannot be had costs itself."""
    stores = {source: store for source in asked if (store := _store(source, fetchers))}
    with ThreadPoolExecutor(max_workers=max(1, jobs), thread_name_prefix="history") as pool:
        try:
            futures = {one: pool.submit(_changes, store, one, asked[one]) for one, store in stores.items()}
            found = {source: _told(future.result(), source, progress) for source, future in futures.items()}
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    failed = {source: one for source, one in found.items() if isinstance(one, CrawlError)}
    changes = {source: one for source, one in found.items() if isinstance(one, Changes)}
    return Histories(changes, tuple(_said(failed)))


def _told(found: Changes | CrawlError, source: Source, progress: Progress | None) -> Changes | CrawlError:
    if progress:
        progress(source)
    return found


def _store(source: Source, fetchers: Sequence[Fetcher]) -> HistoryStore | None:
    holder: object = next((one for one in fetchers if one.holds(source)), None)
    return holder if isinstance(holder, HistoryStore) else None


def _changes(store: HistoryStore, source: Source, asked: Asked) -> Changes | CrawlError:
    try:
        return store.changes(source, asked.paths, asked.mailmap)
    except CrawlError as error:
        return error
    except Exception as error:  # noqa: BLE001  (of a plug-in's fetcher, or a history that nobody thought of)
        return CrawlError(f"it cannot be read ({type(error).__name__})")


def _said(failed: Mapping[Source, CrawlError]) -> Iterator[Diagnostic]:
    if not failed:
        return
    first = min(failed)
    names = ", ".join(sorted({source.url for source in failed})[:_NAMED])
    more = f" and {len(failed) - _NAMED:,} more" if len(failed) > _NAMED else ""
    message = f"{names}{more}: {failed[first]}; pages do not say who changed them, and when"
    hint = failed[first].hint or "build again later"
    yield diagnose("history-unread", message, hint=f"{hint}; or set techdocs.history and catalog.history to false")

"""Lists the branches and tags of a location's repository."""

from collections.abc import Sequence

from portalgen.crawl.crawl_locations import choose_fetcher
from portalgen.diagnostics import Diagnostic
from portalgen.model.source import Fetcher, Location, RefStore


def list_refs(location: Location, fetchers: Sequence[Fetcher]) -> tuple[str, ...] | None:
    """Return their names; None for what has none, a folder. Raises `CrawlError` if they cannot be had."""
    chosen = choose_fetcher(location, fetchers)
    if isinstance(chosen, Diagnostic):
        return None
    fetcher, _ = chosen
    return fetcher.refs(location) if isinstance(fetcher, RefStore) else None

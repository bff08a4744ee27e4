"""States: how a crawl ends for a source, and for how many."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portalgen.model.source import Snapshot


class SourceState(StrEnum):
    """How a crawl ends for a source."""

    FRESH = "fresh"
    """It has something new, or keeps nothing between builds."""
    UNCHANGED = "unchanged"
    STALE = "stale"
    """It does not answer; what was fetched last is used."""
    FAILED = "failed"
    """It does not answer, or has not what is asked for, and nothing is known of it."""


def count_states(snapshots: "Iterable[Snapshot]", failed: int = 0) -> Mapping[SourceState, int]:
    """Count sources, each ref of one by itself, and locations that failed; states that none is in are left out."""
    found = {(snapshot.source.url, snapshot.source.ref): snapshot.state for snapshot in snapshots}
    counts = Counter({SourceState.FAILED: failed, **Counter(found.values())})
    return {state: counts[state] for state in SourceState if counts[state]}

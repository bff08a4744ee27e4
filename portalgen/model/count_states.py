"""Counts of states: for how many sources a crawl ended how."""

from collections import Counter
from collections.abc import Iterable, Mapping

from portalgen.model.source import Snapshot
from portalgen.model.source_state import SourceState


def count_states(snapshots: Iterable[Snapshot], failed: int = 0) -> Mapping[SourceState, int]:
    """Count sources, each ref of one by itself, and locations that failed; states that none is in are left out."""
    found = {(snapshot.source.url, snapshot.source.ref): snapshot.state for snapshot in snapshots}
    counts = Counter({SourceState.FAILED: failed, **Counter(found.values())})
    return {state: counts[state] for state in SourceState if counts[state]}

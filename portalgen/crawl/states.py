"""States of mirrors as snapshots: what a mirror holds of a ref in, what the crawl says of it out."""

from dataclasses import replace

from portalgen.crawl.mirror import Mirror
from portalgen.crawl.notes import State
from portalgen.crawl.tree import Tree
from portalgen.model.source import Location, Snapshot, Source, Wanted


def snapshot_of(location: Location, wanted: Wanted, state: State, tree: Tree) -> Snapshot:
    """Return a state as what one location resolved to."""
    source = Source(wanted.url, state.commit, state.name, state.time)
    return Snapshot(location, source, tree.files, links=tree.links, unreadable=tree.unreadable)


def last_known(location: Location, wanted: Wanted, mirror: Mirror) -> Snapshot | None:
    """Return what was fetched last, marked as stale; None if there is nothing whole."""
    known = mirror.known(wanted.ref)
    if not known:
        return None
    return replace(snapshot_of(location, wanted, *known), stale_since=mirror.notes.answered_at(wanted.ref))

"""The History tab: an entity in, the commits that changed its descriptor out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from portalgen.model.catalog import Catalog
from portalgen.model.change import Change
from portalgen.model.contributions import Card, Context
from portalgen.model.entity import Entity
from portalgen.render.lookup import line_url, source_of

MOST_SHOWN = 100
"""Commits of one descriptor on its page."""
_SHORT = 7
"""Signs of a commit's name that people read, as Git's default."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class CommitRow:
    """A commit."""

    name: str
    """The first signs of it."""
    url: str
    """Its page on the host, empty if it is not known."""
    subject: str
    authors: tuple[str, ...]
    time: int
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class HistoryCard(Context):
    """The commits that changed a file."""

    path: str
    url: str
    """Page of the file, empty if it is not known."""
    days: tuple[tuple[int, tuple[CommitRow, ...]], ...]
    """(seconds since 1970, commits of that day in UTC), latest first."""
    more: int
    """Commits that are not shown."""
    since: int
    """Time of the earliest commit that was looked at, 0 if none was before it."""


def history_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the commits that changed the file that declares an entity, latest first, by days (UTC)."""
    source = source_of(entity, catalog)
    changes = catalog.changes.get(source) if source else None
    if changes is None:
        return
    commits = changes.by_path.get(entity.where.path, ())
    if not commits:
        return
    found = (_row(one, changes.commit_page) for one in commits[:MOST_SHOWN])
    rows = sorted(found, key=lambda row: -(row.time // _DAY))  # clocks differ; within a day Git's order stays
    context = HistoryCard(
        path=entity.where.path,
        url=line_url(entity, 0),
        days=tuple((day * _DAY, tuple(one)) for day, one in groupby(rows, lambda row: row.time // _DAY)),
        more=max(len(commits) - MOST_SHOWN, 0),
        since=changes.since,
    )
    yield Card("@card.history", "cards/history.html", context, tab="history", tab_title="@tab.history", order=60)


def _row(change: Change, page: str) -> CommitRow:
    url = page.replace("{commit}", change.commit)
    return CommitRow(change.commit[:_SHORT], url, change.subject, change.authors, change.time)

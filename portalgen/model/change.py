"""Changes: which commits changed a file, when, and by whom; and what readers are told of that."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from portalgen.model.source import Source, SourceFile

MOST_NAMED = 5
"""Authors that a reader is told by name."""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that changed a file."""

    commit: str
    time: int
    """Committer time in seconds since 1970."""
    authors: tuple[str, ...] = ()
    """Names, never addresses: who wrote it, then who helped."""
    subject: str = ""
    """The first line of its message."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the history of one source says of some of its files."""

    by_path: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """Path -> commits that changed the file, latest first; a file that none of them changed is absent, one that was
    never committed has none."""
    since: int = 0
    """Time of the earliest commit that was looked at, 0 if there is none before it."""
    commit_page: str = ""
    """Address of the page of a commit on its host, with `{commit}` for its name; empty for an unknown host."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """What readers are told about the history of one file."""

    time: int
    """Of the latest commit that changed it."""
    author: str = ""
    """Who wrote that commit."""
    authors: tuple[str, ...] = ()
    """Who wrote the file, most commits first, then latest first; the first few of them."""
    more: int = 0
    """Authors who are not named."""
    is_before: bool = False
    """True: it was changed at some time before `time`, when nobody looked; no author is known."""


@runtime_checkable
class HistoryStore(Protocol):
    """A fetcher that knows the history of its sources."""

    def changes(self, source: Source, paths: Collection[str], mailmap: SourceFile | None = None) -> Changes:
        """Return the commits that changed some files of a source; nothing if it was told not to ask.

        The same commit gives the same answer, whatever is kept of earlier ones. `mailmap` is the source's file of that
        meaning, which joins the names of one author. Raises `CrawlError` when the history cannot be had.
        """
        ...


def last_change(changes: Changes, path: str) -> LastChange | None:
    """Return what is known of the history of a file; None if nothing is."""
    commits = changes.by_path.get(path, ())
    if not commits:
        is_older = changes.since and path not in changes.by_path
        return LastChange(changes.since, is_before=True) if is_older else None
    counts = Counter(name for change in commits for name in dict.fromkeys(change.authors))
    names = [name for name, _ in counts.most_common()]  # of as many commits, in the order of the commits
    author = commits[0].authors[0] if commits[0].authors else ""
    return LastChange(commits[0].time, author, tuple(names[:MOST_NAMED]), max(len(names) - MOST_NAMED, 0))

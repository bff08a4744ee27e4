"""As now: sources that a build of another time reads as they are now, since they have no commits, are told of."""

from collections.abc import Iterable, Iterator

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.moment import Moment, digests_of
from portalgen.model.source import Snapshot

_HINT = "name a Git repository with type git or url: commits can be gone back to"


def as_now(snapshots: Iterable[Snapshot], moment: Moment) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each source that is not known to be what it was at the moment."""
    found = [] if moment.is_now else list(snapshots)
    digests = digests_of(found)
    known = moment.record.digests if moment.record else {}
    same = {url for url, digest in digests.items() if known.get(url) == digest}
    told = set() if moment.time is not None else set(same)
    for snapshot in found:
        url = snapshot.source.url
        if url in digests and url not in told:
            told.add(url)
            changed = url in known and url not in same
            how = "has changed since the record" if changed else f"is read as it is now, not as of {moment}"
            message = f"{url}: it has no commits, and {how}"
            yield diagnose("source-undated", message, where=snapshot.location.where, hint=_HINT)

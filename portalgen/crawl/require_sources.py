"""The least that a crawl must bring: without any source there is nothing to replace a site with."""

from collections.abc import Collection, Sequence
from pathlib import Path

from portalgen.diagnostics import Diagnostic, Severity
from portalgen.errors import CrawlError
from portalgen.model.source import Snapshot


class NothingReadError(CrawlError):
    """No place of portal.yaml could be read; `diagnostics` say why."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic], *, hint: str) -> None:
        """Keep the message, the hint and what was found so far."""
        super().__init__(message, hint=hint)
        self.diagnostics = tuple(diagnostics)


def require_repositories(
    found: Collection[Snapshot], failed: Collection[object], diagnostics: Sequence[Diagnostic], output: Path
) -> None:
    """Raise `NothingReadError` when no repository was brought and some should have been, for a site that had some.

    What lies on this machine is always there: without this, a network that is down would empty a portal.
    """
    if failed and not any(snapshot.source.commit for snapshot in found):
        hint = "`portalgen check` shows each; remove the folder if a site without them is what you want"
        raise NothingReadError(f"no repository could be read; {output.name} stays as it was", diagnostics, hint=hint)


def require_sources(
    wanted: Collection[object],
    found: Collection[Snapshot],
    diagnostics: Sequence[Diagnostic],
    output: Path,
    *,
    entities: int,
) -> None:
    """Raise `NothingReadError` when something is wanted (places to look, providers of them) and nothing was brought.

    So it does when faults leave no entity, and there is a site that would become an empty one.
    """
    if found and not entities and output.exists() and any(row.severity == Severity.ERROR for row in diagnostics):
        hint = "`portalgen check` shows the faults; remove the folder if an empty site is what you want"
        raise NothingReadError(f"no entity is without fault; {output.name} stays as it was", diagnostics, hint=hint)
    if not wanted or found:
        return
    sources = f"none of the {len(wanted)} sources could" if len(wanted) > 1 else "the only source could not"
    site = f"{output.name} stays as it was" if output.exists() else "nothing was written"
    hint = "`portalgen check` shows each with its line in portal.yaml"
    raise NothingReadError(f"{sources} be read; {site}", diagnostics, hint=hint)

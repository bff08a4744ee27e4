"""The least that a crawl must bring: without any source there is nothing to replace a site with."""

from collections.abc import Collection, Sequence
from pathlib import Path

from portalgen.diagnostics import Diagnostic
from portalgen.errors import CrawlError
from portalgen.model.source import Location, Snapshot


class NothingReadError(CrawlError):
    """No place of portal.yaml could be read; `diagnostics` say why."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic], *, hint: str) -> None:
        """Keep the message, the hint and what was found so far."""
        super().__init__(message, hint=hint)
        self.diagnostics = tuple(diagnostics)


def require_sources(
    locations: Collection[Location], found: Collection[Snapshot], diagnostics: Sequence[Diagnostic], output: Path
) -> None:
    """Raise `NothingReadError` when there are places to look and not one of them was brought."""
    if not locations or found:
        return
    sources = f"none of the {len(locations)} sources could" if len(locations) > 1 else "the only source could not"
    site = f"{output.name} stays as it was" if output.exists() else "nothing was written"
    hint = "`portalgen check` shows each with its line in portal.yaml"
    raise NothingReadError(f"{sources} be read; {site}", diagnostics, hint=hint)

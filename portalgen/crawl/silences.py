"""Silences: sources that did not answer when they were asked last, kept for builds that do not ask them."""

import json
from dataclasses import dataclass

from portalgen.cache import Cache
from portalgen.crawl.reasons import Reason
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Wanted


@dataclass(frozen=True, slots=True)
class Silences:
    """Why each of them was silent."""

    cache: Cache

    @classmethod
    def of(cls, settings: FetchSettings) -> "Silences":
        """Return those of a cache folder."""
        return cls(Cache(settings.cache / "silences"))

    def note(self, wanted: Wanted, reason: Reason) -> None:
        """Keep that a source was silent just now."""
        self.cache.write(_name(wanted), "", json.dumps([reason.text, reason.hint]))

    def forget(self, wanted: Wanted) -> None:
        """It has answered."""
        self.cache.forget(_name(wanted))

    def refuse(self, wanted: Wanted) -> None:
        """Raise `CrawlError` as the source's last silence did, if it has not answered since."""
        if text := self.cache.read(_name(wanted), ""):
            reason, hint = json.loads(text)
            raise CrawlError(reason, hint=hint)


def _name(wanted: Wanted) -> str:
    return f"{wanted.url} {wanted.ref}"

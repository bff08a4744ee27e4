"""Patience whose time passes at once."""

from portalgen.http_api import MOST_WAIT, Patience


class Waits(list[float]):
    """Seconds that were waited for, and passed so."""

    def patience(self, left: float = MOST_WAIT) -> Patience:
        return Patience(left, sleep=self.append, clock=lambda: sum(self))

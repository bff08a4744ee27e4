"""Budget: how much one listing may cost, in requests, bytes and seconds, since pages need not end."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from portalgen.http_api.answer import ApiError

MOST_REQUESTS = 100_000
MOST_BYTES = 1_000_000_000
MOST_SECONDS = 3600.0


@dataclass
class Budget:
    """What one listing may still cost; any thread, and several clients, may use it."""

    requests: int = MOST_REQUESTS
    received: int = MOST_BYTES
    """Bytes of bodies, unpacked."""
    seconds: float = MOST_SECONDS
    """From when it is made."""
    clock: Callable[[], float] = time.monotonic
    _begun: float = field(default=0.0, init=False)
    _spent: tuple[int, int] = field(default=(0, 0), init=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def __post_init__(self) -> None:
        self._begun = self.clock()

    def spend(self, host: str, received: int) -> None:
        """Count a request. Raises `ApiError` when it is one too much."""
        with self._lock:
            asked, size = self._spent
            self._spent = asked + 1, size + received
        for spent, most, unit in (
            (asked + 1, self.requests, "requests"),
            (size + received, self.received, "bytes"),
            (self.clock() - self._begun, self.seconds, "seconds"),
        ):
            if spent > most:
                raise ApiError(f"{host}: its listing has no end: it takes more than {most:,.0f} {unit}", hint=_HINT)


_HINT = "let the provider list less: name a group, an organisation or a filter"

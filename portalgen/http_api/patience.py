"""Patience: which answers are worth asking again, and how long a client waits for that, in all."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from threading import Lock

from portalgen.http_api.answer import Answer, ApiError

MOST_TRIES = 4
"""Times that one thing is asked for."""
MOST_WAIT = 120.0
"""Seconds that a client waits in all before it gives up."""
_FIRST_WAIT = 0.25
"""Seconds before the second try; twice as many before each further one."""
_SECONDARY = 60
"""Seconds that GitHub asks for when it says only that a secondary limit is met."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LIMITED = frozenset({403, 429})
"""How hosts answer when a limit is met; 403 has other reasons, too."""
_HINT = "build again later, give a token with a higher limit, or let builds ask less often"


@dataclass
class Patience:
    """What one client may still wait; any thread may use it, and what several wait for at once counts once."""

    left: float = MOST_WAIT
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _not_before: float = -math.inf
    """When the host takes requests again, as it said last."""
    _counted: float = -math.inf
    """Until when waiting is taken from what is `left`."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def before(self, host: str) -> None:
        """Wait until the host takes requests again, if it said that it takes none. Raises `ApiError`."""
        pause = self._not_before - self.clock()
        if pause > 0:
            self.wait(pause, host, "its limit of requests is used up")

    def note(self, answer: Answer | None) -> None:
        """Remember that the host takes no requests for a while: it refused one, or will refuse the next."""
        seconds = None if answer is None else _pause(answer)
        if seconds is not None:
            with self._lock:
                self._not_before = max(self._not_before, self.clock() + seconds)

    def again_after(self, answer: Answer | None, attempt: int) -> float | None:
        """Return after how many seconds to ask again, None if that would not help; no answer: the connection broke."""
        if attempt >= MOST_TRIES:
            return None
        backoff = _FIRST_WAIT * (1 << (attempt - 1))
        if answer is None:
            return backoff
        if (answer.status in _LIMITED or _is_refused(answer)) and (limited := _limited(answer)) is not None:
            return limited
        return max(_retry_after(answer) or 0.0, backoff) if answer.status in _PASSING else None

    def wait(self, seconds: float, host: str, why: str) -> None:
        """Sleep. Raises `ApiError` when that is more than what is left."""
        with self._lock:
            now = self.clock()
            more = max(now + seconds - max(now, self._counted), 0.0)
            if more > self.left:
                text = f"{host}: {why}; it would take {seconds:,.0f} seconds more, which is too long to wait"
                raise ApiError(text, hint=_HINT, status=429)
            self.left -= more
            self._counted = max(self._counted, now + seconds)
        self.sleep(seconds)


def _pause(answer: Answer) -> float | None:
    """Return for how long an answer wants nobody to ask, None if it does not say so."""
    if answer.status in _LIMITED or _is_refused(answer):
        return _limited(answer)
    if answer.status in _PASSING:
        return _retry_after(answer)
    return _until_reset(answer) if answer.number("x-ratelimit-remaining") == 0 else None


def _is_refused(answer: Answer) -> bool:
    """Say whether GraphQL answers well, as HTTP sees it, that a limit is met."""
    value = answer.value if isinstance(answer.value, dict) else {}
    return bool(value.get("errors")) and not value.get("data") and "rate limit" in answer.words.lower()


def _limited(answer: Answer) -> float | None:
    """Return what an answer says about a limit that is met; None for one that is about something else."""
    if (after := _retry_after(answer)) is not None:
        return after
    if answer.number("x-ratelimit-remaining") == 0:
        return _until_reset(answer)
    return _SECONDARY if "rate limit" in answer.words.lower() else None


def _retry_after(answer: Answer) -> float | None:
    """Return the header `Retry-After`, in seconds or as a date."""
    if (seconds := answer.number("retry-after")) is not None:
        return float(seconds)
    then, now = (_seconds(answer, name) for name in ("retry-after", "date"))
    return max(then - now, 0.0) if then and now else None


def _until_reset(answer: Answer) -> float | None:
    """Return the seconds until a limit is reset, by the host's own clock: ours may be wrong."""
    reset, now = answer.number("x-ratelimit-reset"), _seconds(answer, "date")
    if reset is None:
        return None
    return max(reset - now, 0.0) + 1 if now else float(_SECONDARY)


def _seconds(answer: Answer, header: str) -> float | None:
    try:
        return parsedate_to_datetime(answer.headers.get(header, "")).timestamp()
    except (ValueError, OverflowError):
        return None

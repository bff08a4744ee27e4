"""Patience: which answers are worth asking again, and how long a client waits for that, in all."""

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
    """What one client may still wait; any thread may use it."""

    left: float = MOST_WAIT
    sleep: Callable[[float], None] = time.sleep
    _pause: float = 0.0
    """Seconds until the limit of requests is reset, as the last answer said; 0 while there are requests left."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def before(self, host: str) -> None:
        """Wait until the host takes requests again, if it said that it takes none. Raises `ApiError`."""
        with self._lock:
            pause, self._pause = self._pause, 0.0
        if pause:
            self.wait(pause, host, "its limit of requests is used up")

    def note(self, answer: Answer) -> None:
        """Remember that the host takes no more requests for a while, before it refuses one."""
        if answer.number("x-ratelimit-remaining") == 0 and answer.status not in _LIMITED:
            with self._lock:
                self._pause = max(self._pause, _until_reset(answer) or 0.0)

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
            if seconds > self.left:
                text = f"{host}: {why}; it would take {seconds:,.0f} seconds more, which is too long to wait"
                raise ApiError(text, hint=_HINT, status=429)
            self.left -= seconds
        self.sleep(seconds)


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
    except ValueError:
        return None

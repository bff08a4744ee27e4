"""Limits for work on hostile text that a busy machine cannot reach: steps are counted, and a runaway is ended."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

RUNAWAY = 60.0
"""Seconds of this process's own work; what the tests do takes a tenth of one."""


@contextmanager
def at_most(steps: int) -> Iterator[None]:
    """Fail as soon as the block has called (and left) more functions; the same on every machine."""
    left = steps

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            sys.setprofile(None)
            raise AssertionError(f"more than {steps:,} steps")

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


@contextmanager
def no_runaway() -> Iterator[None]:
    """Fail when the block works for `RUNAWAY` seconds: for patterns, whose steps nothing counts."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still at work after {RUNAWAY:.0f} seconds")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, RUNAWAY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

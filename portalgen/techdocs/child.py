"""What runs in a child process: one call after the other, each within its limits, without environment or network."""

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path

if sys.platform != "win32":
    import resource


@dataclass(frozen=True, slots=True)
class Limits:
    """What one documentation site may use."""

    seconds: float = 60.0
    """CPU time; the clock on the wall gets twice as much and a second."""
    memory: int = 1 << 30
    """Bytes of memory on top of what the program has when it starts."""
    output: int = 1 << 28
    """Bytes of a file that the child writes."""
    answer: int = 400_000_000
    """Bytes of what it gives back: pages, and files that are not as in the source."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function to run (all of it picklable), and what it may use."""

    function: Callable[..., object]
    arguments: tuple[object, ...]
    limits: Limits
    scratch: str
    """A folder for temporary files, which the parent removes."""


class ChildError(Exception):
    """The child did not finish; the message says why, in words for the author of the content."""


class LimitError(ChildError):
    """It met a limit, and would again: time, memory, or the system ended it."""


class TooSlowError(LimitError):
    """It met the limit of time, which is its own alone, whatever the child did before."""


def serve(connection: Connection, parents: Connection, call: Call) -> None:
    """Answer a call and those that come after it, until the parent ends."""
    parents.close()  # the other end, which a fork has too: with it open, the end of the parent would not be seen
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to see, which then ends this
    os.environ.clear()
    gc.freeze()  # what was loaded before stays where it is: no collection looks at it, no page of memory is copied
    sys.addaudithook(_refuse)
    started, data = _memory(), _data()
    with suppress(EOFError, OSError, MemoryError):  # the parent ended, or lost its patience, or asks for too much
        while True:
            connection.send_bytes(_answer(call, data))
            if _memory() - started > LEFT_BEHIND:
                return
            _lift_limits()  # those of the call before are not for reading the next one
            call = connection.recv()


LEFT_BEHIND = 1 << 26
"""Bytes that a child may have had on top of what it started with, and be asked again: others need their memory."""


def error_of(code: int | None, limits: Limits) -> LimitError:
    """Return why a child ended without an answer."""
    if code is not None and sys.platform != "win32" and -code == signal.SIGXCPU:
        return TooSlowError(f"it used more than {limits.seconds:.0f} seconds of CPU time")
    return LimitError(f"the process that built it died (exit code {code})")


_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.",
    "webbrowser.",
)
"""Starts of names of Python's audit events: nothing that builds documentation asks another host or runs a program."""


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"{event} while documentation is built")


def _answer(call: Call, data: int) -> memoryview:
    """Return the pickled result, or the pickled error that stands for it; never raises, so that nothing is printed."""
    failure: ChildError
    limits, tempfile.tempdir = call.limits, call.scratch
    try:
        _limit(limits, data)
        answer = _pickled(call.function(*call.arguments))
        if len(answer) <= limits.answer:
            return answer
        failure = LimitError(f"its pages have more than {limits.answer // 1_000_000} MB")
    except MemoryError:
        failure = LimitError(f"it needed more than {limits.memory >> 20} MB of memory")
    except RecursionError:
        failure = ChildError("it is nested too deeply")
    except Exception as error:  # noqa: BLE001  (whatever it is, the parent is told, and nothing is printed)
        failure = ChildError(f"it failed with {type(error).__name__}")
    return _pickled(failure)


def _pickled(value: object) -> memoryview:
    found: memoryview = ForkingPickler.dumps(value)  # what `Connection.send` does; here it may fail and be told
    return found


def _lift_limits() -> None:
    if sys.platform == "win32":
        return
    for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard, hard))


def _memory() -> int:
    """Return the bytes of memory that this process has had at most."""
    return 0 if sys.platform == "win32" else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _data() -> int:
    """Return the bytes that count as data: more than what is in memory, since those of threads that never ran count."""
    with suppress(OSError, ValueError, IndexError):  # other systems say it elsewhere, or nowhere
        return max(_memory(), int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize())
    return _memory()


def _limit(limits: Limits, data: int) -> None:
    """Set what the operating system knows to enforce; data, not address space: WebAssembly reserves a lot of that."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    for kind, value in (
        (resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime + limits.seconds)),
        (resource.RLIMIT_DATA, data + limits.memory),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))

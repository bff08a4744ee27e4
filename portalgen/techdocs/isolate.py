"""Runs a function in a child process with limits, so that content which hangs or explodes costs itself only.

The child has no environment (no tokens, no HOME), a scratch folder of its own, no network and no programs, and dies at
the limits that the operating system enforces; Python code alone cannot stop a regular expression that runs away.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar

if sys.platform != "win32":
    import resource

Result = TypeVar("Result")


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


class ChildError(Exception):
    """The child did not finish; the message says why, in words for the author of the content."""


class LimitError(ChildError):
    """It met a limit, and would again: time, memory, or the system ended it."""


def run_isolated(function: Callable[..., Result], *arguments: object, limits: Limits) -> Result:
    """Return what the function returns (both must be picklable). Raises `ChildError` when it did not finish."""
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="portalgen-docs-") as scratch:
        process = context.Process(  # type: ignore[attr-defined]
            target=_child, args=(sender, function, arguments, limits, scratch), daemon=False
        )
        process.start()
        sender.close()
        try:
            result: Result = _receive(receiver, process, limits)
        finally:
            process.kill()
            process.join()
            receiver.close()
    return result


def _receive(receiver: Connection, process: multiprocessing.Process, limits: Limits) -> Any:  # noqa: ANN401  (what a pipe gives)
    patience = 2 * limits.seconds + 1
    if not receiver.poll(patience):
        raise LimitError(f"it took more than {patience:.0f} seconds")
    try:
        answer = receiver.recv()
    except EOFError:
        process.join()
        raise LimitError(_reason(process.exitcode, limits)) from None
    if isinstance(answer, ChildError):
        raise answer
    return answer


def _reason(code: int | None, limits: Limits) -> str:
    if code is not None and sys.platform != "win32" and -code == signal.SIGXCPU:
        return f"it used more than {limits.seconds:.0f} seconds of CPU time"
    return f"the process that built it died (exit code {code})"


def _context() -> BaseContext:
    """Fork while there is one thread (fast, warm); otherwise let a clean server process do it."""
    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods and sys.platform != "darwin" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    if "forkserver" in methods:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["portalgen.techdocs.build_docs"])
        return context
    return multiprocessing.get_context("spawn")


def _child(
    sender: Connection, function: Callable[..., object], arguments: tuple[object, ...], limits: Limits, scratch: str
) -> None:
    os.environ.clear()
    tempfile.tempdir = scratch
    sys.addaudithook(_refuse)
    answer = _answer(function, arguments, limits)
    with suppress(OSError):  # the parent lost its patience
        sender.send_bytes(answer)
    sender.close()


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


def _answer(function: Callable[..., object], arguments: tuple[object, ...], limits: Limits) -> memoryview:
    """Return the pickled result, or the pickled error that stands for it; never raises, so that nothing is printed."""
    failure: ChildError
    try:
        _limit(limits)
        answer = _pickled(function(*arguments))
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


def _limit(limits: Limits) -> None:
    """Set what the operating system knows to enforce; data, not address space: WebAssembly reserves a lot of that."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    for kind, value in (
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_DATA, used + limits.memory),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))

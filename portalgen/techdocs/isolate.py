"""Runs functions in child processes with limits, so that content which hangs or explodes costs itself only.

A child has no environment (no tokens, no HOME), a scratch folder for each call, no network and no programs, and dies at
the limits that the operating system enforces; Python code alone cannot stop a regular expression that runs away.

Making a child takes as long as a small site. One that has answered well is asked again, as long as all goes well: what
fails in a child that had others before is tried once more in one of its own, and only that counts.
"""

import multiprocessing
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from portalgen.techdocs.child import Call, ChildError, Limits, TooSlowError, error_of, serve

Result = TypeVar("Result")

MOST = 100
"""Calls that one child answers: whatever they leave behind ends with it."""
_idle: list["_Child"] = []
"""Children that wait for a call; at most one for each thread that asked."""


def run_isolated(function: Callable[..., Result], *arguments: object, limits: Limits, alone: bool = False) -> Result:
    """Return what the function returns (both must be picklable). Raises `ChildError` when it did not finish.

    `alone` is for what is large: its child is made for it, which takes its arguments along without a copy, and ends.
    """
    with tempfile.TemporaryDirectory(prefix="portalgen-docs-") as scratch:
        call = Call(function, arguments, limits, scratch)
        try:
            if not alone and (child := _take()):
                return child.ask(call)  # type: ignore[no-any-return]  # what a pipe gives
        except TooSlowError:
            raise
        except ChildError:
            pass
        return _Child(call).answer(call, alone=alone)  # type: ignore[no-any-return]  # as above


def end_idle() -> None:
    """End the children that wait: later ones know what this process has learned since."""
    while child := _take():
        child.end()


def _take() -> "_Child | None":
    try:
        return _idle.pop()
    except IndexError:
        return None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # a fork has no part in the children of its parent


class _Child:
    """A process that answers calls, one at a time."""

    def __init__(self, call: Call) -> None:
        """Start it with its first call."""
        context = _context()
        self._connection, other = context.Pipe()
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(other, self._connection, call), daemon=True
        )
        self._process.start()
        other.close()
        self._left = MOST

    def ask(self, call: Call) -> Any:  # noqa: ANN401  (what a pipe gives)
        """Return the answer to another call. Raises `ChildError`; the child has ended then."""
        try:
            self._connection.send(call)
        except OSError:
            self.end()
            raise ChildError("its process ended before") from None
        return self.answer(call)

    def answer(self, call: Call, *, alone: bool = False) -> Any:  # noqa: ANN401  (as above)
        """Return the answer to the call that it has, and let it wait for the next. Raises as `ask`."""
        try:
            found = _received(self._connection, self._process, call.limits)
        except BaseException:
            self.end()
            raise
        self._left -= 1
        if alone or not self._left:
            self.end()
        else:
            _idle.append(self)
        return found

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def _received(connection: Connection, process: BaseProcess, limits: Limits) -> Any:  # noqa: ANN401  (as above)
    patience = 2 * limits.seconds + 1
    if not connection.poll(patience):
        raise TooSlowError(f"it took more than {patience:.0f} seconds")
    try:
        answer = connection.recv()
    except (EOFError, OSError):
        process.join()
        raise error_of(process.exitcode, limits) from None
    if isinstance(answer, ChildError):
        raise answer
    return answer


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

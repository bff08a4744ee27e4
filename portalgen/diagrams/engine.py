"""DOT in, Graphviz's JSON as data out; keeps one sandbox a thread and one compiled module a process."""

import atexit
import json
import threading
from typing import TYPE_CHECKING, Any

from portalgen.code_folder import code_folder
from portalgen.diagrams.errors import DiagramError

if TYPE_CHECKING:
    from portalgen.diagrams.sandbox import Sandbox

TIME_LIMIT = 5.0
"""Seconds that one layout may take."""


class _Engine(threading.local):
    """The sandbox of this thread, made when it is first needed."""

    sandbox: "Sandbox | None" = None

    def close(self) -> None:
        self.sandbox = None


class _Code:
    """The compiled module, shared by the threads of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._code: bytes | None = None

    def new_sandbox(self) -> "Sandbox":
        # Most commands draw nothing and need not wait for wasmtime.
        from portalgen.diagrams.compiled import compiled_graphviz  # noqa: PLC0415
        from portalgen.diagrams.sandbox import Sandbox  # noqa: PLC0415

        with self._lock:
            if self._code is None:
                self._code = compiled_graphviz(code_folder())
        return Sandbox(self._code)


_code = _Code()
_engine = _Engine()
atexit.register(_engine.close)  # wasmtime cannot free anything once the interpreter takes modules down


def run_graphviz(dot: str, output: str = "json0", *, limit: float = TIME_LIMIT) -> dict[str, Any]:
    """Return what Graphviz says about one graph: `json0` gives positions, `json` also the drawing operations.

    Same text, same answer, on every machine; any thread may call it. Raises `DiagramError`.
    """
    if _engine.sandbox is None:
        _engine.sandbox = _code.new_sandbox()
    answer = _engine.sandbox.run(dot, output, limit)
    try:
        found = json.loads(answer.decode(errors="replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise DiagramError("Graphviz gave an answer that cannot be read") from error
    if not isinstance(found, dict):
        raise DiagramError("Graphviz gave an answer that cannot be read")
    return found

"""Runs Graphviz as WebAssembly in this process: no files, network, clock or randomness; limited time and memory."""

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import wasmtime

from portalgen.diagrams.compiled import new_engine
from portalgen.diagrams.errors import DiagramError

_MEMORY_LIMIT = 512 * 1024 * 1024
_LONGEST_DOT = 1_000_000
_LONGEST_REASON = 500
_WASI = "wasi_snapshot_preview1"
_NOT_SUPPORTED = 52  # ENOSYS of WASI


class Sandbox:
    """Graphviz, loaded; for one thread, since the epoch that ends a long run ends all runs of its engine."""

    def __init__(self, code: bytes) -> None:
        self._engine = new_engine()
        self._module = wasmtime.Module.deserialize(self._engine, code)
        self._linker = _linker(self._engine)

    def run(self, dot: str, output: str, limit: float) -> bytes:
        """Return what Graphviz writes about one graph within a number of seconds. Raises `DiagramError`."""
        text = dot.replace("\0", "").encode(errors="replace")
        if len(text) > _LONGEST_DOT:
            raise DiagramError("the diagram's text is longer than a megabyte")
        # A new instance for each run: nothing of one graph can show in the next. It is there before the clock starts:
        # its deadline is the first tick after its making.
        instance = _Instance(self._engine, self._linker, self._module)
        with self._ended_after(limit):
            return instance.render(text, output.encode())

    @contextmanager
    def _ended_after(self, limit: float) -> Iterator[None]:
        timer = threading.Timer(limit, self._engine.increment_epoch)
        timer.daemon = True
        timer.start()
        try:
            yield
        except wasmtime.Trap as trap:
            late = trap.trap_code is wasmtime.TrapCode.INTERRUPT
            reason = f"its layout took longer than {limit:g} s" if late else "Graphviz failed on it"
            raise DiagramError(reason) from trap
        except wasmtime.WasmtimeError as error:
            raise DiagramError("Graphviz failed on it") from error
        finally:
            timer.cancel()
            timer.join()  # a late tick must not meet the next run


class _Instance:
    """One use of the module: its memory, and calls with addresses in that memory."""

    def __init__(self, engine: wasmtime.Engine, linker: wasmtime.Linker, module: wasmtime.Module) -> None:
        self._store = wasmtime.Store(engine)
        self._store.set_wasi(wasmtime.WasiConfig())
        self._store.set_limits(memory_size=_MEMORY_LIMIT)
        self._store.set_epoch_deadline(1)
        self._exports = linker.instantiate(self._store, module).exports(self._store)
        self._memory = cast("wasmtime.Memory", self._exports["memory"])

    def render(self, dot: bytes, output: bytes) -> bytes:
        size = self._call("malloc", 4)
        address = self._call("graphviz_render", self._text(dot), self._text(output), self._text(b"dot"), size)
        if not address:
            raise DiagramError(self._reason())
        (length,) = struct.unpack("<I", self._memory.read(self._store, size, size + 4))
        return bytes(self._memory.read(self._store, address, address + length))

    def _call(self, name: str, *arguments: int) -> int:
        found: int = cast("wasmtime.Func", self._exports[name])(self._store, *arguments)
        return found & 0xFFFFFFFF  # addresses above 2 GiB come back negative

    def _text(self, text: bytes) -> int:
        address = self._call("malloc", len(text) + 1)
        if not address:
            raise DiagramError("the diagram needs too much memory")
        self._memory.write(self._store, text + b"\0", address)
        return address

    def _reason(self) -> str:
        address = self._call("graphviz_last_error")
        end = min(address + _LONGEST_REASON, self._memory.data_len(self._store))
        text = bytes(self._memory.read(self._store, address, end)).partition(b"\0")[0]
        return text.decode(errors="replace") or "Graphviz failed on it"


def _linker(engine: wasmtime.Engine) -> wasmtime.Linker:
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    linker.allow_shadowing = True
    i32, i64 = wasmtime.ValType.i32(), wasmtime.ValType.i64()
    # Some layouts start from the time or from random numbers if asked to; same input, same bytes.
    for name, arguments in (("clock_time_get", [i32, i64, i32]), ("random_get", [i32, i32])):
        linker.define_func(_WASI, name, wasmtime.FuncType(arguments, [i32]), lambda *_: _NOT_SUPPORTED)
    return linker

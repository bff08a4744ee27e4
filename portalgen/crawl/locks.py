"""Locks: who may change a folder of the cache, of all builds that share it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others out; the system unlocks for a process that is killed. Raises `OSError` where nothing can be written.

    The folder need not be there; where it is to be, is made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with folder.with_suffix(".lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

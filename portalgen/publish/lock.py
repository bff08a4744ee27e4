"""Lock: one build at a time writes a folder; the second is told, and waits for nobody."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portalgen.errors import PublishError


@contextmanager
def locked(path: Path, name: str) -> Iterator[None]:
    """Hold the lock file at a path; the system unlocks for a process that is killed. Raises `PublishError`."""
    file = _acquire(path, name)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # before it is unlocked: who waits at the door finds that it is not there any more
        os.close(file)


def _acquire(path: Path, name: str) -> int:
    while True:
        file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            hint = "wait until it is done, or name another folder with --output"
            raise PublishError(f"another build is writing {name}", hint=hint) from None
        except OSError:  # a file system without locks: the builds of its users must not meet
            return file
        if _is_at(file, path):
            return file
        os.close(file)


def _is_at(file: int, path: Path) -> bool:
    """Say whether the open file is still the one at the path: its last holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False

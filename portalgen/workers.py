"""Workers: processes for heavy work, here or elsewhere, opened for one build."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from portalgen.code_folder import use_code_folder

Workers = Callable[[], Executor]
"""Opens a pool for heavy work: of processes here, or of a cluster."""


def local_workers(jobs: int, graphviz: Path) -> Workers:
    """Return a maker of process pools on this machine; processes start fresh, since threads may be running."""
    ready = partial(use_code_folder, graphviz)
    return partial(ProcessPoolExecutor, max_workers=jobs, mp_context=get_context("spawn"), initializer=ready)


@contextmanager
def opened(workers: Workers) -> Iterator[Executor]:
    """Open the pool for a build; when the build is interrupted, work that waits is dropped instead of finished."""
    executor = workers()
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()

"""Many documentation sites at once: each in a child process of a worker, results in the order of the sources."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from functools import lru_cache
from pathlib import Path

from portalgen.diagnostics import diagnose
from portalgen.model.catalog import DocsSource
from portalgen.model.docs import DocsSite
from portalgen.techdocs.isolate import LimitError, Limits, run_isolated

DocsJob = tuple[DocsSource, Mapping[str, bytes]]
"""A documentation site and the bytes of its files, as `build_docs` takes them."""

_AHEAD = 8
"""Jobs whose files are in memory at once: enough for the workers of one machine."""
_NO_LIMITS = Limits()
_DIAGRAM = re.compile(rb"^\s*(?:```+|~~~+|\{%) *(?:dot|graphviz|neato|fdp|sfdp|twopi|circo)\b", re.MULTILINE)
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def build_many(
    jobs: Iterable[DocsJob], *, executor: Executor, limits: Limits = _NO_LIMITS, cache: Path | None = None
) -> Iterator[DocsSite]:
    """Yield one site for each job, in their order; a site that hangs or breaks costs itself and a diagnostic.

    `cache` is a folder private to this user in which workers share the compiled Graphviz.
    """
    waiting: deque[tuple[DocsSource, Future[DocsSite]]] = deque()
    for source, files in jobs:
        waiting.append((source, executor.submit(build_one, source, files, limits, cache)))
        if len(waiting) > _AHEAD:
            yield _result(*waiting.popleft())
    while waiting:
        yield _result(*waiting.popleft())


def build_one(
    source: DocsSource, files: Mapping[str, bytes], limits: Limits = _NO_LIMITS, cache: Path | None = None
) -> DocsSite:
    """Build one site in a child of this process, which keeps the engine warm for the next one."""
    _warm()
    if any(_DIAGRAM.search(content) for path, content in files.items() if path.endswith(_MARKDOWN)):
        _warm_diagrams(cache)
    try:
        return run_isolated(_build, source, dict(files), limits=limits)
    except LimitError as error:
        return _failed(source, str(error))


def _build(source: DocsSource, files: Mapping[str, bytes]) -> DocsSite:
    from portalgen.techdocs.build_docs import build_docs  # noqa: PLC0415  (MkDocs is loaded by what needs it)

    return build_docs(source, files)


@lru_cache(maxsize=1)
def _warm() -> None:
    """Load the engine, its index of emoji and its highlighters before any child is forked."""
    from portalgen.techdocs.warm import warm_up  # noqa: PLC0415  (as above)

    warm_up()


@lru_cache(maxsize=1)
def _warm_diagrams(folder: Path | None) -> None:
    """Load Graphviz here: a child would have to compile it anew for each site."""
    from portalgen.diagrams import draw_dot, use_cache  # noqa: PLC0415  (as above)

    use_cache(folder)
    draw_dot("digraph { a }")


def _result(source: DocsSource, future: Future[DocsSite]) -> DocsSite:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001  (a worker may die of anything; it costs this site)
        return _failed(source, f"the worker failed with {type(error).__name__}")


def _failed(source: DocsSource, reason: str) -> DocsSite:
    hint = "build it with `mkdocs build` to see where it hangs; if it is only large, split it"
    message = f"the documentation could not be built: {reason}"
    found = diagnose("docs-failed", message, where=source.where, hint=hint, entity=str(source.entity))
    return DocsSite(source, source.site_name, diagnostics=(found,))

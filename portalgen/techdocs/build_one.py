"""One documentation site in a child process of this one, which keeps the engine warm for the next."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from portalgen.model.catalog import DocsSource
from portalgen.model.docs import DocsSite
from portalgen.techdocs.isolate import Limits, run_isolated

_DIAGRAM = re.compile(rb"^\s*(?:```+|~~~+|\{%) *(?:dot|graphviz|neato|fdp|sfdp|twopi|circo)\b", re.MULTILINE)
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def build_one(source: DocsSource, files: Mapping[str, bytes], limits: Limits, cache: Path | None = None) -> DocsSite:
    """Build a site from the bytes of its files. Raises `ChildError` when it hangs, explodes or breaks.

    `cache` is a folder private to this user in which workers share the compiled Graphviz.
    """
    _warm()
    if any(_DIAGRAM.search(content) for path, content in files.items() if path.endswith(_MARKDOWN)):
        _warm_diagrams(cache)
    return run_isolated(_build, source, dict(files), limits=limits)


def _build(source: DocsSource, files: Mapping[str, bytes]) -> DocsSite:
    from portalgen.techdocs.build_docs import build_docs  # noqa: PLC0415  (MkDocs is loaded by what needs it)
    from portalgen.techdocs.build_pages import build_pages  # noqa: PLC0415  (as above)

    return build_docs(source, files) if source.form.is_mkdocs else build_pages(source, files)


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

"""One documentation site in a child process of this one, which keeps the engine warm for the next."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from portalgen.code_folder import use_code_folder
from portalgen.model.catalog import DocsSource
from portalgen.techdocs.child import Limits
from portalgen.techdocs.earlier_site import EarlierSite
from portalgen.techdocs.isolate import end_idle, run_isolated
from portalgen.techdocs.site_text import digests_of, site_of, site_text

_DIAGRAM = re.compile(rb"^\s*(?:```+|~~~+|\{%) *(?:dot|graphviz|neato|fdp|sfdp|twopi|circo)\b", re.MULTILINE)
_ICON = re.compile(rb":[a-z][a-z0-9_+-]+:")
_LARGE = 2_000_000
"""Bytes of the files of a site that has a child process of its own."""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def build_one(
    source: DocsSource,
    files: Mapping[str, bytes],
    limits: Limits,
    cache: Path | None = None,
    earlier: bytes | None = None,
) -> bytes:
    """Return the text of a site (`site_text`), from the bytes of its files.

    Raises `ChildError` when it hangs, explodes or breaks. Pages that did not change since an `earlier` build, which is
    given by its text, are taken over. `cache` is a folder private to this user in which workers share the compiled
    Graphviz.
    """
    _warm()
    texts = [content for path, content in files.items() if path.endswith(_MARKDOWN)]
    if any(map(_ICON.search, texts)):
        _warm_icons()
    if any(map(_DIAGRAM.search, texts)):
        _warm_diagrams(cache)
    is_large = sum(map(len, files.values())) > _LARGE
    return run_isolated(_build, source, dict(files), earlier, limits=limits, alone=is_large)


def _build(source: DocsSource, files: Mapping[str, bytes], earlier: bytes | None) -> bytes:
    from portalgen.techdocs.build_docs import build_docs  # noqa: PLC0415  (MkDocs is loaded by what needs it)
    from portalgen.techdocs.build_pages import build_pages  # noqa: PLC0415  (as above)

    if not source.form.is_mkdocs:
        return site_text(build_pages(source, files))
    known = EarlierSite(site_of(earlier, source), digests_of(earlier)) if earlier else None
    return site_text(build_docs(source, files, known))


# What many sites need is loaded here, before a child is forked: each child would load it for itself.


@lru_cache(maxsize=1)
def _warm() -> None:
    """Load the engine and its highlighters."""
    from portalgen.techdocs.warm import warm_up  # noqa: PLC0415  (as above)

    warm_up()


@lru_cache(maxsize=1)
def _warm_icons() -> None:
    """Make the index of emoji and icons."""
    from portalgen.techdocs.emoji import load_index  # noqa: PLC0415  (as above)

    load_index()
    end_idle()


@lru_cache(maxsize=1)
def _warm_diagrams(folder: Path | None) -> None:
    """Load Graphviz, which is compiled anew without the folder."""
    from portalgen.diagrams import draw_dot  # noqa: PLC0415  (as above)

    use_code_folder(folder)
    draw_dot("digraph { a }")
    end_idle()

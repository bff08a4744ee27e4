"""What pages of a README or folder show: pictures that they name come along, the rest of the repository does not.

Reading a whole repository for one page would cost too much, so the pages are read first. Every word of theirs that
is the path of a picture counts: which words are links is known when they are rendered.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from portalgen.errors import CrawlError
from portalgen.model.catalog import DocsSource
from portalgen.model.docs_tab import MARKDOWN
from portalgen.model.source import BlobStore, Snapshot

_SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".mp4", ".webm", ".mov")
"""Endings of what pages show; anything else is looked at in the source's host."""
_LARGEST = 1_000_000
"""Bytes of a page that is read for this; no page may become much larger."""
_MOST = 2_000
"""Names in one page that are looked for."""
_WORD = re.compile(r"\]\(\s*<([^<>\n]{1,500})>|([^\s()<>\"'\[\]|,]{1,500})")


def with_named(sources: Iterable[DocsSource], snapshots: Iterable[Snapshot], blobs: BlobStore) -> Iterator[DocsSource]:
    """Yield docs with the files that they need; those of an mkdocs.yml have all of theirs."""
    by_source = {snapshot.source: snapshot for snapshot in snapshots}
    return (_complete(source, by_source.get(source.source), blobs) for source in sources)


def _complete(source: DocsSource, snapshot: Snapshot | None, blobs: BlobStore) -> DocsSource:
    if source.form.is_mkdocs or snapshot is None:
        return source
    pages = [file for file in source.files if file.path.lower().endswith(MARKDOWN)]
    try:
        texts = blobs.read(source.source, [page for page in pages if page.size <= _LARGEST])
    except CrawlError:  # whoever builds the docs says so
        return replace(source, files=tuple(pages))
    named = {
        path for origin, content in texts.items() for path in _pictures(origin, content.decode("utf-8", "replace"))
    }
    return replace(source, files=tuple(sorted({*pages, *filter(None, map(snapshot.file, named))})))


def _pictures(origin: str, text: str) -> Iterator[str]:
    """Yield the paths of pictures that the words of a file could mean, seen from the file or from the root."""
    words = (unquote((found[1] or found[2]).partition("#")[0].partition("?")[0]) for found in _WORD.finditer(text))
    shown = dict.fromkeys(word for word in words if word.lower().endswith(_SHOWN) and "://" not in word)
    for word in list(shown)[:_MOST]:
        folder = "" if word.startswith("/") else posixpath.dirname(origin)
        yield posixpath.normpath(posixpath.join(folder, word.lstrip("/")))

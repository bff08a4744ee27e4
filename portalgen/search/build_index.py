"""Search documents in, the files of the index out: one tier for each type of document, and a manifest."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from portalgen.model import routes
from portalgen.model.compact_json import embedded_json
from portalgen.model.contributions import SearchDocument
from portalgen.model.site import SiteFile
from portalgen.search.texts import split_texts
from portalgen.search.tier import encode_tier

MANIFEST = f"{routes.SEARCH}index.js"
"""Route of the one file whose name does not change with its content."""
FOLDER = f"{routes.SEARCH}index/"
FIRST, LAST = "entity", "docs"
"""Types that the browser loads first (small, answers most queries) and last (large)."""


def build_index(documents: Iterable[SearchDocument]) -> Iterator[SiteFile]:
    """Yield the manifest, and for each type of document its tier and the shards of its texts.

    All are classic scripts that hand one value to `portalgen.search.put`, so that search also works from a folder and
    under a policy of `script-src 'self'`. Names carry a digest of the content. Same documents, same bytes, in
    whatever order they come; a document that comes twice counts once.
    """
    tiers = []
    for kind, found in _by_type(documents):
        shards = [
            (start, _file("text", {"type": kind, "start": start, "texts": texts}))
            for start, texts in split_texts(found)
        ]
        yield from (file for _, file in shards)
        data = encode_tier(kind, found)
        data["shards"] = [[start, _name(file)] for start, file in shards]
        tier = _file(kind, data)
        yield tier
        tiers.append({"type": kind, "file": _name(tier), "documents": len(found)})
    yield SiteFile.at(MANIFEST, _script({"version": 1, "tiers": tiers}))


def _by_type(documents: Iterable[SearchDocument]) -> list[tuple[str, list[SearchDocument]]]:
    found: dict[str, list[SearchDocument]] = {}
    for document in sorted(set(documents), key=astuple):
        found.setdefault(document.type, []).append(document)
    return sorted(found.items(), key=lambda item: (item[0] != FIRST, item[0] == LAST, item[0]))


def _file(kind: str, value: object) -> SiteFile:
    content = _script(value)
    digest = hashlib.sha256(content).hexdigest()[:16]
    return SiteFile.at(f"{FOLDER}{re.sub('[^a-z0-9]+', '-', kind.lower())}-{digest}.js", content)


def _name(file: SiteFile) -> str:
    return file.path.rsplit("/", 1)[-1]


def _script(value: object) -> bytes:
    return f"portalgen.search.put({embedded_json(value)});\n".encode()

"""Files of documentation beside its pages: pictures and downloads."""

from collections.abc import Iterable, Iterator

from portalgen.model.docs import DocsAsset, DocsSite
from portalgen.model.site import SiteFile
from portalgen.model.source import BlobStore

BATCH = 50_000_000
"""Bytes of the files that are read together; one alone may have more."""


def docs_files(site: DocsSite, blobs: BlobStore) -> Iterator[SiteFile]:
    """Yield the pictures and downloads of one site, sorted by path; unchanged ones are read now, some at a time."""
    for batch in _batches(site.assets):
        wanted = [asset.file for asset in batch if asset.file]
        found = blobs.read(site.source.source, wanted) if wanted else {}
        for asset in batch:
            content = found[asset.file.path] if asset.file else asset.content
            yield SiteFile.at(site.source.route(asset.path), content)


def _batches(assets: Iterable[DocsAsset]) -> Iterator[list[DocsAsset]]:
    """Yield the files in their order, as many together as may be in memory at once."""
    batch: list[DocsAsset] = []
    size = 0
    for asset in assets:
        more = asset.file.size if asset.file else 0
        if batch and size + more > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(asset)
        size += more
    yield batch

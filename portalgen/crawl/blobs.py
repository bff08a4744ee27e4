"""Blobs: the bytes of any crawled file, from the fetcher that brought its source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portalgen.errors import CrawlError
from portalgen.model.source import BlobStore, EagerStore, Fetcher, Source, SourceFile


@dataclass(frozen=True, slots=True)
class SourceBlobs:
    """A `BlobStore` over several fetchers."""

    fetchers: Sequence[Fetcher]

    def ahead(self, source: Source, files: Iterable[SourceFile]) -> None:
        """Tell the fetcher of a source what will be read."""
        store: BlobStore | None = next((one for one in self.fetchers if one.holds(source)), None)
        if isinstance(store, EagerStore):
            store.ahead(source, files)

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes of files of one source. Raises `CrawlError` when it is gone, or nobody has it."""
        for fetcher in self.fetchers:
            if fetcher.holds(source):
                return fetcher.read(source, files)
        raise CrawlError(f"{source.url}: no fetcher brought this source")

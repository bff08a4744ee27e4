"""Shards: the list of all entities cut into files of at most 1 MB, each a JSON array, and the list of these files."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model import routes
from portalgen.model.compact_json import embedded_json
from portalgen.model.site import SiteFile

MOST = 1_000_000
"""Bytes of a file; only an entity that is larger by itself makes a larger one."""


@dataclass
class Shards:
    """Collects entities as JSON and gives a file whenever one is full."""

    counts: list[int] = field(default_factory=list)
    """Entities in each finished file."""
    _texts: list[bytes] = field(default_factory=list)
    _size: int = 0

    def add(self, text: bytes) -> Iterator[SiteFile]:
        """Take an entity as JSON in UTF-8; yield the file that was full before it."""
        size = len(text) + 2
        if self._texts and self._size + size > MOST:
            yield self._cut()
        self._texts.append(text)
        self._size += size

    def end(self) -> Iterator[SiteFile]:
        """Yield the last file, the list of files, and what a host answers to the list of all entities.

        That is the array itself while it fits into one file, then the list of files.
        """
        last = self._cut()
        yield last
        shards = [{"path": f"{number}.json", "items": count} for number, count in enumerate(self.counts)]
        listed = f"{embedded_json({'totalItems': sum(self.counts), 'shards': shards})}\n".encode()
        yield SiteFile.at(routes.SHARDS, listed)
        yield SiteFile.at(routes.ENTITIES, last.content if len(self.counts) == 1 else listed)

    def _cut(self) -> SiteFile:
        file = SiteFile.at(routes.shard(len(self.counts)), b"[" + b",\n".join(self._texts) + b"]\n")
        self.counts.append(len(self._texts))
        self._texts.clear()
        self._size = 0
        return file

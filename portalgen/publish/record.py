"""Record: `build.json`, what a site was made of; the last file of every build."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portalgen import __version__
from portalgen.model.catalog import Catalog
from portalgen.model.site import SiteFile, Written
from portalgen.model.source import Snapshot

NAME = "build.json"
GENERATOR = "portalgen"


def recorded(files: Iterable[SiteFile], catalog: Catalog) -> Iterator[SiteFile]:
    """Yield the files as they come, with digests, then the record of them and of the sources.

    Times are those of commits only.
    """
    written = []
    for file in files:
        row = Written.of(file)
        written.append(row)
        yield replace(file, digest=row.digest)
    record = {
        "generator": GENERATOR,
        "version": __version__,
        "sources": [_source(snapshot) for snapshot in _distinct(catalog.sources)],
        "entities": {kind: len(catalog.of_kind(kind)) for kind in catalog.kinds},
        "files": {row.path: {"sha256": row.digest, "size": row.size} for row in sorted(written)},
    }
    yield SiteFile(NAME, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode())


def _distinct(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    found = {snapshot.source: snapshot for snapshot in snapshots}
    return [found[source] for source in sorted(found)]


def _source(snapshot: Snapshot) -> dict[str, object]:
    source = snapshot.source
    row = {"url": source.url, "ref": source.ref, "commit": source.commit, "time": source.time}
    return row if snapshot.stale_since is None else {**row, "staleSince": snapshot.stale_since}

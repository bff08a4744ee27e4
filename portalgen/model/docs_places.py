"""Places of documentation: requests in, the snapshots that have their folders out, version by version."""

from collections.abc import Iterable, Iterator
from itertools import product

from portalgen.model.docs_version import DocsVersion, choose, newest_first, versions
from portalgen.model.fragment import DocsRequest
from portalgen.model.source import Snapshot

READMES = ("README.md", "Readme.md", "readme.md", "README.markdown")
"""Names of the file that Git hosts show for a folder, in the order in which they look for it."""


class DocsPlaces:
    """Snapshots by what they may be asked for."""

    def __init__(self, snapshots: Iterable[Snapshot]) -> None:
        """Index them: of two for one place, the first counts."""
        self._found: dict[tuple[str, str], Snapshot] = {}
        names: dict[str, set[str]] = {}
        for one in snapshots:
            targets = (one.source.url, one.location.target)
            for target, ref in product(targets, (one.source.ref, one.location.ref)):
                self._found.setdefault((target, ref), one)
            for target in targets:
                names.setdefault(target, set()).add(one.source.ref)
        self._names = {target: newest_first(found) for target, found in names.items()}

    def find(self, request: DocsRequest) -> Snapshot | None:
        """Return what has the folder of a request; None: it could not be fetched, and the crawl stage has said so."""
        return self._found.get((request.location.target, request.location.ref))

    def wanted(self, request: DocsRequest) -> Iterator[tuple[Snapshot, DocsVersion | None]]:
        """Yield that snapshot, then those of the versions that the request chooses, as far as they are here."""
        current, target = self.find(request), request.location.target
        if current is None:
            return
        yield current, None
        chosen = choose(request.versions, self._names[target], current.source.ref)
        for version in versions(chosen.names, _names_in(request.folder, current)):
            yield self._found[target, version.name], version


def _names_in(folder: str, current: Snapshot) -> set[str]:
    """Return the names of all files and folders below a folder, and of the pages that files become."""
    parts = (part for file in current.under(folder) if "@" in file.path for part in file.path.split("/"))
    return {name for part in parts for name in (part, part.rpartition(".")[0])}

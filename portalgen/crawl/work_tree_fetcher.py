"""The fetcher of one repository alone: its work tree as it lies here, and nothing of what it leads to elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portalgen.crawl.work_tree import WorkTree
from portalgen.diagnostics import Diagnostic
from portalgen.errors import CrawlError
from portalgen.model.source import DEFAULT_PATHS, Fetched, Location, Snapshot, Source, SourceFile, Wanted

_NOTHING = tuple(SourceFile(path, "") for path in DEFAULT_PATHS)


@dataclass(frozen=True)
class WorkTreeFetcher:
    """Fetches `file` for the targets that it is given; every other place is an empty file that nobody asks for.

    The source is named by the repository's `origin`, so that annotations and absolute targets are those of a build.
    Files are read when they are needed, never through a link, and only those that were listed.
    """

    trees: Mapping[str, WorkTree]
    """Target of the location -> work tree."""
    named: Mapping[str, tuple[str, ...]]
    """Target -> files to read even if Git ignores them."""

    @property
    def types(self) -> tuple[str, ...]:
        """Location types."""
        return ("file", "git", "url")

    def locate(self, location: Location) -> Wanted | Diagnostic:
        """Take every location."""
        return Wanted(location.target, location.ref, location.paths if self._is_here(location) else DEFAULT_PATHS)

    def fetch(self, location: Location) -> Fetched:
        """List the work tree."""
        if not self._is_here(location):
            return Fetched(Snapshot(location, Source(location.target, ref=location.ref), _NOTHING))
        tree = self.trees[location.target]
        source = Source(self.name(location.target), ref=tree.ref if tree.url else "")
        return Fetched(Snapshot(location, source, tree.files(self.named[location.target])))

    def name(self, target: str) -> str:
        """Return the URL of the source behind a target: that of `origin`, or the target itself."""
        return self.trees[target].url or target

    def holds(self, _source: Source) -> bool:
        """Say yes: nobody else fetches."""
        return True

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes; nothing for what lies elsewhere. Raises `CrawlError` for a file that is gone."""
        tree = next((tree for target, tree in self.trees.items() if self.name(target) == source.url), None)
        return {file.path: _content(tree, file.path) if tree else b"" for file in files}

    def _is_here(self, location: Location) -> bool:
        return location.type == "file" and location.target in self.trees


def _content(tree: WorkTree, path: str) -> bytes:
    try:
        return (tree.root / path).read_bytes()
    except OSError as error:
        raise CrawlError(f"{path}: cannot be read: {error.strerror}", hint="check it again") from None

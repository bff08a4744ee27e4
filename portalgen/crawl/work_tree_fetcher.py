"""The fetcher of one repository alone: its work tree as it lies here, and nothing of what it leads to elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from portalgen.crawl.work_tree import WorkTree
from portalgen.diagnostics import Diagnostic
from portalgen.errors import CrawlError
from portalgen.model.source import DEFAULT_PATHS, Fetched, Location, Snapshot, Source, SourceFile, Wanted

_NOTHING = tuple(SourceFile(path, "") for path in DEFAULT_PATHS)


@dataclass(frozen=True)
class WorkTreeFetcher:
    """Fetches `file` for the targets that it is given; every other place is an empty file that nobody asks for.

    The source is named by the repository's `origin`, so that annotations and absolute targets are those of a build; two
    work trees of one repository are named by their targets.
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
        name = self._names[location.target]
        source = Source(name, ref=tree.ref if name != location.target else "")
        return Fetched(Snapshot(location, source, tree.files(self.named[location.target])))

    def tree(self, url: str) -> WorkTree | None:
        """Return the work tree behind the URL of a source; None for what lies elsewhere."""
        return self._trees.get(url)

    def holds(self, _source: Source) -> bool:
        """Say yes: nobody else fetches."""
        return True

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes; nothing for what lies elsewhere. Raises `CrawlError` for a file that is gone."""
        tree = self.tree(source.url)
        return {file.path: _content(tree, file.path) if tree else b"" for file in files}

    @cached_property
    def _trees(self) -> Mapping[str, WorkTree]:
        return {self._names[target]: tree for target, tree in self.trees.items()}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Target -> URL of its source: that of `origin` if it is this one's alone, or else the target."""
        urls = Counter([*self.trees, *(tree.url for tree in self.trees.values())])
        return {target: tree.url if tree.url and urls[tree.url] == 1 else target for target, tree in self.trees.items()}

    def _is_here(self, location: Location) -> bool:
        return location.type == "file" and location.target in self.trees


def _content(tree: WorkTree, path: str) -> bytes:
    try:
        return (tree.root / path).read_bytes()
    except OSError as error:
        raise CrawlError(f"{path}: cannot be read: {error.strerror}", hint="check it again") from None

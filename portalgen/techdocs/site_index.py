"""What links of a site can lead to: its pages and files, by every way in which they are written.

Links to other sites, to entities and to files beside the docs are none of its business (`cross_links`).
"""

import posixpath
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from portalgen.model.similar_names import SimilarNames

_PAGE_ENDINGS = ("index.html", "index.md", "README.md", ".html", ".md", ".markdown")


@dataclass(frozen=True)
class SiteIndex:
    """The pages and files of one site."""

    pages: AbstractSet[str]
    """Paths of pages as in `DocsPage.path`."""
    assets: AbstractSet[str]
    files: Mapping[str, str] = field(default_factory=dict)
    """Markdown file relative to the docs -> path of its page."""
    mounts: Mapping[str, str] = field(default_factory=dict)
    """Folder of the docs ("" for all of them) -> the folder of the repository whose files stand there."""

    failed: AbstractSet[str] = frozenset()
    """Paths of pages that could not be rendered."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Old path of a page -> the new one, perhaps with an anchor, or an address outside."""

    def find(self, path: str) -> str | None:
        """Return the page or file that a path inside the docs means, however it is written."""
        return next((found for found in self._tried(path) if found in self.pages or found in self.assets), None)

    def moved_to(self, path: str) -> str | None:
        """Return where a page is that once was what a path inside the docs means."""
        return next((self.moved[old] for old in self._tried(path) if old in self.moved), None)

    def has_failed(self, path: str) -> bool:
        """Say whether a path inside the docs means a page that could not be rendered."""
        return not self.failed.isdisjoint((path, f"{path.rstrip('/')}/"))

    def find_file(self, path: str) -> str | None:
        """Return the page or file that a path inside the repository means."""
        return next((found for place in self.inside(path) if (found := self.find(place)) is not None), None)

    def inside(self, path: str) -> Iterator[str]:
        """Yield the places inside the docs of a path inside the repository."""
        for mount, folder in self._around(path):
            yield posixpath.join(mount, path[len(folder) :].lstrip("/"))

    def covers(self, path: str) -> bool:
        """Say whether a path inside the repository is one inside the docs, so that there is nothing more to know."""
        return any(self._around(path))

    def near(self, path: str, folder: str = "") -> str:
        """Return what a path inside the docs may have been meant as, as it is written from a folder; "" for nothing."""
        if (moved := self.moved_to(path)) is not None:
            return self.write(moved, folder)
        namesakes = self._by_name.get(posixpath.basename(path), [])
        found = namesakes if len(namesakes) == 1 else self._similar.near(path)
        return posixpath.relpath(found[0], folder or ".") if found else ""

    def write(self, target: str, folder: str = "") -> str:
        """Return how a new address (as in `moved`) is written in a file of a folder."""
        path, mark, anchor = target.partition("#")
        file = self._by_path.get(path)
        return f"{posixpath.relpath(file, folder or '.')}{mark}{anchor}" if file else target

    def _around(self, path: str) -> Iterator[tuple[str, str]]:
        for mount, folder in self.mounts.items():
            if not folder or path == folder or path.startswith(f"{folder}/"):
                yield mount, folder

    @cached_property
    def _by_path(self) -> Mapping[str, str]:
        return {path: file for file, path in self.files.items()}

    @cached_property
    def _similar(self) -> SimilarNames:
        return SimilarNames({name: name for name in self._names})

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._names:
            found.setdefault(posixpath.basename(name), []).append(name)
        return found

    @cached_property
    def _names(self) -> list[str]:
        return sorted({*self.files, *self.assets} - {""})

    @staticmethod
    def _tried(path: str) -> list[str]:
        stems = [path.removesuffix(ending) for ending in _PAGE_ENDINGS if path.endswith(ending)]
        cut = (stem if not stem or stem.endswith("/") else f"{stem}/" for stem in stems)
        return [path, f"{path.rstrip('/')}/", *cut]

"""All documentation of a portal: sites by entity, pages by the file that they were made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from portalgen.model.docs import DocsPage, DocsSite
from portalgen.model.forge import Forges
from portalgen.model.ref import EntityRef
from portalgen.techdocs.anchors import Anchors
from portalgen.techdocs.site_index import SiteIndex


class Book:
    """One site, for those who look something up in it."""

    def __init__(self, site: DocsSite) -> None:
        """Look at nothing until somebody asks."""
        self.site = site
        self._anchors: dict[str, Anchors] = {}

    @cached_property
    def pages(self) -> Mapping[str, DocsPage]:
        """Pages by path."""
        return {page.path: page for page in self.site.pages}

    @cached_property
    def index(self) -> SiteIndex:
        """What links can lead to; an old address of a page, too."""
        known = {*self.pages, *dict(self.site.redirects)}
        named = {path.strip("/"): path for path in self.pages}
        return SiteIndex(known, frozenset(asset.path for asset in self.site.assets), named)

    def anchors(self, path: str) -> Anchors | None:
        """Return the anchors of a page, None for what is no page."""
        if path in self.pages and path not in self._anchors:
            self._anchors[path] = Anchors(self.pages[path].html)
        return self._anchors.get(path)

    def is_made_as(self, other: DocsSite) -> bool:
        """Say whether both are pages of the same files, whoever asked for them."""
        mine, its = ((one.source, one.folder, one.tab, one.form) for one in (self.site.source, other.source))
        return mine == its


@dataclass(frozen=True)
class Place:
    """A page of a site."""

    book: Book
    path: str


class Library:
    """Books of all sites; what it says does not depend on their order."""

    def __init__(self, sites: Iterable[DocsSite], forges: Forges) -> None:
        """Note who has which; TechDocs go before folders that plug-ins show, the innermost folder before others."""
        self._forges = forges
        self._books = [Book(site) for site in sorted(sites, key=_rank)]
        self._files: dict[str, Mapping[tuple[str, str], list[Place]]] = {}

    def of(self, ref: EntityRef, *, tab: str = "", version: str = "") -> Book | None:
        """Return the documentation of an entity, what one of its tabs shows, or another version of it."""
        return self._by_entity.get((ref, tab, version))

    def refs(self, repository: str, *, others: bool = True) -> list[str]:
        """Return the branches and tags of a repository that are documented, the longest name first.

        `others` are versions beside those that entities have anyway.
        """
        sources = (book.site.source for book in self._of(repository))
        found = {source.source.ref for source in sources if others or not source.version}
        return sorted(found, key=lambda ref: (-len(ref), ref))

    def page_of(self, repository: str, ref: str, path: str, reader: DocsSite) -> Place | None:
        """Return the page of a Markdown file, or of the one that a host shows for a folder; best one of `reader`'s."""
        files = self._files_of(repository)
        tried = (path, *(f"{path}/{name}".lstrip("/") for name in ("README.md", "index.md")))
        places = next((found for name in tried if (found := files.get((ref, name)))), [])
        own = [place for place in places if place.book.is_made_as(reader)]
        return next(iter((*own, *places)), None)

    @cached_property
    def _by_entity(self) -> Mapping[tuple[EntityRef, str, str], Book]:
        return {_key(book.site): book for book in reversed(self._books)}

    @cached_property
    def _by_repository(self) -> Mapping[str, list[Book]]:
        found: dict[str, list[Book]] = {}
        for book in self._books:
            found.setdefault(self._forges.identity(book.site.source.source.url), []).append(book)
        return found

    def _of(self, repository: str) -> list[Book]:
        return self._by_repository.get(self._forges.identity(repository), [])

    def _files_of(self, repository: str) -> Mapping[tuple[str, str], list[Place]]:
        name = self._forges.identity(repository)
        if name not in self._files:
            found: dict[tuple[str, str], list[Place]] = {}
            for book in self._of(repository):
                for page in book.site.pages:
                    key = (book.site.source.source.ref, page.source_path)
                    found.setdefault(key, []).append(Place(book, page.path))
            self._files[name] = found
        return self._files[name]


def _key(site: DocsSite) -> tuple[EntityRef, str, str]:
    tab, version = site.source.tab, site.source.version
    return (site.source.entity, tab.tab if tab else "", version.segment if version else "")


def _rank(site: DocsSite) -> tuple[bool, int, EntityRef, str]:
    return (site.source.tab is not None, -len(site.source.folder), site.source.entity, site.source.route())

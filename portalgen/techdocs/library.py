"""All documentation of a portal: sites by entity, pages by the file that they were made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import takewhile

from portalgen.diagnostics import NOWHERE
from portalgen.model.catalog import Catalog
from portalgen.model.docs import DocsPage, DocsSite, Heading
from portalgen.model.docs_places import READMES
from portalgen.model.forge import Forges
from portalgen.model.ref import EntityRef
from portalgen.techdocs.anchors import Anchors
from portalgen.techdocs.github_slug import Slugs
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

    def moved(self, path: str) -> str | None:
        """Return where the old address of a page leads to, as in `DocsSite.redirects`; None for any other path."""
        return self._redirects.get(path) if path else None  # "" is the site: its first page may have any address

    @cached_property
    def _redirects(self) -> Mapping[str, str]:
        return dict(self.site.redirects)

    def anchors(self, path: str) -> Anchors | None:
        """Return the anchors of a page, None for what is no page."""
        if path in self.pages and path not in self._anchors:
            self._anchors[path] = Anchors(self.pages[path].html)
        return self._anchors.get(path)

    def anchor_on_host(self, path: str, anchor: str) -> str:
        """Return the anchor of the heading that a Git host shows under an anchor; empty for none."""
        slugs = Slugs()
        named = {slugs.take(heading.title): heading.id for heading in _in_order(self.pages[path].headings)}
        return named.get(anchor, "")

    def is_made_as(self, other: DocsSite) -> bool:
        """Say whether both are pages of the same files, whoever asked for them."""
        mine, its = ((one.source, one.folder, one.tab, one.form) for one in (self.site.source, other.source))
        return mine == its


def _in_order(headings: Iterable[Heading]) -> Iterator[Heading]:
    for one in headings:
        yield one
        yield from _in_order(one.children)


@dataclass(frozen=True)
class Place:
    """A page of a site."""

    book: Book
    path: str


class Library:
    """Books of all sites; what it says does not depend on their order."""

    def __init__(self, sites: Iterable[DocsSite], forges: Forges, catalog: Catalog) -> None:
        """Note who has which; TechDocs go before folders that plug-ins show, the innermost folder before others."""
        self._forges, self._catalog = forges, catalog
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
        """Return the page of a Markdown file, or of the one that a host shows for a folder ("" is the root).

        Of several, one of `reader`'s; else one of an entity that is declared in the repository, and of those the one
        that is declared nearest to the file.
        """
        files = self._files_of(repository)
        tried = (path, *(f"{path}/{name}".lstrip("/") for name in (*READMES, "index.md")))
        name = next((name for name in tried if (ref, name) in files), None)
        if name is None:
            return None
        places = files[ref, name]
        own = [place for place in places if place.book.is_made_as(reader)]
        return own[0] if own else min(places, key=partial(self._distance, repository, name))  # the first of equals

    def is_of(self, site: DocsSite, repository: str) -> bool:
        """Say whether a site is made of a repository."""
        return self._forges.identity(site.source.source.url) == self._forges.identity(repository)

    def _distance(self, repository: str, path: str, place: Place) -> tuple[bool, bool, int]:
        source = place.book.site.source
        entity = self._catalog.entities.get(source.entity)
        where = entity.where if entity else NOWHERE
        is_foreign = self._forges.identity(where.source) != self._forges.identity(repository)
        return source.tab is not None, is_foreign, 0 if is_foreign else _steps(where.path, path)

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


def _steps(file: str, other: str) -> int:
    """Return how many folders one goes up and down on the way between two files."""
    here, there = file.split("/")[:-1], other.split("/")[:-1]
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    return len(here) + len(there) - 2 * shared


def _key(site: DocsSite) -> tuple[EntityRef, str, str]:
    tab, version = site.source.tab, site.source.version
    return (site.source.entity, tab.tab if tab else "", version.segment if version else "")


def _rank(site: DocsSite) -> tuple[bool, int, EntityRef, str]:
    return (site.source.tab is not None, -len(site.source.folder), site.source.entity, site.source.route())

"""Where the documentation that an entity shows starts for it (`backstage.io/techdocs-entity-path`), and what is wrong.

Answered when all sites are there: most entities name a page of another one's documentation.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.docs import DocsSite
from portalgen.model.docs_shown import docs_owner, pointed_at
from portalgen.model.entity import TECHDOCS_ENTITY, TECHDOCS_PATH, Entity
from portalgen.model.ref import EntityRef
from portalgen.techdocs.library import Book
from portalgen.techdocs.sanitise import free_id
from portalgen.yaml12 import pointer

_ASKING = {TECHDOCS_ENTITY, TECHDOCS_PATH}
_PATH = pointer("/metadata/annotations", TECHDOCS_PATH)
_ENTITY = pointer("/metadata/annotations", TECHDOCS_ENTITY)
_ENTITY_HINT = "write [kind:][namespace/]name of an entity that has backstage.io/techdocs-ref"
_HINT = "name a page as its address has it, such as /guide/start; until then the first page is shown"


@dataclass(frozen=True, slots=True)
class Started:
    """A catalog that knows where documentation starts, and what does not."""

    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...] = ()


def with_starts(catalog: Catalog, sites: Iterable[DocsSite]) -> Started:
    """Return the catalog with the start of every entity that names one; what is no page costs itself.

    That another entity has no documentation to be shown is told, too.
    """
    asking = [one for one in catalog.entities.values() if not _ASKING.isdisjoint(one.annotations)]
    if not asking:
        return Started(catalog)
    own = (site for site in sites if not (site.source.tab or site.source.version))
    finder = _Finder(catalog, {site.source.entity: Book(site) for site in own})
    starts = {entity.ref: start for entity in asking if (start := finder.start(entity))}
    return Started(replace(catalog, docs_starts=starts) if starts else catalog, tuple(finder.found))


@dataclass
class _Finder:
    catalog: Catalog
    books: dict[EntityRef, Book]
    found: list[Diagnostic] = field(default_factory=list)

    def start(self, entity: Entity) -> str:
        """Return the route at which documentation starts, empty for its first page."""
        named = str(entity.annotations.get(TECHDOCS_ENTITY, ""))
        if named and pointed_at(entity) not in self.catalog.docs_of:
            self._report_nothing(entity, named)
            return ""  # its path is one of that documentation, not of its own
        owner = docs_owner(entity, self.catalog)
        book = self.books.get(owner) if owner else None
        if book is None or not book.site.pages:  # of what failed, nobody knows what it would have
            return ""
        return self._page(entity, book, str(entity.annotations.get(TECHDOCS_PATH, "")))

    def _page(self, entity: Entity, book: Book, written: str) -> str:
        if not written.strip(" /"):
            return ""
        path, anchor = (unquote(part) for part in written.strip().partition("#")[::2])
        page = book.index.find(path.strip("/"))
        if page is None or page not in book.index.pages:
            message = f"the documentation of {book.site.source.entity} has no page '{path}'"
            self._report(entity, message, _hint(book, path))
            return ""
        return self._at(entity, book, page, anchor)

    def _at(self, entity: Entity, book: Book, page: str, anchor: str) -> str:
        route, anchors, anchor = book.site.source.route(page), book.anchors(page), free_id(anchor)
        if anchor and anchors is not None and anchor not in anchors:
            message = f"'{page}' of {book.site.source.entity} has no heading or anchor '#{anchor}'"
            self._report(entity, message, anchors.hint(anchor))
            anchor = ""
        return f"{route}#{quote(anchor)}" if anchor else route if page else ""

    def _report(self, entity: Entity, message: str, hint: str) -> None:
        where, ref = entity.at(_PATH), str(entity.ref)
        self.found.append(diagnose("docs-broken-link", f"{ref}: {message}", where=where, hint=hint, entity=ref))

    def _report_nothing(self, entity: Entity, written: str) -> None:
        where, ref = entity.at(_ENTITY), str(entity.ref)
        message = f"{ref}: '{written}' is no entity with documentation"
        self.found.append(diagnose("docs-not-found", message, where=where, hint=_ENTITY_HINT, entity=ref))


def _hint(book: Book, path: str) -> str:
    near = book.index.near(path.strip("/"))
    return f"did you mean '/{quote(near)}'?" if near else _HINT

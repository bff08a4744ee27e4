"""Addresses of the portal as people write them (`entity:api:payments`, `/docs/default/component/shop/`) -> targets."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit

from portalgen.model import routes
from portalgen.model.docs_shown import docs_owner
from portalgen.model.ref import EntityRef, RefError
from portalgen.techdocs.library import Book, Library, Place
from portalgen.techdocs.portal import Portal, Target

_DOCS, _CATALOG = routes.DOCS.strip("/"), routes.CATALOG.strip("/")
_PAGES = {
    route.strip("/"): route
    for route in (
        *(routes.HOME, routes.CATALOG, routes.APIS, routes.DOCS, routes.SYSTEMS, routes.TEAMS),
        *(routes.TEMPLATES, routes.GRAPH, routes.SEARCH, routes.HEALTH, routes.ABOUT),
    )
}
_ENTITY = 3
"""Segments that name an entity: namespace, kind, name."""
_TEMPLATES = [routes.TEMPLATES.strip("/"), "templates"]
"""Backstage has the templates of the scaffolder below it."""
DOCS_TAB = "docs"
_REF_HINT = (
    "write entity:[kind:][namespace/]name, such as entity:api:default/pay; a page of documentation by its file, or by "
    "its address /docs/<namespace>/<kind>/<name>/…"
)
_Spelling = Callable[[EntityRef], str]
"""Writes a ref as its author would, for a hint."""


class PortalTargets:
    """Finds what is in the portal."""

    def __init__(self, portal: Portal, library: Library) -> None:
        self._portal, self._library, self._starts = portal, library, portal.catalog.docs_starts

    def of_ref(self, written: str) -> Target:
        """Answer `entity:[kind:][namespace/]name#tab`; the kind is component unless another one is named."""
        text, _, tab = written.partition(":")[2].partition("#")
        try:
            ref = EntityRef.parse(unquote(text.partition("?")[0]).strip().rstrip("/"), kind="component")
        except RefError:
            return Target(problem="is no reference to an entity: a part of it is empty", hint=_REF_HINT)
        if wrong := next((sign for sign in ref.name if sign in "/:"), ""):
            return Target(
                problem=f"is no reference to an entity: '{ref.name}' is no name, for its '{wrong}'", hint=_REF_HINT
            )
        return self._entity(ref, unquote(tab), lambda near: f"entity:{near.short(kind='component')}")

    def of_path(self, address: str) -> Target | None:
        """Answer a path from the root of the portal, with its query; None for one that is nowhere in a portal."""
        parts = urlsplit(f"/{address.lstrip('/')}")  # of two slashes, the second would start the name of a host
        first, *rest = unquote(parts.path).strip("/").split("/")
        if len(rest) >= _ENTITY and first in {_DOCS, _CATALOG}:
            return self._of_entity(first, rest)
        if [first, *rest[:1]] == _TEMPLATES and len(rest) == _ENTITY:
            return self._of_entity(_CATALOG, [rest[1], "template", rest[2]])
        return self._overview(first, rest, f"?{parts.query}" if parts.query else "")

    def _of_entity(self, first: str, rest: list[str]) -> Target:
        namespace, kind, name, *inside = rest
        ref = EntityRef(kind, namespace, name)
        tab, path = inside[:1], "/".join(inside[1:])
        if first == _DOCS:
            return self._docs(ref, "/".join(inside))
        if tab == [DOCS_TAB]:
            return self._shown(ref, path)
        if tab and (book := self._library.of(ref, tab=tab[0])):
            return _in_book(book, path)
        return self._entity(ref, "/".join(inside), lambda near: f"/{routes.entity(near)}")

    def _overview(self, first: str, rest: list[str], query: str) -> Target | None:
        if first == _CATALOG and len(rest) == 1 and rest[0].lower() in self._portal.catalog.kinds:
            return Target(routes.kind(rest[0].lower()) + query)
        return Target(_PAGES[first] + query) if first in _PAGES and not rest else None

    def _entity(self, ref: EntityRef, tab: str, spelt: _Spelling) -> Target:
        if ref not in self._portal.catalog:
            near = [spelt(EntityRef.parse(name, kind=ref.kind)) for name in self._portal.near(ref)]
            hint = f"did you mean {' or '.join(near)}?" if near else "add it to the catalog, or correct the link"
            return Target(problem=f"names an entity that is not in the catalog: {ref}", hint=hint)
        if tab == DOCS_TAB:
            return self._shown(ref, "")
        tabs = self._portal.tabs(ref) if tab else frozenset()
        if not tab or tab in tabs:
            return Target(routes.entity(ref, tab))
        hint = f"it has {', '.join(sorted(tabs - {''}))}" if tabs - {""} else ""
        return Target(routes.entity(ref), problem=f"names a tab that {ref} does not have: '{tab}'", hint=hint)

    def _docs(self, ref: EntityRef, path: str) -> Target:
        """Answer an address of documentation: its own stays there, whatever the entity's tab shows."""
        book = self._library.of(ref)
        return self._inside(book, path) if book else self._shown(ref, path)

    def _shown(self, ref: EntityRef, path: str) -> Target:
        """Answer what an entity's tab of documentation shows: perhaps that of another one, from a page of it on."""
        entity = self._portal.catalog.entities.get(ref)
        if entity is None:
            return self._entity(ref, "", lambda near: f"/{routes.docs(near)}")
        if not path and (start := self._starts.get(ref)):
            route, _, anchor = start.partition("#")  # the only one: routes are quoted
            return replace(self.of_path(route) or Target(route), anchor=anchor, moved="")
        book = self._library.of(docs_owner(entity, self._portal.catalog) or ref)
        if book is None:
            return Target(problem=f"leads to the documentation of {ref}, which has none")
        return self._inside(book, path)

    def _inside(self, book: Book, path: str) -> Target:
        """Answer a path inside documentation, or inside another version of it."""
        found, (segment, _, rest) = _in_book(book, path), path.partition("/")
        version = self._library.of(book.site.source.entity, version=segment) if found.problem else None
        return _in_book(version, rest) if version else found


def _in_book(book: Book, path: str) -> Target:
    source = book.site.source
    found = book.index.find(path) if book.site.pages else ""  # of what failed, nobody knows what it would have
    if found is not None:
        return _found(book, found)
    near = book.index.near(path.strip("/"))
    hint = f"did you mean '/{source.route(near)}'?" if near else ""
    return Target(problem=f"leads to nothing in the documentation of {source.entity}", hint=hint)


def _found(book: Book, path: str) -> Target:
    """Answer a page or file, or the old address of a page."""
    new, route = book.moved(path), book.site.source.route
    if new is None:
        return Target(route(path), Place(book, path))
    if "://" in new:
        return Target(url=new, moved=new)
    page, _, anchor = new.partition("#")
    return Target(route(page), Place(book, page), quote(anchor), moved=f"/{route(page)}")

"""The tree, order and breadcrumbs of one documentation site, seen from one of its pages."""

from collections.abc import Iterable, Iterator

from portalgen.model import routes
from portalgen.model.docs import DocsSite, Heading, NavItem
from portalgen.model.ref import EntityRef
from portalgen.render.docs_contexts import PageLink, TreeRow

WHOLE = 80
"""A navigation with more rows than this shows only the sections around the page; others lead to their first page."""


def tree_rows(site: DocsSite, path: str) -> tuple[TreeRow, ...]:
    """Return the tree as it looks on the page at `path`."""
    return tuple(_row(item, path, site.source.entity, prune=_size(site.nav) > WHOLE) for item in site.nav)


def trail(items: Iterable[NavItem], path: str) -> tuple[NavItem, ...] | None:
    """Return the sections around a page, outermost first, and the page itself; None if the tree does not have it."""
    for item in items:
        if item.path == path:
            return (item,)
        inner = trail(item.children, path)
        if inner is not None:
            return (item, *inner)
    return None


def neighbours(site: DocsSite, path: str) -> tuple[PageLink | None, PageLink | None]:
    """Return the pages before and after one in the order of the tree."""
    known = {page.path for page in site.pages}
    order = [item for item in flat(site.nav) if item.path in known]
    at = next((number for number, item in enumerate(order) if item.path == path), None)
    if at is None:
        return None, None
    before = order[at - 1] if at else None
    after = order[at + 1] if at + 1 < len(order) else None
    return _link(before, site), _link(after, site)


def flat(items: Iterable[NavItem]) -> Iterator[NavItem]:
    """Yield all rows of a tree that are pages or files, depth first."""
    for item in items:
        if item.path is not None:
            yield item
        yield from flat(item.children)


def contents(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Return the headings below the page's title."""
    single = headings[0] if len(headings) == 1 else None
    return single.children if single and single.level == 1 else headings


def _row(item: NavItem, path: str, entity: EntityRef, *, prune: bool) -> TreeRow:
    if item.path is not None:
        return TreeRow(item.title, routes.docs(entity, item.path), current=item.path == path)
    if not item.children:
        return TreeRow(item.title, item.url, outside=True)
    around = trail(item.children, path) is not None
    first = next((row.path for row in flat(item.children)), None)
    if prune and not around and first is not None:
        return TreeRow(item.title, routes.docs(entity, first), section=True)
    rows = tuple(_row(child, path, entity, prune=prune) for child in item.children)
    return TreeRow(item.title, "", open=around, rows=rows)


def _size(items: Iterable[NavItem]) -> int:
    return sum(1 + _size(item.children) for item in items)


def _link(item: NavItem | None, site: DocsSite) -> PageLink | None:
    return PageLink(item.title, routes.docs(site.source.entity, item.path or "")) if item else None

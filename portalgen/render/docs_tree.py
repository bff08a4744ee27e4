"""The tree, order and breadcrumbs of one documentation site, seen from one of its pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from portalgen.model.docs import Heading, NavItem
from portalgen.render.docs_contexts import PageLink, TreeRow
from portalgen.render.docs_versions import Edition

WHOLE = 80
"""A navigation with more rows than this shows only the sections around the page; others lead to their first page."""
ROWS = 60
"""Of a level of such a navigation that has more rows, these are shown: those around the page."""


def tree_rows(edition: Edition, path: str) -> tuple[TreeRow, ...]:
    """Return the tree as it looks on the page at `path`."""
    nav = edition.site.nav
    return tuple(_rows(nav, path, edition.route, prune=_size(nav) > WHOLE))


def trail(items: Iterable[NavItem], path: str) -> tuple[NavItem, ...] | None:
    """Return the sections around a page, outermost first, and the page itself; None if the tree does not have it."""
    for item in items:
        if item.path == path:
            return (item,)
        inner = trail(item.children, path)
        if inner is not None:
            return (item, *inner)
    return None


def neighbours(edition: Edition, path: str) -> tuple[PageLink | None, PageLink | None]:
    """Return the pages before and after one in the order of the tree."""
    order = [item for item in flat(edition.site.nav) if item.path in edition.pages]
    at = next((number for number, item in enumerate(order) if item.path == path), None)
    if at is None:
        return None, None
    before = order[at - 1] if at else None
    after = order[at + 1] if at + 1 < len(order) else None
    return _link(before, edition), _link(after, edition)


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


def _rows(items: Sequence[NavItem], path: str, route: Callable[[str], str], *, prune: bool) -> Iterator[TreeRow]:
    """Yield the rows of one level; where it goes on beyond those shown, a row leads to the nearest page there."""
    start, end = _window(items, path) if prune else (0, len(items))
    yield from _more(items[:start][::-1], route)
    for item in items[start:end]:
        yield _row(item, path, route, prune=prune)
    yield from _more(items[end:], route)


def _window(items: Sequence[NavItem], path: str) -> tuple[int, int]:
    if len(items) <= ROWS:
        return 0, len(items)
    at = next((place for place, item in enumerate(items) if trail((item,), path) is not None), 0)
    start = min(max(at - ROWS // 2, 0), len(items) - ROWS)
    return start, start + ROWS


def _more(hidden: Sequence[NavItem], route: Callable[[str], str]) -> Iterator[TreeRow]:
    """Yield a row that stands for others; the first of these is the nearest."""
    nearest = next((item.path for item in flat(hidden) if item.path is not None), None)
    if nearest is not None:
        yield TreeRow("…", route(nearest), more=len(hidden))


def _row(item: NavItem, path: str, route: Callable[[str], str], *, prune: bool) -> TreeRow:
    if item.path is not None:
        return TreeRow(item.title, route(item.path), current=item.path == path)
    if not item.children:
        return TreeRow(item.title, item.url, outside=True)
    around = trail(item.children, path) is not None
    first = next((row.path for row in flat(item.children)), None)
    if prune and not around and first is not None:
        return TreeRow(item.title, route(first), section=True)
    rows = tuple(_rows(item.children, path, route, prune=prune))
    return TreeRow(item.title, "", open=around, rows=rows)


def _size(items: Iterable[NavItem]) -> int:
    return sum(1 + _size(item.children) for item in items)


def _link(item: NavItem | None, edition: Edition) -> PageLink | None:
    return PageLink(item.title, edition.route(item.path or "")) if item else None

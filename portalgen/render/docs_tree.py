"""The tree, order and breadcrumbs of one version of documentation, as its pages show them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from portalgen.model.docs import Heading, NavItem, PageStatus
from portalgen.render.docs_contexts import PageLink, TreeRow
from portalgen.render.docs_versions import Edition

WHOLE = 80
"""A navigation with more rows than this shows only the sections around the page; others lead to their first page."""
ROWS = 60
"""Of a level of such a navigation that has more rows, these are shown: those around the page."""


@dataclass(frozen=True)
class DocsTree:
    """The navigation of one version, read once for all of its pages."""

    edition: Edition

    def trail(self, path: str) -> tuple[NavItem, ...]:
        """Return the sections around a page, outermost first, and the page itself; empty if the tree lacks it."""
        return self._trails.get(path, ())

    def status(self, path: str) -> PageStatus | None:
        """Return what the page at `path` says of its own state; None if the tree lacks it."""
        trail = self.trail(path)
        return trail[-1].status if trail else None

    def rows(self, path: str) -> tuple[TreeRow, ...]:
        """Return the tree as it looks on the page at `path`."""
        return tuple(self._rows(self.edition.site.nav, path))

    def neighbours(self, path: str) -> tuple[PageLink | None, PageLink | None]:
        """Return the pages before and after one in the order of the tree."""
        at = self._places.get(path)
        if at is None:
            return None, None
        before = self._order[at - 1] if at else None
        after = self._order[at + 1] if at + 1 < len(self._order) else None
        return self._link(before), self._link(after)

    @cached_property
    def _trails(self) -> Mapping[str, tuple[NavItem, ...]]:
        """Path -> its trail; of one that is there twice, the first."""
        found: dict[str, tuple[NavItem, ...]] = {}
        waiting: list[tuple[NavItem, ...]] = [(item,) for item in reversed(self.edition.site.nav)]
        while waiting:
            steps = waiting.pop()
            item = steps[-1]
            if item.path is not None:
                found.setdefault(item.path, steps)
            waiting.extend((*steps, child) for child in reversed(item.children))
        return found

    @cached_property
    def _order(self) -> tuple[NavItem, ...]:
        return tuple(item for item in flat(self.edition.site.nav) if item.path in self.edition.pages)

    @cached_property
    def _places(self) -> Mapping[str | None, int]:
        """Path -> where it is in the order; of one that is there twice, the first."""
        return {item.path: at for at, item in reversed([*enumerate(self._order)])}

    @cached_property
    def _is_large(self) -> bool:
        return _size(self.edition.site.nav) > WHOLE

    def _rows(self, items: Sequence[NavItem], path: str) -> Iterator[TreeRow]:
        """Yield the rows of one level; where it goes on beyond those shown, a row leads to the nearest page there."""
        start, end = self._window(items, path) if self._is_large else (0, len(items))
        yield from self._more(items[:start][::-1])
        for item in items[start:end]:
            yield self._row(item, path)
        yield from self._more(items[end:])

    def _window(self, items: Sequence[NavItem], path: str) -> tuple[int, int]:
        if len(items) <= ROWS:
            return 0, len(items)
        around = {id(item) for item in self.trail(path)}
        at = next((place for place, item in enumerate(items) if id(item) in around), 0)
        start = min(max(at - ROWS // 2, 0), len(items) - ROWS)
        return start, start + ROWS

    def _more(self, hidden: Sequence[NavItem]) -> Iterator[TreeRow]:
        """Yield a row that stands for others; the first of these is the nearest."""
        nearest = next((item.path for item in flat(hidden) if item.path is not None), None)
        if nearest is not None:
            yield TreeRow("…", self.edition.route(nearest), more=len(hidden))

    def _row(self, item: NavItem, path: str) -> TreeRow:
        if item.path is not None:
            return TreeRow(item.title, self.edition.route(item.path), current=item.path == path, status=item.status)
        if not item.children:
            return TreeRow(item.title, item.url, outside=True)
        around = any(one is item for one in self.trail(path))
        first = next((row.path for row in flat(item.children)), None)
        if self._is_large and not around and first is not None:
            return TreeRow(item.title, self.edition.route(first), section=True)
        return TreeRow(item.title, "", open=around, rows=tuple(self._rows(item.children, path)))

    def _link(self, item: NavItem | None) -> PageLink | None:
        return PageLink(item.title, self.edition.route(item.path or "")) if item else None


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


def _size(items: Iterable[NavItem]) -> int:
    return sum(1 + _size(item.children) for item in items)

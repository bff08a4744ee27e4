"""MkDocs' navigation -> the tree of the model; entries that lead nowhere are reported and left out."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from portalgen.model.docs import NavItem
from portalgen.techdocs.assets import is_publishable
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.nav_data import NavData

_SCHEMES = {"http", "https", "mailto", "tel"}


def nav_tree(
    items: Iterable[StructureItem], titles: dict[str, str], nav: NavData, findings: Findings
) -> tuple[NavItem, ...]:
    """Return the tree; `titles` has path -> title of the pages that were rendered."""
    return tuple(_Tree(titles, nav, findings).rows(items))


class _Tree:
    def __init__(self, titles: dict[str, str], nav: NavData, findings: Findings) -> None:
        self._titles, self._nav, self._findings = titles, nav, findings

    def rows(self, items: Iterable[StructureItem]) -> Iterator[NavItem]:
        for item in items:
            if isinstance(item, Section):
                children = tuple(self.rows(item.children))
                if children:
                    yield NavItem(str(item.title), children=children)
            elif isinstance(item, Page):
                yield from self._page(item)
            elif isinstance(item, Link):
                yield from self._link(item)

    def _page(self, page: Page) -> Iterator[NavItem]:
        path = page_path(page)
        if path in self._titles:
            yield NavItem(self._titles[path], path)
        elif not page.file.is_documentation_page() and is_publishable(path):
            yield NavItem(str(page.title or path.rpartition("/")[2]), path)

    def _link(self, link: Link) -> Iterator[NavItem]:
        try:
            scheme = urlsplit(link.url).scheme
        except ValueError:
            scheme = ""
        if scheme in _SCHEMES:
            yield NavItem(str(link.title or link.url), url=link.url)
            return
        path, at = self._nav.places.get(link.url, ("", (0, 0)))
        message = f"the nav names '{link.url}', which is not in these docs"
        self._findings.add("docs-broken-link", message, path=path, at=at, hint="correct the path or remove the entry")


def page_path(page: Page) -> str:
    """Return the path of a page as in the model: not percent-encoded, "" for the home page."""
    return "" if page.file.url in {".", "./"} else unquote(page.file.url)

"""MkDocs' navigation -> the tree of the model; entries that lead nowhere are reported and left out."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from portalgen.model.docs import NavItem
from portalgen.model.links import SAFE_SCHEMES
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.nav_data import NavData
from portalgen.techdocs.site_index import SiteIndex


def nav_tree(
    items: Iterable[StructureItem],
    titles: Mapping[str, str],
    index: SiteIndex,
    nav: NavData,
    findings: Findings,
) -> tuple[NavItem, ...]:
    """Return the tree; `titles` has path -> title of the pages that were rendered."""
    return tuple(_Tree(titles, index, nav, findings).rows(items))


class _Tree:
    def __init__(self, titles: Mapping[str, str], index: SiteIndex, nav: NavData, findings: Findings) -> None:
        self._titles, self._index, self._nav, self._findings = titles, index, nav, findings

    def rows(self, items: Iterable[StructureItem]) -> Iterator[NavItem]:
        for item in items:
            if isinstance(item, Section):
                children = tuple(self.rows(item.children))
                if children:  # one without a name is called as its first row
                    yield NavItem(str(item.title).strip() or children[0].title, children=children)
            elif isinstance(item, Page):
                yield from self._page(item)
            elif isinstance(item, Link):
                yield from self._link(item)

    def _page(self, page: Page) -> Iterator[NavItem]:
        path = page_path(page)
        if path in self._titles:
            yield NavItem(self._titles[path], path)
        elif path in self._index.assets:
            yield NavItem(str(page.title or path.rpartition("/")[2]), path)
        elif not page.file.is_documentation_page() or is_excluded(page.file):
            self._report(page.file.src_uri, "is not published")  # pages that failed have been reported

    def _link(self, link: Link) -> Iterator[NavItem]:
        try:
            scheme = urlsplit(link.url).scheme
        except ValueError:
            scheme = ""
        if scheme in SAFE_SCHEMES:
            yield NavItem(str(link.title or link.url), url=link.url)
        elif (path := as_page(link.url)) in self._titles:  # the address of a page rather than its file
            yield NavItem(str(link.title or self._titles[path]), path)
        else:
            self._report(link.url, "is not in these docs")

    def _report(self, target: str, reason: str) -> None:
        path, at = self._nav.places.get(target, ("", (0, 0)))
        message = f"the nav names '{target}', which {reason}"
        self._findings.add("docs-broken-link", message, path=path, at=at, hint=self._hint(target))

    def _hint(self, target: str) -> str:
        """Say what the author of the nav may have meant; one that is included has paths from its own folder."""
        folder = max((one for one in self._nav.mounts if one and target.startswith(f"{one}/")), key=len, default="")
        near = self._index.near(posixpath.normpath(target), folder)
        return f"did you mean '{near}'?" if near else "correct the path or remove the entry"


def as_page(address: str) -> str:
    """Return the path of the page that a relative address would be: `./guide` is `guide/`."""
    path = posixpath.normpath(unquote(address.lstrip("/")))
    return "" if path == "." else f"{path}/"


def page_path(page: Page) -> str:
    """Return the path of a page as in the model: not percent-encoded, "" for the home page."""
    return "" if page.file.url in {".", "./"} else unquote(page.file.url)


def is_excluded(file: File) -> bool:
    """Say whether `exclude_docs`, or a name that starts with a dot, keeps a file out of the site."""
    return file.inclusion in {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}

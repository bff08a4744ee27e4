"""Places of documentation: a site in, the same site without pages and files that are in the way of others out.

Repositories name these files, and some names cannot stand beside each other in every folder (`a.md` and `A.md`,
`b.txt` and `b.txt.md`). They cost themselves here; whatever gets as far as the publisher costs the whole portal.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.errors import PublishError
from portalgen.model import routes
from portalgen.model.docs import DocsSite, NavItem
from portalgen.publish.paths import SitePaths

_HINT = "rename one of the two; case does not tell files apart everywhere"
Item = TypeVar("Item")


def settle(site: DocsSite) -> DocsSite:
    """Return the site with one thing at each place (pages first, then files, redirects), and what is left out."""
    paths, taken, found = SitePaths(), set[str](), list[Diagnostic]()

    def free(items: Iterable[Item], place: Callable[[Item], str], origin: Callable[[Item], str]) -> Iterator[Item]:
        for item in items:
            try:
                paths.take(routes.file_of(routes.docs(site.source.entity, place(item))))
            except PublishError as error:
                found.append(_left_out(site, origin(item), str(error)))
            else:
                taken.add(place(item))
                yield item

    pages = tuple(free(site.pages, lambda page: page.path, lambda page: page.source_path))
    assets = tuple(free(site.assets, lambda asset: asset.path, lambda asset: asset.path))
    redirects = tuple(free(site.redirects, lambda row: row[0], lambda row: row[0]))
    if not found:
        return site
    nav = tuple(_without(site.nav, {page.path for page in site.pages} - taken))
    rows = (*site.diagnostics, *found)
    return replace(site, pages=pages, assets=assets, redirects=redirects, nav=nav, diagnostics=rows)


def _left_out(site: DocsSite, path: str, reason: str) -> Diagnostic:
    where = Where(site.source.source.url, path)
    return diagnose(
        "reserved-url", f"{path} is left out: {reason}", where=where, hint=_HINT, entity=str(site.source.entity)
    )


def _without(items: Iterable[NavItem], gone: set[str]) -> Iterator[NavItem]:
    for item in items:
        children = tuple(_without(item.children, gone))
        if item.path in gone:
            yield from (replace(item, path=None, children=children),) if children else ()
        else:
            yield replace(item, children=children)

"""Plans of the catalog's tables: all kinds, one kind, the list of APIs; long tables are cut into pages."""

from collections.abc import Iterator

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.site import PagePlan
from portalgen.render.contexts import Crumb, EntityRow, Head, KindCount
from portalgen.render.frame import Planning, head_of, kind_rank
from portalgen.render.list_contexts import CatalogContext
from portalgen.render.lookup import rows_of

PAGE_ROWS = 500
"""Rows of one page; a browser lays that many out in well under 100 ms."""

SCRIPTS = ("js/catalog.js",)
FULL = ("name", "system", "owner", "type", "lifecycle", "description", "tags")
COLUMNS = {
    "": ("name", "kind", "system", "owner", "type", "lifecycle", "description", "tags"),
    "user": ("name", "groups", "description", "tags"),
    "domain": ("name", "owner", "description", "tags"),
    "system": ("name", "owner", "description", "tags"),
    "group": ("name", "type", "description", "tags"),
    "template": ("name", "type", "description", "tags"),
    "location": ("name", "type", "targets"),
}
"""Columns by kind as in Backstage; other kinds have `FULL`."""


def plan_catalog(planning: Planning) -> Iterator[PagePlan]:
    """Yield the table of all entities, one for each kind, and the list of APIs."""
    catalog = planning.catalog
    everything = [entity for entity in catalog.entities.values() if entity.ref.kind != "location"]
    yield from _table(planning, "", routes.CATALOG, rows_of(everything, catalog))
    for key in catalog.kinds:
        yield from _table(planning, key, routes.kind(key), rows_of(catalog.of_kind(key), catalog))
    yield from _table(planning, "api", routes.APIS, rows_of(catalog.of_kind("api"), catalog))


def _table(planning: Planning, kind: str, route: str, rows: tuple[EntityRow, ...]) -> Iterator[PagePlan]:
    cuts = range(0, len(rows), PAGE_ROWS) if rows else range(1)
    pages = tuple(routes.part(route, number) for number in range(1, len(cuts) + 1))
    columns = _columns(kind, rows)
    for number, (page, start) in enumerate(zip(pages, cuts, strict=True), 1):
        context = CatalogContext(
            shell=planning.shell,
            head=_head(planning, kind, route, number),
            kind=kind,
            kinds=_switch(planning) if route != routes.APIS else (),
            columns=columns,
            rows=rows[start : start + PAGE_ROWS],
            total=len(rows),
            pages=pages,
            page=number,
        )
        yield PagePlan(page, "pages/catalog.html", context)


def _head(planning: Planning, kind: str, route: str, number: int) -> Head:
    cut = (str(number),) if number > 1 else ()
    if route == routes.APIS:
        return head_of("@nav.apis", route, scripts=SCRIPTS, parts=cut)
    if not kind:
        return head_of("@nav.catalog", route, scripts=SCRIPTS, parts=cut)
    title = planning.titles.get(kind, kind)
    return head_of(
        title, routes.CATALOG, Crumb("@nav.catalog", routes.CATALOG), scripts=SCRIPTS, parts=("@nav.catalog", *cut)
    )


def _switch(planning: Planning) -> tuple[KindCount, ...]:
    catalog: Catalog = planning.catalog
    total = sum(ref.kind != "location" for ref in catalog.entities)
    every = KindCount("", "@catalog.all", routes.CATALOG, total)
    kinds = sorted(catalog.kinds, key=kind_rank)
    return (every, *(planning.kind_count(key, len(catalog.of_kind(key))) for key in kinds))


def _columns(kind: str, rows: tuple[EntityRow, ...]) -> tuple[str, ...]:
    """Return the columns; the namespace is one only if some row is outside the default, tags only if there are any."""
    columns = COLUMNS.get(kind, FULL)
    if any(row.namespace != "default" for row in rows):
        columns = (columns[0], "namespace", *columns[1:])
    return tuple(name for name in columns if name != "tags" or any(row.tags for row in rows))

"""Plans of the catalog's tables: all kinds, one kind, one type or lifecycle of a kind, the list of APIs.

Each is cut into pages that need no script; the rows of a kind are also there as data, for the script.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.site import PagePlan
from portalgen.render.catalog_facets import facets_of, tables_of
from portalgen.render.catalog_shards import all_files, make_shards
from portalgen.render.contexts import Crumb, EntityRow, Head, KindCount, TextContext
from portalgen.render.frame import Planning, head_of, kind_rank, table_scripts
from portalgen.render.list_contexts import CatalogContext, Leaf
from portalgen.render.lookup import rows_of

PAGE_ROWS = 100
"""Rows of one page: what a reader leafs through, and what a browser draws anew at each key in a few milliseconds."""
_NEAR = 2
"""Pages before and after the current one that it links to."""

SCRIPTS = table_scripts("-rows", "-tools")
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


@dataclass(frozen=True, slots=True)
class Table:
    """A table before it is cut into pages."""

    route: str
    rows: tuple[EntityRow, ...]
    context: CatalogContext
    """The first page, still without rows."""


def plan_catalog(planning: Planning) -> Iterator[PagePlan]:
    """Yield the table of all entities, those of each kind with its types and lifecycles, the list of APIs, and data."""
    catalog = planning.catalog
    rows = {kind: rows_of(catalog.of_kind(kind), catalog) for kind in catalog.kinds}
    shards = {kind: tuple(make_shards(kind, found)) for kind, found in rows.items()}
    named = {kind: tuple(shard.route for shard, _ in found) for kind, found in shards.items()}
    every = tuple(row for kind in rows if kind != "location" for row in rows[kind])
    data = tuple(route for kind in rows if kind != "location" for route in named[kind])
    yield from _pages(_table(planning, "", routes.CATALOG, _in_order(every), data))
    for kind, found in rows.items():
        whole = _table(planning, kind, routes.kind(kind), found, named[kind])
        yield from _pages(whole)
        yield from _narrow_tables(planning, whole)
    yield from _pages(_table(planning, "api", routes.APIS, rows.get("api", ()), named.get("api", ())))
    for files in shards.values():
        yield from (PagePlan(file.route, "", TextContext(file.text)) for file in all_files(files))


def _in_order(rows: Sequence[EntityRow]) -> tuple[EntityRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.link.title.lower(), row.link.ref)))


def _table(planning: Planning, kind: str, route: str, rows: tuple[EntityRow, ...], shards: tuple[str, ...]) -> Table:
    context = CatalogContext(
        shell=planning.shell,
        head=_head(planning, kind, route),
        kind=kind,
        kinds=_switch(planning) if route != routes.APIS else (),
        columns=_columns(kind, rows),
        rows=(),
        total=len(rows),
        facets=facets_of(rows, kind),
        leaves=(),
        limit=PAGE_ROWS,
        shards=shards,
    )
    return Table(route, rows, context)


def _narrow_tables(planning: Planning, whole: Table) -> Iterator[PagePlan]:
    """Yield the tables of single values of a kind's facets, for readers without script."""
    context = whole.context
    title = planning.titles.get(context.kind, context.kind)
    for facet, value, rows in tables_of(context.facets, whole.rows):
        crumbs = (Crumb("@nav.catalog", routes.CATALOG), Crumb(title, whole.route))
        head = head_of(value.label, routes.CATALOG, *crumbs, scripts=SCRIPTS, parts=(title,))
        narrow = replace(context, head=replace(head, canonical=whole.route), total=len(rows))
        yield from _pages(Table(value.route, rows, replace(narrow, facet=facet, value=value.key)))


def _pages(table: Table) -> Iterator[PagePlan]:
    """Yield the pages of a table."""
    count = max(1, -(-len(table.rows) // PAGE_ROWS))
    for number in range(1, count + 1):
        head = table.context.head
        context = replace(
            table.context,
            head=head if number == 1 else replace(head, parts=(str(number), *head.parts)),
            rows=table.rows[(number - 1) * PAGE_ROWS : number * PAGE_ROWS],
            leaves=_leaves(table.route, number, count),
            offset=(number - 1) * PAGE_ROWS,
        )
        yield PagePlan(routes.part(table.route, number), "pages/catalog.html", context)


def _leaves(route: str, number: int, count: int) -> tuple[Leaf, ...]:
    """Return the first page, the last, and those around one."""
    if count == 1:
        return ()
    near = range(max(1, number - _NEAR), min(count, number + _NEAR) + 1)
    numbers = sorted({1, *near, count})
    before = [0, *numbers]
    return tuple(
        Leaf(one, routes.part(route, one), one == number, one - last > 1)
        for one, last in zip(numbers, before, strict=False)
    )


def _head(planning: Planning, kind: str, route: str) -> Head:
    if route == routes.APIS:
        return head_of("@nav.apis", route, scripts=SCRIPTS)
    if not kind:
        return head_of("@nav.catalog", route, scripts=SCRIPTS)
    title = planning.titles.get(kind, kind)
    crumb = Crumb("@nav.catalog", routes.CATALOG)
    return head_of(title, routes.CATALOG, crumb, scripts=SCRIPTS, parts=("@nav.catalog",))


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

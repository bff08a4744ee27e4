"""The frame of all pages: names of the site, the side bar, breadcrumbs."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from portalgen.hookspecs import Extensions
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, ExtraPage, SiteSettings
from portalgen.model.look import NavItem
from portalgen.model.ref import EntityRef
from portalgen.render.contexts import Crumb, Edition, Head, KindCount, NavRow, Shell
from portalgen.render.language import name_of

NAV = (
    NavRow("@nav.home", routes.HOME, "home"),
    NavRow("@nav.catalog", routes.CATALOG, "catalog"),
    NavRow("@nav.apis", routes.APIS, "api"),
    NavRow("@nav.docs", routes.DOCS, "docs"),
    NavRow("@nav.systems", routes.SYSTEMS, "system"),
    NavRow("@nav.teams", routes.TEAMS, "group"),
    NavRow("@nav.create", routes.TEMPLATES, "template"),
    NavRow("@nav.graph", routes.GRAPH, "graph"),
    NavRow("@nav.health", routes.HEALTH, "health"),
)

KIND_ORDER = ("component", "api", "resource", "system", "domain", "group", "user", "template", "location")


def make_shell(settings: SiteSettings, pages: Iterable[ExtraPage]) -> Shell:
    """Return the frame of a site; plug-ins' pages stand before the last row (health)."""
    extra = tuple(NavRow(page.nav, page.route, page.icon or "dot") for page in pages if page.nav)
    assets = settings.look.assets()
    return Shell(
        title=settings.title,
        organization=settings.organization,
        description=settings.description,
        version=settings.version,
        as_of=settings.as_of,
        nav=_nav(settings.nav, extra) if settings.nav else (*NAV[:-1], *extra, NAV[-1]),
        logo=next((path for path in assets if path.startswith("site/logo.")), ""),
        favicon=next((path for path in assets if path.startswith("site/favicon.")), ""),
        base_url=_folder(settings.base_url) if settings.base_url else "",
        editions=tuple(Edition(one, name_of(one), _folder(address)) for one, address in settings.editions),
    )


def _folder(address: str) -> str:
    return address.rstrip("/") + "/"


def _nav(items: Iterable[NavItem], extra: tuple[NavRow, ...]) -> tuple[NavRow, ...]:
    """Return the rows that a site wants."""
    pages = {row.title.removeprefix("@nav."): row for row in NAV}
    rows: list[NavRow] = []
    for item in items:
        if item.page == "plugins":
            rows += extra
        elif item.page:
            page = pages[item.page]
            rows.append(NavRow(item.title or page.title, page.route, item.icon or page.icon))
        else:
            rows.append(NavRow(item.title, item.url, item.icon or "web"))
    return tuple(rows)


def head_of(
    title: str,
    section: str,
    *crumbs: Crumb,
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
    parts: tuple[str, ...] = (),
) -> Head:
    """Return the head of a page whose breadcrumbs end with its own title."""
    return Head(title, "", section, (*crumbs, Crumb(title)), scripts, styles, parts)


def table_scripts(*more: str) -> tuple[str, ...]:
    """Return the scripts of a table that can be filtered; `more`: those of its own kind of rows."""
    return tuple(f"js/table{name}.js" for name in ("-state", "-model", "-facets", "-data", *more, ""))


def kind_titles(extensions: Extensions, catalog: Catalog) -> dict[str, str]:
    """Return kind key -> plural: words of the theme, else the plug-in's word, else the kind as somebody wrote it."""
    written = {key: catalog.of_kind(key)[0].kind for key in catalog.kinds}
    others = {kind.key: kind.plural for kind in extensions.kinds}
    return written | others | {key: f"@kinds.{key}" for key in KIND_ORDER}


def as_word(name: str) -> str:
    """Return a kind or its plural as it stands within a sentence: `DataSets` are "data sets", `APIs` stay."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).split()
    return " ".join(word if word[1:2].isupper() else word[:1].lower() + word[1:] for word in words)


def kind_rank(key: str) -> tuple[int, str]:
    """Sort key of kinds: what people look for most comes first."""
    return (KIND_ORDER.index(key) if key in KIND_ORDER else len(KIND_ORDER), key)


@dataclass(frozen=True)
class Planning:
    """What all page planners look at."""

    built: Built
    """Its catalog holds the diagnostics of all stages."""
    extensions: Extensions
    settings: SiteSettings
    shell: Shell
    pages: tuple[ExtraPage, ...] = ()
    """What plug-ins add."""

    @cached_property
    def pages_of(self) -> Mapping[EntityRef, tuple[ExtraPage, ...]]:
        """Entity -> the pages that stand below it, in their order."""
        found: dict[EntityRef, tuple[ExtraPage, ...]] = {}
        for page in self.pages:
            if page.entity and page.entity in self.catalog.entities:
                found[page.entity] = (*found.get(page.entity, ()), page)
        return found

    @property
    def catalog(self) -> Catalog:
        """All entities."""
        return self.built.catalog

    @cached_property
    def titles(self) -> dict[str, str]:
        """Kind key -> plural."""
        return kind_titles(self.extensions, self.catalog)

    def kind_count(self, key: str, count: int, route: str | None = None) -> KindCount:
        """Return how many there are of a kind, with a link to their list."""
        title = self.titles.get(key, key)
        word = "" if key in KIND_ORDER else as_word(self._names.get(key, key) if count == 1 else title)
        return KindCount(key, title, routes.kind(key) if route is None else route, count, word)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Kind key -> one of them, as its name is written."""
        return {kind.key: kind.name for kind in self.extensions.kinds}

    def count_kinds(self, refs: Iterable[EntityRef], route: str | None = None) -> tuple[KindCount, ...]:
        """Return counts by kind in the usual order."""
        counts = Counter(ref.kind for ref in refs)
        return tuple(self.kind_count(key, counts[key], route) for key in sorted(counts, key=kind_rank))

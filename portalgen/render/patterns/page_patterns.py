"""What stands in the frame of pages, and the words of pages that have nothing to show."""

from portalgen.render.catalog_facets import Facet, FacetValue
from portalgen.render.contexts import Head, MessageContext, Shell
from portalgen.render.entity_contexts import EntityContext, Header, Tab
from portalgen.render.list_contexts import (
    AboutContext,
    CatalogContext,
    DocsHomeContext,
    HealthContext,
    HomeContext,
    Leaf,
    ProblemGroup,
    SettingsContext,
    SourceRow,
    SystemsContext,
    Tally,
    TeamsContext,
    TeamTally,
    TemplatesContext,
)
from portalgen.render.patterns import samples as some
from portalgen.render.patterns.contexts import Pattern
from portalgen.render.patterns.docs_patterns import docs_failed, docs_page
from portalgen.render.patterns.fact_patterns import FACTS
from portalgen.render.patterns.widget_patterns import DOMAINS, TEAMS, home
from portalgen.render.plan_catalog import COLUMNS
from portalgen.render.search_context import SearchContext, SearchLetter

_HEADER = Header(
    some.BOOKING,
    "Component",
    "booking-service",
    "Creates, changes and cancels orders.",
    "production",
    (some.TEAM, some.GONE),
    (some.DOMAIN, some.SYSTEM),
    ("kotlin",),
    some.ROUTE,
    "https://larkspur.example/source",
    "https://larkspur.example/edit",
    "",
)
_TABS = tuple(Tab(key, f"@tab.{key or 'overview'}", some.ROUTE) for key in ("", "docs", "dependencies", "inspect"))
_FACETS = (
    Facet("type", (FacetValue("service", "service", 23, some.ROUTE), FacetValue("job", "job", 1, some.ROUTE)), 2),
    Facet("owner", (FacetValue("group:default/booking", "Booking", 16),), 12),
)
_LEAVES = (Leaf(1, some.ROUTE, current=False, gap=False), Leaf(7, some.ROUTE, current=True, gap=True))
_TITLES = ("The descriptor is not valid", "The owner is not in the catalog", "There is no description")
_GROUPS = tuple(
    ProblemGroup(one.code, title, one.severity, (one,)) for one, title in zip(some.PROBLEMS, _TITLES, strict=True)
)
_TALLIES = (TeamTally(some.TEAM, Tally(1, 2)), TeamTally(None, Tally(0, 1)), TeamTally(None, Tally(1), known=False))
_SOURCES = (
    SourceRow("booking", "https://larkspur.example/booking.git", "https://larkspur.example/booking", "main",
              "f5a25d0c1b", some.TIME, 12, 0),
    SourceRow("./org", "./org", "", "", "", 0, 1, some.TIME),
)  # fmt: skip


def pages(shell: Shell) -> tuple[Pattern, ...]:
    """Return the pages with something to show."""
    head = Head("Sample")
    cards = {one.template: one.card for one in reversed(FACTS) if one.card}
    top, main, side = ((cards[f"cards/{name}.html"],) for name in ("problems", "members", "team"))
    entity = EntityContext(shell, head, _HEADER, _TABS, "", top, main, side, some.ROUTE)
    return (
        Pattern("Home with every widget", "pages/home.html", home(shell)),
        Pattern("A table of the catalog", "pages/catalog.html", _catalog(shell)),
        Pattern("An entity", "pages/entity.html", entity),
        Pattern("Documentation", "pages/docs.html", docs_page(shell)),
        Pattern("Systems", "pages/systems.html", SystemsContext(shell, Head("@nav.systems"), DOMAINS)),
        Pattern("Teams", "pages/teams.html", TeamsContext(shell, Head("@nav.teams"), TEAMS, 37)),
        Pattern("Templates", "pages/templates.html", TemplatesContext(shell, Head("@nav.create"), some.ROWS[:3])),
        Pattern("Health", "pages/health.html", _health(shell)),
        Pattern("About", "pages/about.html", AboutContext(shell, Head("@about.title"), _SOURCES, some.COUNTS, 9, 2, 1)),
        Pattern("Settings", "pages/settings.html", SettingsContext(shell, Head("@settings.title"), (some.TEAM,))),
        Pattern("Search", "pages/search.html", _search(shell)),
    )


def nothing(shell: Shell) -> tuple[Pattern, ...]:
    """Return pages that have nothing to show, or are not there."""
    empty = CatalogContext(shell, Head("@nav.catalog"), "", (), (), (), 0, (), (), 100)
    return (
        Pattern(
            "Home", "pages/home.html", HomeContext(shell, Head("@home.title"), empty=True, top=(), main=(), side=())
        ),
        Pattern("Catalog", "pages/catalog.html", empty),
        Pattern("Documentation", "pages/docs-home.html", DocsHomeContext(shell, Head("@nav.docs"), ())),
        Pattern("Documentation that failed", "pages/docs-failed.html", docs_failed(shell)),
        Pattern("Health", "pages/health.html", HealthContext(shell, Head("@nav.health"), Tally(), (), ())),
        Pattern("Not found", "pages/404.html", MessageContext(shell, Head("@missing.title"))),
    )


def _catalog(shell: Shell) -> CatalogContext:
    return CatalogContext(
        shell,
        Head("@kinds.component"),
        "component",
        some.COUNTS,
        COLUMNS[""],
        some.ROWS,
        len(some.ROWS),
        _FACETS,
        _LEAVES,
        100,
    )


def _health(shell: Shell) -> HealthContext:
    return HealthContext(shell, Head("@nav.health"), Tally(1, 1, 1), _GROUPS, _TALLIES, some.PROBLEMS[:1])


def _search(shell: Shell) -> SearchContext:
    letters = (SearchLetter("B", "letter-b", (some.BOOKING, some.API)), SearchLetter("#", "letter-0", (some.FOREIGN,)))
    return SearchContext(shell, Head("@search.title"), letters, 3)

"""The plan of patterns.html."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portalgen.model import routes
from portalgen.model.contributions import Context, SearchDocument, SiteSettings
from portalgen.model.site import PagePlan
from portalgen.render.contexts import Crumb, EntityLink, Head, KindCount, ProblemRow, Shell, TextContext
from portalgen.render.docs_features import PATTERNS
from portalgen.render.docs_page import SCRIPTS as DOCS_SCRIPTS
from portalgen.render.docs_page import STYLES as DOCS_STYLES
from portalgen.render.frame import make_shell
from portalgen.render.list_contexts import Tally
from portalgen.render.load_theme import BUNDLE
from portalgen.render.patterns import samples as some
from portalgen.render.patterns.contexts import Pattern, PatternGroup, PatternsContext
from portalgen.render.patterns.fact_patterns import FACTS
from portalgen.render.patterns.page_patterns import nothing, pages
from portalgen.render.patterns.relation_patterns import RELATIONS
from portalgen.render.patterns.samples import ROUTE
from portalgen.render.plan_catalog import SCRIPTS as TABLE_SCRIPTS
from portalgen.render.plan_docs import STYLE as MATERIAL
from portalgen.render.theme import Theme
from portalgen.techdocs.material import material_css

_TOKEN = re.compile(r"(--(?:color|kind|tint|code)-[\w-]+):")
_SCRIPTS = (*TABLE_SCRIPTS, "js/home.js", "js/settings.js", *DOCS_SCRIPTS)
_STYLES = (*DOCS_STYLES, "css/search.css", "css/search-page.css", PATTERNS)


@dataclass(frozen=True, slots=True)
class Pieces(Context):
    """What the small pieces are drawn from."""

    colours: tuple[str, ...]
    """Tokens of colours."""
    icons: tuple[str, ...]
    """Names of all icons."""
    text: str
    """Markdown."""
    links: tuple[EntityLink, ...]
    """One of each kind."""
    odd: tuple[EntityLink, ...]
    """Dangling, long, and in other scripts."""
    counts: tuple[KindCount, ...]
    tallies: tuple[Tally, ...]
    problems: tuple[ProblemRow, ...]
    crumbs: tuple[Crumb, ...]
    tags: tuple[str, ...]


def plan_patterns(theme: Theme, settings: SiteSettings) -> Iterator[PagePlan]:
    """Yield the page of a theme's patterns, and the style sheet of documentation, which it needs."""
    style = material_css().decode()
    address = f"{routes.asset(MATERIAL)}?v={hashlib.sha256(style.encode()).hexdigest()[:10]}"
    shell = _shell(settings)
    crumbs = (Crumb(theme.name, ROUTE), Crumb("Patterns"))
    head = Head("Patterns", "", shell.nav[1].route, crumbs, _SCRIPTS, _STYLES, (theme.name,))
    yield PagePlan(
        ROUTE, "pages/patterns.html", PatternsContext(shell, head, theme.name, _groups(theme, shell), address)
    )
    yield PagePlan(routes.asset(MATERIAL), "", TextContext(style))


def sample_documents() -> Iterator[SearchDocument]:
    """Yield what the search of the page finds."""
    for link in (*some.EVERY_KIND, some.LONG, some.FOREIGN):
        yield SearchDocument(f"{ROUTE}#entities", link.title, "entity", some.TEXT, link.kind, link.ref, "booking")
    yield SearchDocument(f"{ROUTE}#pages", "Handbook", "docs", some.TEXT, context="Booking service")


def _shell(settings: SiteSettings) -> Shell:
    """Return the frame of the site; its rows lead nowhere, since there are no other pages."""
    shell = make_shell(settings, ())
    return replace(shell, nav=tuple(replace(row, route=f"{ROUTE}#{n}") for n, row in enumerate(shell.nav)), editions=())


def _groups(theme: Theme, shell: Shell) -> tuple[PatternGroup, ...]:
    pieces = _pieces(theme)
    return (
        PatternGroup("look", "Colours, letters, icons", tuple(_piece(pieces, "colours", "letters", "icons"))),
        PatternGroup("controls", "Controls", tuple(_piece(pieces, "controls"))),
        PatternGroup("entities", "Entities and small pieces", tuple(_piece(pieces, "entities", "pieces"))),
        PatternGroup("facts", "Cards with facts", FACTS),
        PatternGroup("relations", "Cards with relations", RELATIONS),
        PatternGroup("pages", "Pages", pages(shell)),
        PatternGroup("nothing", "Nothing, missing, broken", nothing(shell)),
    )


def _piece(pieces: Pieces, *names: str) -> Iterator[Pattern]:
    yield from (Pattern(name.capitalize(), f"patterns/{name}.html", pieces) for name in names)


def _pieces(theme: Theme) -> Pieces:
    return Pieces(
        colours=tuple(dict.fromkeys(_TOKEN.findall(theme.assets[BUNDLE].decode()))),
        icons=tuple(theme.icons),
        text=some.TEXT,
        links=some.EVERY_KIND,
        odd=(some.GONE, some.LONG, some.FOREIGN),
        counts=some.COUNTS,
        tallies=(Tally(1, 2, 3), Tally()),
        problems=some.PROBLEMS,
        crumbs=(Crumb("@nav.catalog", ROUTE), Crumb("Commerce", ROUTE), Crumb("Booking service")),
        tags=("kotlin", "postgres", "tier-1", *(f"tag-{n}" for n in range(60))),
    )

"""What plug-ins give: plain frozen values and callables, so that the inner loop knows no plug-in manager."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog, Suppressed
from portalgen.model.docs import DocsSite
from portalgen.model.entity import Entity
from portalgen.model.forge import Forges
from portalgen.model.home import USUAL, Widget
from portalgen.model.layout import Layout
from portalgen.model.look import Look, NavItem
from portalgen.model.ref import EntityRef


@dataclass(frozen=True, slots=True)
class Context:
    """Base of what a template gets: frozen dataclasses of JSON-like values, picklable, every field documented."""


@dataclass(frozen=True, slots=True)
class Card:
    """A box on an entity's page.

    `tab` names the tab it stands on: "" is the overview; a tab that no other card has made yet is made, in the order
    of `order`, with `tab_title`. `side` puts it into the narrow column.
    """

    title: str
    template: str
    """Path of a template, `<package>/<file>.html`; it sees the fields of `context` as variables."""
    context: Context = field(default_factory=Context)
    tab: str = ""
    tab_title: str = ""
    side: bool = False
    wide: bool = False
    """True: the tab gives the card its whole width and no frame."""
    order: int = 50
    scripts: tuple[str, ...] = ()
    """Asset paths of scripts that the page with this card loads (deferred)."""
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraPage:
    """A page that a plug-in adds to the site, with a row in the side bar if `nav` is not empty."""

    route: str
    title: str
    template: str
    context: Context
    nav: str = ""
    icon: str = ""
    entity: EntityRef | None = None
    """The page stands below this entity: its name and tabs are above, and `template` is drawn as a card is."""
    tab: str = ""
    """Key of its tab; the page whose route is that of the tab is what the tab shows, together with cards."""
    tab_title: str = ""
    order: int = 50
    scripts: tuple[str, ...] = ()
    """Asset paths of scripts that it loads; of pages below an entity."""
    styles: tuple[str, ...] = ()
    """Asset paths of style sheets that it loads; of pages below an entity."""
    shows: str = ""
    """Clean HTML of documentation that is in it: what such HTML needs to be read is loaded, too."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One findable thing."""

    location: str
    """Route of the page, perhaps with an anchor."""
    title: str
    type: str
    """`entity`, `docs`, or a plug-in's own word (`operation`): the group that the result stands in."""
    text: str = ""
    kind: str = ""
    """Kind of the entity that it is or belongs to."""
    name: str = ""
    """Name or ref that an exact query finds."""
    owner: str = ""
    tags: tuple[str, ...] = ()
    context: str = ""
    """A few words that tell readers where it is: the docs site, the API."""


@dataclass(frozen=True, slots=True)
class Built:
    """What contributions that run after TechDocs can look at."""

    catalog: Catalog
    docs: tuple[DocsSite, ...] = ()
    versions: tuple[DocsSite, ...] = ()
    """Other versions of `docs`, as in `Catalog.versions`."""
    folders: tuple[DocsSite, ...] = ()
    """What became of the folders that plug-ins show (`register_folders`); `source.tab` says whose it is."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Everything that any stage found, worst first."""
    suppressed: tuple[Suppressed, ...] = ()
    """What authors have explained away, worst first; not among `diagnostics`."""
    forges: Forges = field(default_factory=Forges)
    """Git hosts that the portal knows: they have pages of files and folders."""


LintRule = Callable[[Catalog], Iterable[Diagnostic]]
"""Looks at the finished catalog."""

CardMaker = Callable[[Entity, Catalog], Iterable[Card]]
"""Makes the cards of one entity."""

PageMaker = Callable[[Built], Iterable[ExtraPage]]
"""Adds pages."""

Collator = Callable[[Built], Iterable[SearchDocument]]
"""Gives search documents."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the configuration says about the site as a whole."""

    organization: str = ""
    description: str = ""
    """One line about the organisation."""
    title: str = "Developer portal"
    base_url: str = ""
    """Absolute address where the site will be, if known (canonical links, sitemap)."""
    editions: tuple[tuple[str, str], ...] = ()
    """(language, absolute address) of the same portal in several languages, this one too."""
    version: str = ""
    """Version of portalgen."""
    as_of: int = 0
    """The time that the site is of, in seconds since 1970; 0: as things are."""
    forges: Forges = field(default_factory=Forges)
    home: tuple[Widget, ...] = USUAL
    """What the home page is composed of."""
    look: Look = field(default_factory=Look)
    """Colours, fonts and pictures."""
    nav: tuple[NavItem, ...] = ()
    """Rows of the side bar, none for the usual ones."""
    layouts: tuple[Layout, ...] = ()
    """What is different on the pages of some entities."""

"""Contexts of the pages that list things: home, catalog, systems, teams, templates, docs, health, about."""

from dataclasses import dataclass

from portalgen.model.contributions import Card
from portalgen.render.catalog_facets import Facet
from portalgen.render.contexts import EntityLink, EntityRow, KindCount, PageContext, ProblemRow


@dataclass(frozen=True, slots=True)
class Tally:
    """Diagnostics by severity."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0


@dataclass(frozen=True, slots=True)
class SystemGlance:
    """A system in a few words."""

    link: EntityLink
    description: str
    owners: tuple[EntityLink, ...]
    parts: tuple[KindCount, ...]
    """How many parts of each kind."""


@dataclass(frozen=True, slots=True)
class DomainGlance:
    """A domain with its systems; without `link` it holds the systems of no domain."""

    link: EntityLink | None
    description: str
    owners: tuple[EntityLink, ...]
    systems: tuple[SystemGlance, ...]
    depth: int = 0
    """0 for a top domain, 1 for its sub-domains, and so on."""


@dataclass(frozen=True, slots=True)
class TeamGlance:
    """A group in the tree of groups."""

    link: EntityLink
    description: str
    email: str
    members: tuple[EntityLink, ...]
    owned: tuple[KindCount, ...]
    """What it owns itself, by kind."""
    things: tuple[EntityLink, ...] = ()
    """The first of what it owns; empty where only the numbers are wanted."""
    children: tuple["TeamGlance", ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A repository, when it last changed, and what it describes."""

    name: str
    url: str
    """Its web address, empty if it is not known."""
    time: int
    commit: str
    entities: tuple[EntityLink, ...]
    """The first few."""
    more: int
    """How many there are beside those."""


@dataclass(frozen=True, slots=True)
class HomeContext(PageContext):
    """The home page."""

    empty: bool
    """True: there are no entities."""
    top: tuple[Card, ...]
    """Widgets below the name of the organisation, as wide as the page."""
    main: tuple[Card, ...]
    side: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a table."""

    number: int
    """From 1."""
    route: str
    current: bool
    gap: bool
    """True: pages between the one before and this one are not named."""


@dataclass(frozen=True, slots=True)
class CatalogContext(PageContext):
    """One page of a table of the catalog."""

    kind: str
    """Kind key, empty for all kinds."""
    kinds: tuple[KindCount, ...]
    """The kind switch; the first row is all kinds."""
    columns: tuple[str, ...]
    """`name`, `system`, `owner`, `type`, `lifecycle`, `namespace`, `description`, `tags`, `kind`, `targets`."""
    rows: tuple[EntityRow, ...]
    total: int
    """Rows on all pages."""
    facets: tuple[Facet, ...]
    """Of the whole kind, also on the table of one value."""
    leaves: tuple[Leaf, ...]
    """Pages that this one links to, itself among them; empty if there is one page only."""
    limit: int
    """Rows of a page."""
    offset: int = 0
    """Rows on the pages before this one."""
    shards: tuple[str, ...] = ()
    """Routes of the data of all rows of the kind."""
    facet: str = ""
    """The column that the table is narrowed by."""
    value: str = ""
    """Key of the one value that the column has here."""


@dataclass(frozen=True, slots=True)
class SettingsContext(PageContext):
    """What the browser keeps of a reader."""

    teams: tuple[EntityLink, ...]
    """Every group that owns something, by title."""


@dataclass(frozen=True, slots=True)
class SystemsContext(PageContext):
    """Domains and their systems."""

    domains: tuple[DomainGlance, ...]


@dataclass(frozen=True, slots=True)
class TeamsContext(PageContext):
    """The tree of groups, and the people."""

    teams: tuple[TeamGlance, ...]
    people: int


@dataclass(frozen=True, slots=True)
class TemplatesContext(PageContext):
    """The gallery of templates."""

    templates: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class DocsRow:
    """A documentation site in the list of all."""

    entity: EntityRow
    title: str
    pages: int
    """0: it failed."""
    time: int
    """Seconds since 1970 of the last commit, 0 if not known."""
    readme: bool = False
    """True: it is a README and nothing else."""


@dataclass(frozen=True, slots=True)
class DocsHomeContext(PageContext):
    """All documentation."""

    rows: tuple[DocsRow, ...]


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Diagnostics of one code."""

    code: str
    title: str
    severity: str
    rows: tuple[ProblemRow, ...]


@dataclass(frozen=True, slots=True)
class TeamTally:
    """Diagnostics that concern what one team owns."""

    team: EntityLink | None
    """None: what nobody owns."""
    tally: Tally
    known: bool = True
    """False: what concerns no entity of the catalog, such as a file that cannot be read or a rejected entity."""


@dataclass(frozen=True, slots=True)
class HealthContext(PageContext):
    """Everything that is wrong."""

    tally: Tally
    groups: tuple[ProblemGroup, ...]
    """Worst first."""
    teams: tuple[TeamTally, ...]
    """Errors and warnings only."""
    suppressed: tuple[ProblemRow, ...] = ()
    """What authors have explained away; the hint of each is their reason."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of the catalog as it was read."""

    name: str
    target: str
    url: str
    """Web address, empty if it is not known."""
    ref: str
    commit: str
    time: int
    entities: int
    stale_since: int
    """Seconds since 1970 of the last good fetch when the last fetch failed, else 0."""


@dataclass(frozen=True, slots=True)
class AboutContext(PageContext):
    """What this site was made of."""

    sources: tuple[SourceRow, ...]
    counts: tuple[KindCount, ...]
    relations: int
    docs: int
    docs_pages: int

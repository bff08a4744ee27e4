"""Contexts of documentation: a page in the portal's frame, a site that could not be built, a redirect."""

from dataclasses import dataclass

from portalgen.model.change import LastChange
from portalgen.model.contributions import Context
from portalgen.model.docs import Heading, PageStatus
from portalgen.model.forge import IssueForm
from portalgen.render.contexts import EntityLink, PageContext, ProblemRow


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A row of the docs tree."""

    title: str
    url: str
    """Route of a page, or an address outside; empty for a section that opens and closes."""
    current: bool = False
    """True: this page."""
    open: bool = False
    """True: this page is below it."""
    section: bool = False
    """True: `url` is the first page of a section whose rows are not shown here."""
    outside: bool = False
    rows: tuple["TreeRow", ...] = ()
    more: int = 0
    """Rows of its level that it stands for: `url` is the nearest page of these."""
    status: PageStatus | None = None
    """What the page says of its own state, if it does."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """The page before or after this one."""

    title: str
    route: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A row of the version switcher."""

    name: str
    """Branch or tag."""
    route: str
    """The same page in that version, or its first page."""
    current: bool
    """True: the version of this page."""
    latest: bool
    """True: the version that has the plain addresses."""
    segment: str = ""
    """What stands for it in addresses, empty for the latest."""
    same_as: str = ""
    """Name of the version whose documentation is just the same, and where it is stored; empty if it has its own."""


@dataclass(frozen=True, slots=True)
class DocsContext(PageContext):
    """One page of documentation."""

    site_title: str
    home: str
    """Route of the first page of these docs."""
    material: str
    """Route of the style sheet of Material's content."""
    entity: EntityLink
    """What the docs document."""
    owners: tuple[EntityLink, ...]
    tree: tuple[TreeRow, ...]
    """Empty when the page hides it and is the only one."""
    headings: tuple[Heading, ...]
    """The contents of the page, without its title; empty when the page hides them."""
    title: str
    html: str
    """Clean HTML of the page."""
    titled: bool
    """True: the HTML has a first-level heading."""
    edit_url: str
    """Page of the source's host that edits the Markdown file, empty if it is not known."""
    time: int
    """Seconds since 1970 of the commit that the docs were built from, 0 if not known."""
    commit: str
    changed: LastChange | None
    """When the page was changed last, and by whom; None if its history is not known."""
    previous: PageLink | None = None
    next: PageLink | None = None
    features: tuple[str, ...] = ()
    """What takes more than the usual scripts: `mermaid`, `math`."""
    issue: IssueForm | None = None
    """Where readers report what is wrong, if the source's host is known."""
    source_url: str = ""
    """Page of the source's host that shows the Markdown file, empty if it is not known."""
    own_style: str = ""
    """Route of the style sheet that the docs bring with them (`extra_css`), empty if they have none."""
    versions: tuple[VersionRow, ...] = ()
    """All versions, the current one first; empty if there is one only."""
    hides_tree: bool = False
    """True: the page asks for room; the tree is there where windows are narrow, and it stands behind a button."""
    status: PageStatus | None = None
    """What the page says of its own state, if it does and the tree has it."""
    newer: str = ""
    """On a page of another version than the current one: the route of the page, or of the docs, in that."""


@dataclass(frozen=True, slots=True)
class DocsFailedContext(PageContext):
    """Stands where documentation should be, and says why it is not there."""

    site_title: str
    entity: EntityLink
    owners: tuple[EntityLink, ...]
    problems: tuple[ProblemRow, ...]
    """What the build found, worst first."""


@dataclass(frozen=True, slots=True)
class RedirectContext(Context):
    """A page that only leads on."""

    target: str
    """Route or address."""
    title: str
    outside: bool = False
    """True: it leads away from the portal, so readers are asked."""
    canonical: str = ""
    """Route of the page that search engines should show, if that is not the target."""

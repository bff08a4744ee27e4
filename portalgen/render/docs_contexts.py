"""Contexts of documentation: a page in the portal's frame, a site that could not be built, a redirect."""

from dataclasses import dataclass

from portalgen.model.contributions import Context
from portalgen.model.docs import Heading
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


@dataclass(frozen=True, slots=True)
class PageLink:
    """The page before or after this one."""

    title: str
    route: str


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
    """Empty when the page hides it."""
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
    previous: PageLink | None = None
    next: PageLink | None = None


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

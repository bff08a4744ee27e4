"""What page templates get: one frozen value per page type; every page has a shell and a head.

Titles may be words of the theme: a text that starts with `@` is a key of `i18n/` (`@nav.catalog`), anything else is
shown as it is (see `portalgen.render.words`).
"""

from dataclasses import dataclass, field

from portalgen.model.contributions import Context


@dataclass(frozen=True, slots=True)
class NavRow:
    """A row of the side bar."""

    title: str
    route: str
    icon: str
    """Name of an icon of the theme."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumbs; the last one is the page itself and has no link."""

    title: str
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """The portal in one language."""

    language: str
    """Tag of BCP 47."""
    name: str
    """What the language calls itself."""
    base_url: str
    """Absolute address of the site with a slash at its end."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What all pages of a site share: names and the side bar."""

    title: str
    """Name of the site."""
    organization: str
    """Name of the organisation, may be empty."""
    description: str
    """One line about the organisation, may be empty."""
    version: str
    """Version of portalgen, may be empty."""
    logo: str = ""
    """Asset path of the organisation's picture, empty for the theme's mark."""
    favicon: str = ""
    """Asset path, empty for the theme's."""
    nav: tuple[NavRow, ...] = ()
    as_of: int = 0
    """The time that the site is of, in seconds since 1970; 0: as things are."""
    base_url: str = ""
    """Absolute address of the site with a slash at its end, empty if it is not known."""
    editions: tuple[Edition, ...] = ()
    """The same portal in several languages, this one too."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the frame needs to know about one page."""

    title: str
    description: str = ""
    """For search engines and link previews; plain text."""
    section: str = ""
    """Route of the side bar row that is marked as current; "-" marks none."""
    crumbs: tuple[Crumb, ...] = ()
    scripts: tuple[str, ...] = ()
    """Asset paths of scripts that only this page needs."""
    styles: tuple[str, ...] = ()
    """Asset paths of style sheets that only this page needs."""
    parts: tuple[str, ...] = ()
    """Further parts of the window's title, which is another one on every page."""
    wide: bool = False
    """True: the page uses the whole width of the window."""
    canonical: str = ""
    """Route of the page that search engines should show instead of this one; empty for this one."""


@dataclass(frozen=True, slots=True)
class PageContext(Context):
    """Base of what all page templates get."""

    shell: Shell
    head: Head


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A named entity; without `route` it is not in the catalog."""

    ref: str
    """Canonical ref."""
    kind: str
    """Kind key."""
    title: str
    route: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What tables and lists say about an entity."""

    link: EntityLink
    lifecycle: str = ""
    description: str = ""
    """Markdown."""
    owners: tuple[EntityLink, ...] = ()
    systems: tuple[EntityLink, ...] = ()
    groups: tuple[EntityLink, ...] = ()
    """Of a User."""
    tags: tuple[str, ...] = ()
    namespace: str = "default"
    targets: tuple[str, ...] = ()
    """Of a Location."""
    docs: str = ""
    """Route of its documentation, empty if it has none."""
    problems: int = 0
    """Number of errors and warnings."""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One diagnostic, ready to be shown."""

    code: str
    severity: str
    message: str
    hint: str = ""
    place: str = ""
    """Where, for people; empty if it has no place."""
    url: str = ""
    """The same place on the web, empty if its host is not known."""
    source: str = ""
    """Name of the repository."""
    entity: EntityLink | None = None
    owners: tuple[EntityLink, ...] = ()


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind and how many entities of it there are."""

    kind: str
    title: str
    """Plural."""
    route: str
    count: int
    word: str = ""
    """What to write behind the number, if the theme has no words for the kind."""


@dataclass(frozen=True, slots=True)
class MessageContext(PageContext):
    """A page of its own words only: search without script, 404."""


@dataclass(frozen=True, slots=True)
class ExtraContext(PageContext):
    """A plug-in's page: its template sees the fields of `content` beside shell and head."""

    content: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True)
class TextContext(Context):
    """Not a page: a file of plain text, written as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class LateText(Context):
    """Not a page either: a file of plain text that takes some work, which whoever renders it does."""

    def text(self) -> str:
        """Return what the file holds."""
        raise NotImplementedError

"""Contexts of the widgets of the home page."""

from dataclasses import dataclass

from portalgen.model.contributions import Context
from portalgen.model.entity import Link
from portalgen.model.home import Announcement
from portalgen.render.contexts import EntityRow, KindCount
from portalgen.render.list_contexts import Change, DomainGlance, Tally, TeamGlance


@dataclass(frozen=True, slots=True)
class Titled(Context):
    """A widget with a heading, perhaps one of the site's own."""

    title: str
    """Words of the theme (`@home.health`), or the site's own."""


@dataclass(frozen=True, slots=True)
class CountsWidget(Context):
    """What there is, by kind."""

    counts: tuple[KindCount, ...]
    docs: int
    """Number of documentation sites."""


@dataclass(frozen=True, slots=True)
class SystemsWidget(Titled):
    """Domains and their systems."""

    domains: tuple[DomainGlance, ...]
    most_domains: int = 30
    """Domains that are shown; the page of all systems has the rest."""
    most_systems: int = 12
    """Systems of a domain that are shown."""


@dataclass(frozen=True, slots=True)
class TeamsWidget(Titled):
    """Every group that owns something: the choice of "my team", or what it owns."""

    teams: tuple[TeamGlance, ...]


@dataclass(frozen=True, slots=True)
class ChangesWidget(Titled):
    """Repositories, the latest change first."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class HealthWidget(Titled):
    """How many diagnostics there are."""

    tally: Tally


@dataclass(frozen=True, slots=True)
class AnnouncementsWidget(Titled):
    """News; which of them are shown depends on the day, so the reader's browser decides."""

    announcements: tuple[Announcement, ...]


@dataclass(frozen=True, slots=True)
class LinksWidget(Titled):
    """Links of the site's own."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TextPart:
    """Markdown, and the entities that are listed below it."""

    text: str
    rows: tuple[EntityRow, ...] = ()
    asked: bool = False
    """True: entities were asked for, even if there are none."""
    route: str = ""
    """The table with all of them."""
    more: int = 0
    """How many there are beside `rows`."""


@dataclass(frozen=True, slots=True)
class TextWidget(Titled):
    """Markdown with lists of entities."""

    parts: tuple[TextPart, ...]

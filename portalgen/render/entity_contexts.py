"""Contexts of an entity's page: its header and its tabs."""

from dataclasses import dataclass

from portalgen.model.contributions import Card
from portalgen.render.contexts import EntityLink, PageContext


@dataclass(frozen=True, slots=True)
class Header:
    """The top of an entity's page, the same on all its tabs."""

    link: EntityLink
    kind: str
    """Kind as written (`API`)."""
    name: str
    """What commands and refs call it."""
    summary: str
    """The description if it is short (Markdown); longer ones have a card."""
    lifecycle: str
    owners: tuple[EntityLink, ...]
    path: tuple[EntityLink, ...]
    """Domain, system, parent component: what it is part of, outermost first."""
    tags: tuple[str, ...]
    docs: str
    """Route of its documentation, empty if it has none."""
    source_url: str
    edit_url: str
    picture: str
    """Address of a person's or group's picture (https), may be empty."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of an entity's page."""

    key: str
    """Last part of its route, "" for the overview."""
    title: str
    route: str


@dataclass(frozen=True, slots=True)
class EntityContext(PageContext):
    """One tab of one entity."""

    header: Header
    tabs: tuple[Tab, ...]
    tab: str
    top: tuple[Card, ...]
    """Over the whole width, before the two columns."""
    main: tuple[Card, ...]
    side: tuple[Card, ...]
    json: str
    """Route of the entity as JSON."""

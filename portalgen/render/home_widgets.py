"""Widgets of the home page: what portal.yaml wants in, cards out; a widget that has nothing to say is left out."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card, Context
from portalgen.model.home import Widget
from portalgen.model.ref import EntityRef
from portalgen.render.contexts import EntityLink
from portalgen.render.entity_queries import text_parts
from portalgen.render.frame import Planning, kind_rank
from portalgen.render.glances import domain_glances, latest_changes, owning_teams, tally
from portalgen.render.home_contexts import (
    AnnouncementsWidget,
    ChangesWidget,
    CountsWidget,
    HealthWidget,
    LinksWidget,
    SystemsWidget,
    TeamsWidget,
    TextWidget,
    Titled,
)
from portalgen.render.list_contexts import TeamGlance
from portalgen.render.lookup import link_to

MANY_TEAMS = 60
"""From here on the page names no longer what each team owns: it would weigh too much."""
THINGS = 12
CHANGES = 8
TITLES = {
    "mine": "@personal.mine",
    "team": "@personal.team",
    "starred": "@personal.starred",
    "recent": "@personal.recent",
    "systems": "@home.systems",
    "changed": "@home.changes",
    "health": "@home.health",
    "links": "@card.links",
}


def widget_card(widget: Widget, planning: Planning) -> Card | None:
    """Return the card of a widget, None if it has nothing to say."""
    title = widget.title or TITLES.get(widget.type, "")
    context = _MAKERS[widget.type](widget, title, planning)
    return Card(title, f"widgets/{widget.type}.html", context) if context else None


def _counts(_: Widget, __: str, planning: Planning) -> Context:
    return CountsWidget(planning.count_kinds(planning.catalog.entities), len(planning.built.docs))


def _systems(_: Widget, title: str, planning: Planning) -> Context | None:
    domains = domain_glances(planning)
    return SystemsWidget(title, domains) if domains else None


def _team(_: Widget, title: str, planning: Planning) -> Context:
    return TeamsWidget(title, owning_teams(planning))


def _mine(_: Widget, title: str, planning: Planning) -> Context:
    owners = owning_teams(planning)
    things = () if len(owners) > MANY_TEAMS else owners
    return TeamsWidget(title, tuple(replace(team, things=_things(team, planning.catalog)) for team in things))


def _changed(widget: Widget, title: str, planning: Planning) -> Context | None:
    changes = latest_changes(planning, limit=widget.limit or CHANGES)
    return ChangesWidget(title, changes) if changes else None


def _health(_: Widget, title: str, planning: Planning) -> Context:
    return HealthWidget(title, tally(planning.built.diagnostics))


def _announcements(widget: Widget, title: str, _: Planning) -> Context | None:
    return AnnouncementsWidget(title, widget.announcements) if widget.announcements else None


def _links(widget: Widget, title: str, _: Planning) -> Context:
    return LinksWidget(title, widget.links)


def _markdown(widget: Widget, title: str, planning: Planning) -> Context:
    return TextWidget(title, text_parts(widget.text, planning.catalog, widget.limit))


def _plain(_: Widget, title: str, __: Planning) -> Context:
    return Titled(title)


def _things(team: TeamGlance, catalog: Catalog) -> tuple[EntityLink, ...]:
    owned = (ref for ref in catalog.related(EntityRef.parse(team.link.ref), "ownerOf") if ref in catalog)
    return tuple(link_to(ref, catalog) for ref in sorted(owned, key=lambda ref: (kind_rank(ref.kind), ref))[:THINGS])


_MAKERS: Mapping[str, Callable[[Widget, str, Planning], Context | None]] = {
    "announcements": _announcements,
    "search": _plain,
    "counts": _counts,
    "mine": _mine,
    "systems": _systems,
    "team": _team,
    "starred": _plain,
    "recent": _plain,
    "changed": _changed,
    "health": _health,
    "links": _links,
    "markdown": _markdown,
}
"""Type of widget -> maker of its context."""

"""The plan of the home page."""

from portalgen.model import routes
from portalgen.model.contributions import Card
from portalgen.model.site import PagePlan
from portalgen.render.contexts import Head
from portalgen.render.frame import Planning
from portalgen.render.home_widgets import widget_card
from portalgen.render.list_contexts import HomeContext

_WITHOUT_ENTITIES = frozenset({"announcements", "links", "markdown"})
"""Widgets that have something to say in an empty catalog."""


def plan_home(planning: Planning) -> PagePlan:
    """Return the home page: the widgets that portal.yaml wants, in its order."""
    empty = not planning.catalog.entities
    places: dict[str, list[Card]] = {"top": [], "main": [], "side": []}
    for widget in planning.settings.home:
        if not empty or widget.type in _WITHOUT_ENTITIES:
            card = widget_card(widget, planning)
            places[widget.place] += [card] if card else []
    context = HomeContext(
        shell=planning.shell,
        head=Head("@home.title", planning.shell.description, routes.HOME, scripts=("js/home.js",)),
        empty=empty,
        top=tuple(places["top"]),
        main=tuple(places["main"]),
        side=tuple(places["side"]),
    )
    return PagePlan(routes.HOME, "pages/home.html", context)

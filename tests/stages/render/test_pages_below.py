"""Pages of plug-ins below an entity: its frame around them, its tab for the one that stands there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from portalgen.model import routes
from portalgen.model.contributions import Built, Context, ExtraPage
from portalgen.model.ref import EntityRef
from portalgen.render import SitePlan
from tests.builders.catalogs import make_catalog
from tests.builders.sites import EXTENSIONS, plan

SHOP = EntityRef("component", "default", "shop")
HOME = routes.entity(SHOP, "notes")
NOTE = ExtraPage(
    f"{HOME}one/", "One", "cards/pairs.html", Context(), entity=SHOP, tab="notes", styles=("css/docs-content.css",)
)
LIST = replace(NOTE, route=HOME, title="All", tab_title="Notes", styles=())


def planned(*pages: ExtraPage) -> SitePlan:
    def notes(_: Built) -> Iterator[ExtraPage]:
        yield from pages

    return plan(make_catalog("component:shop owner=web", "group:web"), extensions=replace(EXTENSIONS, pages=(notes,)))


def context(found: SitePlan, route: str) -> Any:  # noqa: ANN401  (a page's own)
    return next(one.context for one in found.plans if one.route == route)


def test_the_page_at_the_route_of_the_tab_makes_the_tab() -> None:
    found = planned(LIST, NOTE)
    shown = context(found, HOME)
    assert [(tab.title, tab.route) for tab in shown.tabs if tab.key == "notes"] == [("Notes", HOME)]
    assert [card.title for card in shown.main] == ["All"]
    assert shown.header.link.title == "shop"


def test_a_page_below_has_the_tab_and_a_name_of_its_own() -> None:
    shown = context(planned(LIST, NOTE), NOTE.route)
    assert shown.tab == "notes"
    assert shown.head.title == "One"
    assert shown.head.styles == ("css/docs-content.css",)
    assert [(crumb.title, crumb.route) for crumb in shown.head.crumbs[-2:]] == [("Notes", HOME), ("One", None)]


def test_documentation_in_a_page_gets_what_it_needs() -> None:
    shown = replace(NOTE, shows='<pre class="mermaid"><code>graph TD</code></pre>')
    head = context(planned(LIST, shown), NOTE.route).head
    assert {"js/docs.js", "js/docs-diagrams.js"} <= set(head.scripts)
    assert not context(planned(LIST, NOTE), NOTE.route).head.scripts


def test_a_page_of_an_entity_that_is_not_there_stands_alone() -> None:
    lost = replace(NOTE, entity=EntityRef("component", "default", "lost"))
    assert not hasattr(context(planned(lost), NOTE.route), "tabs")

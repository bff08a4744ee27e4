"""Plans of an entity: the overview and a page for each tab."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from portalgen.diagnostics import Diagnostic
from portalgen.model import routes
from portalgen.model.attempt import attempt
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card, CardMaker, ExtraPage
from portalgen.model.docs_shown import docs_route
from portalgen.model.entity import Entity
from portalgen.model.layout import Layout
from portalgen.model.ref import EntityRef
from portalgen.model.site import PagePlan
from portalgen.render.contexts import Crumb, EntityLink, Head
from portalgen.render.docs_features import assets_of
from portalgen.render.entity_contexts import EntityContext, Header, Tab
from portalgen.render.entity_layout import arranged, in_order
from portalgen.render.filters import plain
from portalgen.render.frame import Planning
from portalgen.render.graph_files import graph_files
from portalgen.render.inspect_cards import DEFINITION
from portalgen.render.lookup import brief, link_to, related_links, summary_of
from portalgen.render.safe_url import edit_url, picture_url, source_url

SECTIONS = {
    "api": routes.APIS,
    "system": routes.SYSTEMS,
    "domain": routes.SYSTEMS,
    "group": routes.TEAMS,
    "user": routes.TEAMS,
    "template": routes.TEMPLATES,
}
"""Side bar row of each kind; others belong to the catalog."""

TOP = 10
"""Wide cards of the overview up to this order stand above both columns."""

SECTION_TITLES = {
    routes.CATALOG: "@nav.catalog",
    routes.APIS: "@nav.apis",
    routes.SYSTEMS: "@nav.systems",
    routes.TEAMS: "@nav.teams",
    routes.TEMPLATES: "@nav.create",
}


def plan_entity(entity: Entity, planning: Planning) -> Iterator[PagePlan | Diagnostic]:
    """Yield the pages of one entity, and what failed: a card maker that raises costs its own card."""
    made = [attempt(make, entity, planning.catalog, gives=Card, entity=entity) for make in planning.extensions.cards]
    yield from chain.from_iterable(failed for _, failed in made)
    pages = planning.pages_of.get(entity.ref, ())
    shown = (_as_card(page) for page in pages if page.route == routes.entity(entity.ref, page.tab))
    every = step_aside(chain(chain.from_iterable(found for found, _ in made), shown))
    cards, layouts = arranged(entity, every, planning.catalog, planning.settings.layouts)
    header = header_of(entity, planning)
    tabs = in_order(_tabs(entity.ref, cards, header.docs), layouts)
    for tab in tabs:
        if tab.key != "docs":
            yield _page(tab, entity, [card for card in cards if card.tab == tab.key], (header, tabs), planning)
    yield from graph_files(cards, planning.shell.base_url)
    by_key = {tab.key: tab for tab in tabs}
    for page in pages:
        if page.route != routes.entity(entity.ref, page.tab) and page.tab in by_key:
            yield _below(page, _page(by_key[page.tab], entity, [_as_card(page)], (header, tabs), planning))


def _as_card(page: ExtraPage) -> Card:
    scripts, styles = assets_of(page.shows)
    return Card(
        page.title,
        page.template,
        page.context,
        tab=page.tab,
        tab_title=page.tab_title,
        wide=True,
        order=page.order,
        scripts=(*scripts, *page.scripts),
        styles=(*styles, *page.styles),
    )


def _below(page: ExtraPage, plan: PagePlan) -> PagePlan:
    """Return the plan of a page of its own, made of that of its tab."""
    context: Any = plan.context
    *steps, tab = context.head.crumbs
    head = replace(
        context.head,
        title=page.title,
        description="",
        crumbs=(*steps, replace(tab, route=plan.route), Crumb(page.title)),
        parts=(*context.head.parts, context.head.title),
    )
    return PagePlan(page.route, plan.template, replace(context, head=head))


def header_of(entity: Entity, planning: Planning) -> Header:
    """Return the top of the entity's pages."""
    catalog = planning.catalog
    return Header(
        link=link_to(entity.ref, catalog),
        kind=entity.kind,
        name=entity.name,
        summary=summary_of(entity),
        lifecycle=brief(entity.lifecycle),
        owners=related_links(entity.ref, "ownedBy", catalog),
        path=entity_path(entity.ref, planning),
        tags=entity.tags,
        docs=docs_route(entity, catalog),
        source_url=source_url(entity),
        edit_url=edit_url(entity),
        picture=picture_url(entity),
    )


_LONGEST_PATH = 6
"""Steps of a breadcrumb: a chain of hundreds of parts would stand on each of their pages."""


def entity_path(ref: EntityRef, planning: Planning) -> tuple[EntityLink, ...]:
    """Return what an entity is part of, outermost first: domain, system, parent component, parent group."""
    path: list[EntityRef] = []
    here: EntityRef | None = ref
    while here is not None and len(path) < _LONGEST_PATH:
        found = planning.catalog.related(here, "partOf") or planning.catalog.related(here, "childOf")
        known = [other for other in found if other in planning.catalog and other not in path and other != ref]
        ranked = sorted(known, key=lambda other: (other.kind != "component", other.kind != "system", other))
        here = ranked[0] if ranked else None
        if here is not None:
            path.append(here)
    return tuple(link_to(step, planning.catalog) for step in reversed(path))


def step_aside(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Sort cards; when somebody renders an API's definition, ours moves to a tab that shows its source."""
    ordered = sorted(cards, key=lambda card: card.order)
    rendered = any(card.tab == DEFINITION and card.template != "cards/source.html" for card in ordered)
    return tuple(
        replace(card, tab="source", tab_title="@tab.source")
        if rendered and card.tab == DEFINITION and card.template == "cards/source.html"
        else card
        for card in ordered
    )


def tab_keys(
    entity: Entity, catalog: Catalog, makers: Iterable[CardMaker], layouts: Sequence[Layout]
) -> frozenset[str]:
    """Return the keys of the tabs that cards give an entity, "" for its overview."""
    cards = chain.from_iterable(attempt(make, entity, catalog, gives=Card, entity=entity)[0] for make in makers)
    return frozenset(card.tab for card in arranged(entity, step_aside(cards), catalog, layouts)[0])


def _tabs(ref: EntityRef, cards: Iterable[Card], docs: str) -> tuple[Tab, ...]:
    tabs = {"": Tab("", "@tab.overview", routes.entity(ref))}
    if docs:
        tabs["docs"] = Tab("docs", "@tab.docs", docs)
    for card in cards:
        tabs.setdefault(card.tab, Tab(card.tab, card.tab_title or card.title, routes.entity(ref, card.tab)))
    return tuple(tabs.values())


def _page(
    tab: Tab, entity: Entity, cards: list[Card], frame: tuple[Header, tuple[Tab, ...]], planning: Planning
) -> PagePlan:
    header, tabs = frame
    section = SECTIONS.get(entity.ref.kind, routes.CATALOG)
    steps = (Crumb(SECTION_TITLES[section], section), *(Crumb(step.title, step.route) for step in header.path))
    own = Crumb(entity.title, routes.entity(entity.ref) if tab.key else None)
    context = EntityContext(
        shell=planning.shell,
        head=Head(
            title=entity.title,
            description=plain(entity.description),
            section=section,
            crumbs=(*steps, own, *((Crumb(tab.title),) if tab.key else ())),
            scripts=_merged(card.scripts for card in cards),
            styles=_merged(card.styles for card in cards),
            parts=(*((tab.title,) if tab.key else ()), f"{entity.kind} {entity.name}"),
        ),
        header=header,
        tabs=tabs,
        tab=tab.key,
        top=tuple(card for card in cards if _on_top(card)),
        main=tuple(card for card in cards if not card.side and not _on_top(card)),
        side=tuple(card for card in cards if card.side),
        json=routes.entity_json(entity.ref),
    )
    return PagePlan(tab.route, "pages/entity.html", context)


def _on_top(card: Card) -> bool:
    return card.wide and not card.side and not card.tab and card.order <= TOP


def _merged(paths: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for found in paths for path in found))

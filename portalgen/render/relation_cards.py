"""Cards of relations: what is needed and by whom, parts, APIs, the whole chain of dependencies."""

from collections.abc import Iterator

from portalgen.diagrams import relation_words
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.model.relations import PAIRS
from portalgen.render.card_contexts import ListCard, NeedsCard
from portalgen.render.dependencies import needed_by, needs_of, needs_outside, reach
from portalgen.render.frame import kind_rank
from portalgen.render.lookup import link_to, rows_of

SOFTWARE = frozenset({"component", "api", "resource"})
API_COLUMNS = ("name", "type", "lifecycle", "owner", "system", "description")
PART_COLUMNS = ("name", "type", "lifecycle", "owner", "description")
OTHER_COLUMNS = ("name", "kind", "type", "owner", "description")
GROUP_COLUMNS = ("name", "owner", "description")


def needs_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield what it needs beside who needs it; for a system, what crosses its boundary."""
    ref = entity.ref
    if ref.kind == "system":
        needs, users = needs_outside(catalog.related(ref, "hasPart"), catalog)
    elif ref.kind in SOFTWARE:
        needs, users = needs_of(ref, catalog), needed_by(ref, catalog)
    else:
        return
    if needs or users:
        title = "@card.interface" if ref.kind == "api" else "@card.needs"
        yield Card(
            title, "cards/needs.html", NeedsCard(ref.kind, needs, users), order=20 if ref.kind == "system" else 5
        )


def parts_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the parts of a system, domain or component, a card for each kind."""
    parts = catalog.related(entity.ref, "hasPart")
    for order, kind in enumerate(sorted({ref.kind for ref in parts}, key=kind_rank), 30):
        refs = tuple(ref for ref in parts if ref.kind == kind)
        columns = GROUP_COLUMNS if kind in {"system", "domain"} else PART_COLUMNS
        title = f"@kinds.{'subdomain' if entity.ref.kind == kind == 'domain' else kind}"
        yield Card(title, "cards/list.html", _list(refs, columns, catalog), order=order)


def api_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the tables of provided and consumed APIs on a tab of their own."""
    for order, name in ((10, "providesApi"), (11, "consumesApi")):
        refs = catalog.related(entity.ref, name)
        if refs:
            yield Card(
                f"@card.{name}",
                "cards/list.html",
                _list(refs, API_COLUMNS, catalog),
                tab="apis",
                tab_title="@tab.apis",
                order=order,
            )


def reach_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the whole chain of dependencies, up and down, on a tab of its own."""
    if entity.ref.kind not in SOFTWARE:
        return
    for order, direction in ((20, "downstream"), (21, "upstream")):
        context = reach(entity.ref, direction, catalog)
        if context.reach:
            yield Card(
                f"@card.{direction}",
                "cards/reach.html",
                context,
                tab="dependencies",
                tab_title="@tab.dependencies",
                order=order,
            )


_USUAL = frozenset(name for pair in PAIRS for name in (pair.forward, pair.backward))


def other_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield a table for each relation that Backstage does not have."""
    for order, (name, refs) in enumerate(sorted(catalog.relations_of(entity.ref).items()), 40):
        if name not in _USUAL:
            words = catalog.relation_titles.get(name) or relation_words(name)
            title = words[:1].upper() + words[1:]
            yield Card(title, "cards/list.html", _list(refs, OTHER_COLUMNS, catalog), order=order)


def _list(refs: tuple[EntityRef, ...], columns: tuple[str, ...], catalog: Catalog) -> ListCard:
    missing = tuple(link_to(ref, catalog) for ref in refs if ref not in catalog)
    return ListCard(rows_of(catalog.known(refs), catalog), columns, missing)

"""What portal.yaml says about pages of entities: cards in, those that are to be shown out, tabs in their order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card, Context
from portalgen.model.entity import Entity
from portalgen.model.layout import Layout, OwnCard
from portalgen.model.predicate import first_value, matches
from portalgen.render.entity_contexts import Tab
from portalgen.render.own_markdown import value_mark

_FIELD = re.compile(r"\{\{\s*([\w./@-]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class TextCard(Context):
    """Markdown, with values of the entity's fields."""

    text: str
    """Has `value_mark(0)` where the first value stands."""
    values: tuple[str, ...] = ()


def arranged(
    entity: Entity, cards: Iterable[Card], catalog: Catalog, layouts: Sequence[Layout]
) -> tuple[tuple[Card, ...], tuple[Layout, ...]]:
    """Return the cards of an entity's pages with those that layouts add and without those that they hide.

    Beside them come the layouts that are about the entity.
    """
    ours = tuple(layout for layout in layouts if matches(layout.when, entity, catalog))
    hidden = {name for layout in ours for name in layout.hide}
    kept = tuple(card for card in cards if card_name(card) not in hidden and (not card.tab or card.tab not in hidden))
    own = (card for layout in ours for card in layout.cards if matches(card.when, entity, catalog))
    added = tuple(_card(card, entity, kept) for card in own)
    return tuple(sorted((*kept, *added), key=lambda card: card.order)) if added else kept, ours


def in_order(tabs: Iterable[Tab], layouts: Sequence[Layout]) -> tuple[Tab, ...]:
    """Return tabs as layouts want them; the overview is always first."""
    named = [key for layout in layouts for key in layout.tabs]
    hidden = {name for layout in layouts for name in layout.hide}
    titles = {key: title for layout in layouts for key, title in layout.titles}
    shown = [replace(tab, title=titles.get(tab.key, tab.title)) for tab in tabs if not tab.key or tab.key not in hidden]
    last = len(named)
    return tuple(sorted(shown, key=lambda tab: (tab.key != "", named.index(tab.key) if tab.key in named else last)))


def card_name(card: Card) -> str:
    """Return what portal.yaml calls a card: the key of its title for those in the box, else its title."""
    return card.title.removeprefix("@card.") if card.title.startswith("@") else card.title


def _card(given: OwnCard, entity: Entity, cards: Iterable[Card]) -> Card:
    known = next((card.tab_title or card.title for card in cards if card.tab == given.tab), given.title)
    return Card(
        given.title,
        "cards/text.html",
        filled(given.text, entity),
        tab=given.tab,
        tab_title=known if given.tab else "",
        side=given.side,
        order=given.order,
    )


def filled(text: str, entity: Entity) -> TextCard:
    """Return Markdown with marks for the values of fields that `{{ metadata.name }}` asks for, beside the values.

    Values are put in when the text is HTML: they can be no markup, end no address, and stand in code as anywhere else.
    """
    values: list[str] = []

    def mark(match: re.Match[str]) -> str:
        values.append(first_value(entity, match[1]))
        return value_mark(len(values) - 1)

    return TextCard(_FIELD.sub(mark, text), tuple(values))

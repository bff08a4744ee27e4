"""The `entityPages` section: tabs and cards of some entities' pages."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from portalgen.config.catalog_section import Text
from portalgen.config.section import Section
from portalgen.model.layout import Layout, OwnCard
from portalgen.model.predicate import check_predicate


def _checked(value: dict[str, Any]) -> dict[str, Any]:
    check_predicate(value)
    return value


Condition = Annotated[dict[str, Any], AfterValidator(_checked)]


class PageCard(Section):
    """A card of Markdown on pages of entities."""

    title: Text
    """Its heading."""
    text: Text
    """Markdown; `{{ metadata.annotations.example.org/id }}` stands for the value of a field of the entity."""
    tab: str = ""
    """Key of the tab that it stands on, one that there is or a new one. Absent: the overview."""
    side: bool = False
    """Whether it stands in the narrow column."""
    order: int = 50
    """Its place among the cards, which have orders from 0 to 100."""
    when: Condition = Field(default_factory=dict, alias="if")
    """Condition that an entity must meet for it to be there."""


class EntityPage(Section):
    """What is different on the pages of some entities."""

    when: Condition = Field(default_factory=dict, alias="if")
    """Entities that it is about, as a predicate of Backstage: `{kind: component, spec.type: {$in: [service]}}`. Absent:
    all."""
    tabs: tuple[str, ...] = ()
    """Keys of tabs in the order that they shall have (`docs`, `apis`, `dependencies`, `definition`, `history`,
    `inspect` …); the overview is always first, tabs that are not named follow."""
    titles: dict[str, Text] = Field(default_factory=dict)
    """Key of a tab -> its title, where it shall have another."""
    hide: tuple[Text, ...] = ()
    """Cards and tabs that are not shown: keys of tabs, and names of cards such as `labels`, `links`, `members`."""
    cards: tuple[PageCard, ...] = ()
    """Cards to add."""


def layouts(pages: tuple[EntityPage, ...]) -> tuple[Layout, ...]:
    """Return the layouts that a portal.yaml asks for, in its order."""
    return tuple(
        Layout(
            when=page.when,
            tabs=page.tabs,
            hide=page.hide,
            titles=tuple(page.titles.items()),
            cards=tuple(
                OwnCard(card.title, card.text, card.tab, card.side, card.order, card.when) for card in page.cards
            ),
        )
        for page in pages
    )

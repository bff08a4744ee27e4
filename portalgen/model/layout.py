"""How pages of entities are arranged, as portal.yaml says it."""

from dataclasses import dataclass, field

from portalgen.model.predicate import Predicate


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A card of Markdown that portal.yaml adds."""

    title: str
    text: str
    """Markdown; `{{ metadata.annotations.example.org/id }}` stands for the value of a field."""
    tab: str = ""
    """Key of the tab, "" for the overview."""
    side: bool = False
    order: int = 50
    when: Predicate = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """What is different on the pages of some entities."""

    when: Predicate = field(default_factory=dict)
    """Entities that it is about; all for an empty one."""
    tabs: tuple[str, ...] = ()
    """Keys of tabs in their order; others follow."""
    hide: tuple[str, ...] = ()
    """Names of cards and keys of tabs that are not shown."""
    titles: tuple[tuple[str, str], ...] = ()
    """(key of a tab, its title) of tabs with another title than usual."""
    cards: tuple[OwnCard, ...] = ()

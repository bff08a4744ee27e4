"""What the template of the graph explorer gets."""

from dataclasses import dataclass

from portalgen.model.relations import RelationPair
from portalgen.render.card_contexts import DiagramCard
from portalgen.render.contexts import KindCount, PageContext
from portalgen.render.list_contexts import DomainGlance


@dataclass(frozen=True, slots=True)
class GraphContext(PageContext):
    """The graph explorer; without script, a list of domains and systems."""

    index: str
    """Route of the data's index."""
    kinds: tuple[KindCount, ...]
    """Kinds of the graph's nodes, also of those that are not in the catalog."""
    pairs: tuple[RelationPair, ...]
    """Relations that can be chosen."""
    domains: tuple[DomainGlance, ...]
    """As many as a page bears."""
    more: bool
    """True: there are more domains or systems than these."""


@dataclass(frozen=True, slots=True)
class EntityDiagram(DiagramCard):
    """The diagram of an entity: it leads to the graph explorer, and there are files of it for READMEs."""

    ref: str
    route: str
    """Of the entity's page."""

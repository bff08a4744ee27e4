"""Cards of a GraphQL API, and the file with its definition as written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card, Context, ExtraPage
from portalgen.model.entity import Entity
from portalgen_definitions import cards
from portalgen_definitions.wording import Count
from portalgen_graphql.document import GRAPHQL
from portalgen_graphql.values import ROOTS, SchemaDocument


@dataclass(frozen=True, slots=True)
class DefinitionContext(Context):
    """What `definition.html` gets."""

    api: SchemaDocument = field(default_factory=SchemaDocument)
    source: str = ""
    """Route of the definition as written."""


def definition_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the summary for the overview and, if it could be read, the whole definition on a tab of its own."""
    del catalog
    text = GRAPHQL.text_of(entity)
    if text is None:
        return
    api = GRAPHQL.read(text)
    source = GRAPHQL.source_route(entity, text)
    yield cards.summary_card(api, entity, source, _contents(api))
    if api.readable:
        yield cards.definition_card("portalgen_graphql/definition.html", DefinitionContext(api, source))


def source_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the definitions as written, for tools and for downloading."""
    return cards.source_pages(built, GRAPHQL)


def _contents(api: SchemaDocument) -> tuple[Count, ...]:
    counts = {group.kind: len(group.operations) for group in api.groups}
    rows = [(counts[kind], kind) for kind in ROOTS if kind in counts]
    rows += [(len(api.types) + api.left_out, "type")] if api.types else []
    rows += [] if rows else [(len(api.directives), "directive")]
    return tuple(rows)

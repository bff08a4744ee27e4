"""Cards of an API entity."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card, Context, ExtraPage
from portalgen.model.entity import Entity
from portalgen_definitions import cards
from portalgen_definitions.wording import counted
from portalgen_openapi.document import OPENAPI
from portalgen_openapi.values import ApiDocument


@dataclass(frozen=True, slots=True)
class DefinitionContext(Context):
    """What `definition.html` gets."""

    api: ApiDocument = field(default_factory=ApiDocument)
    source: str = ""
    """Route of the definition as written."""


def definition_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the summary for the overview and, if it could be read, the whole definition on a tab of its own."""
    del catalog
    text = OPENAPI.text_of(entity)
    if text is None:
        return
    api = OPENAPI.read(text)
    source = OPENAPI.source_route(entity, text)
    contents = counted((len(api.operations) + api.left_out, "operation"), (len(api.schemas), "schema"))
    yield cards.summary_card(api, entity, source, contents, tuple(server.url for server in api.servers))
    if api.readable:
        yield cards.definition_card("portalgen_openapi/definition.html", DefinitionContext(api, source))


def source_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the definitions as written, for tools and for downloading."""
    return cards.source_pages(built, OPENAPI)

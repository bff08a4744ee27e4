"""Cards of a gRPC API, and the file with its definition as written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card, Context, ExtraPage
from portalgen.model.entity import Entity
from portalgen_definitions import cards
from portalgen_definitions.wording import counted
from portalgen_protobuf.document import PROTOBUF
from portalgen_protobuf.values import ProtoDocument


@dataclass(frozen=True, slots=True)
class DefinitionContext(Context):
    """What `definition.html` gets."""

    api: ProtoDocument = field(default_factory=ProtoDocument)
    source: str = ""
    """Route of the definition as written."""


def definition_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the summary for the overview and, if it could be read, the whole definition on a tab of its own."""
    del catalog
    text = PROTOBUF.text_of(entity)
    if text is None:
        return
    api = PROTOBUF.read(text)
    source = PROTOBUF.source_route(entity, text)
    types = (len(api.messages) + len(api.enums) + api.left_out, "type")
    services = (
        ((len(api.services), "service"), (len(api.methods) + api.methods_left_out, "method")) if api.services else ()
    )
    yield cards.summary_card(api, entity, source, counted(*services, types))
    if api.readable:
        yield cards.definition_card("portalgen_protobuf/definition.html", DefinitionContext(api, source))


def source_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the definitions as written, for tools and for downloading."""
    return cards.source_pages(built, PROTOBUF)

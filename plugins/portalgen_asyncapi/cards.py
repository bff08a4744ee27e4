"""Cards of an event-driven API."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card, Context, ExtraPage
from portalgen.model.entity import Entity
from portalgen_asyncapi.document import ASYNCAPI
from portalgen_asyncapi.values import AsyncDocument
from portalgen_definitions import cards
from portalgen_definitions.wording import counted


@dataclass(frozen=True, slots=True)
class DefinitionContext(Context):
    """What `asyncapi.html` gets."""

    api: AsyncDocument = field(default_factory=AsyncDocument)
    source: str = ""
    """Route of the definition as written."""


def definition_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the summary for the overview and, if it could be read, the whole definition on a tab of its own."""
    del catalog
    text = ASYNCAPI.text_of(entity)
    if text is None:
        return
    api, source = ASYNCAPI.read(text), ASYNCAPI.source_route(entity, text)
    counts = (len(api.operations) + api.left_out, "operation"), (len(api.messages), "message")
    contents = counted((len(api.channels), "channel"), *counts, (len(api.schemas), "schema"))
    yield cards.summary_card(api, entity, source, contents, tuple(server.url for server in api.servers))
    if api.readable:
        yield cards.definition_card("portalgen_asyncapi/asyncapi.html", DefinitionContext(api, source))


def source_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the definitions as written, for tools and for downloading."""
    return cards.source_pages(built, ASYNCAPI)

"""Cards of an API entity, and the file with its definition as written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card, Context, ExtraPage
from portalgen.model.entity import Entity
from portalgen_openapi.apis import TAB, definition_of, definition_route, definitions, source_route
from portalgen_openapi.document import read_document
from portalgen_openapi.values import ApiDocument

STYLES = ("portalgen_openapi/openapi.css",)


@dataclass(frozen=True, slots=True)
class DefinitionContext(Context):
    """What `definition.html` gets."""

    api: ApiDocument = field(default_factory=ApiDocument)
    source: str = ""
    """Route of the definition as written."""


@dataclass(frozen=True, slots=True)
class SummaryContext(Context):
    """What `summary.html` gets."""

    dialect: str
    version: str
    operations: int
    schemas: int
    servers: tuple[str, ...]
    """URLs."""
    definition: str
    """Route of the definition's page, empty if there is nothing to show."""
    source: str
    """Route of the definition as written."""
    faults: int
    """Things in the definition that could not be used."""


@dataclass(frozen=True, slots=True)
class SourceContext(Context):
    """What `source.txt` gets: a text that is written as it is."""

    text: str


def definition_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the summary for the overview and, if it could be read, the whole definition on a tab of its own."""
    del catalog
    text = definition_of(entity)
    if text is None:
        return
    api = read_document(text)
    source = source_route(entity, text)
    summary = SummaryContext(
        dialect=api.dialect,
        version=api.version,
        operations=len(api.operations) + api.left_out,
        schemas=len(api.schemas),
        servers=tuple(server.url for server in api.servers),
        definition=definition_route(entity) if api.readable else "",
        source=source,
        faults=len(api.faults),
    )
    yield Card("Definition", "portalgen_openapi/summary.html", summary, side=True, order=15, styles=STYLES)
    if api.readable:
        yield Card(
            "Definition",
            "portalgen_openapi/definition.html",
            DefinitionContext(api, source),
            tab=TAB,
            tab_title="Definition",
            wide=True,
            order=10,
            styles=STYLES,
        )


def source_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the definitions as written, for tools and for downloading."""
    for entity, text in definitions(built.catalog):
        route = source_route(entity, text)
        yield ExtraPage(route, f"{entity.title}: definition", "portalgen_openapi/source.txt", SourceContext(text))

"""Cards that definitions of all formats have, and the file with a definition as written."""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.model.contributions import Built, Card, Context, ExtraPage
from portalgen.model.entity import Entity
from portalgen_definitions import STYLES
from portalgen_definitions.apis import TAB, Document, Format, definition_route
from portalgen_definitions.wording import Count


@dataclass(frozen=True, slots=True)
class SummaryContext(Context):
    """What `summary.html` gets."""

    dialect: str
    version: str
    contents: tuple[Count, ...]
    """How many there are of what."""
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


def summary_card(
    document: Document, entity: Entity, source: str, contents: tuple[Count, ...], servers: tuple[str, ...] = ()
) -> Card:
    """Return the definition at a glance, for the overview."""
    context = SummaryContext(
        dialect=document.dialect,
        version=document.version,
        contents=contents,
        servers=servers,
        definition=definition_route(entity) if document.readable else "",
        source=source,
        faults=len(document.faults),
    )
    return Card("@card.definition", "portalgen_definitions/summary.html", context, side=True, order=15, styles=STYLES)


def definition_card(template: str, context: Context, styles: tuple[str, ...] = ()) -> Card:
    """Return the whole definition, on a tab of its own."""
    return Card(
        "@card.definition",
        template,
        context,
        tab=TAB,
        tab_title="@tab.definition",
        wide=True,
        order=10,
        styles=(*STYLES, *styles),
    )


def source_pages(built: Built, form: Format[Document]) -> Iterator[ExtraPage]:
    """Yield the definitions as written, for tools and for downloading."""
    for entity, text in form.texts(built.catalog):
        route = form.source_route(entity, text)
        yield ExtraPage(route, f"{entity.title}: definition", "portalgen_definitions/source.txt", SourceContext(text))

"""Cards of an MCP server, and the file with its definition as written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card, Context, ExtraPage
from portalgen.model.entity import Entity
from portalgen_definitions import STYLES, cards
from portalgen_definitions.apis import definition_route
from portalgen_definitions.wording import Count, counted
from portalgen_mcp.document import MCP
from portalgen_mcp.servers import server_of
from portalgen_mcp.values import McpDocument


@dataclass(frozen=True, slots=True)
class DefinitionContext(Context):
    """What `definition.html` and `summary.html` get."""

    api: McpDocument = field(default_factory=McpDocument)
    source: str = ""
    """Route of the definition as written, empty without one."""
    definition: str = ""
    """Route of the page that shows it, empty if there is nothing to show."""
    contents: tuple[Count, ...] = ()
    """In words: `2 tools, 1 resource`; empty if nobody says."""


def definition_cards(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the summary for the overview and, if anything is known, all of it on a tab of its own."""
    del catalog
    api = server_of(entity)
    text = MCP.text_of(entity)
    if api is None or not (api.readable or text):
        return
    source = MCP.source_route(entity, text) if text else ""
    context = DefinitionContext(api, source, definition_route(entity) if api.readable else "", _contents(api))
    yield Card("@card.definition", "portalgen_mcp/summary.html", context, side=True, order=15, styles=STYLES)
    if api.readable:
        yield cards.definition_card("portalgen_mcp/definition.html", context)


def source_pages(built: Built) -> Iterator[ExtraPage]:
    """Yield the definitions as written, for tools and for downloading."""
    return cards.source_pages(built, MCP)


def _contents(api: McpDocument) -> tuple[Count, ...]:
    rows = ((len(api.tools), "tool"), (len(api.resources), "resource"), (len(api.prompts), "prompt"))
    return counted(*rows) if any(count for count, _ in rows) else ()

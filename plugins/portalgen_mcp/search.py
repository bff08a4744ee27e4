"""What search finds in MCP servers: their tools and prompts."""

from collections.abc import Iterator

from portalgen.model.contributions import Built, SearchDocument
from portalgen.model.entity import Entity
from portalgen_definitions.apis import definition_route
from portalgen_definitions.search import joined, owner_of
from portalgen_mcp.servers import servers
from portalgen_mcp.values import Prompt, Tool


def collate_servers(built: Built) -> Iterator[SearchDocument]:
    """Yield one document a tool and one a prompt."""
    for entity, document in servers(built.catalog):
        owner = owner_of(entity, built.catalog)
        for tool in document.tools:
            names = " ".join(field.name for field in tool.input.fields) if tool.input else ""
            yield _document(entity, tool, joined((tool.title, tool.description, names)), owner)
        for prompt in document.prompts:
            names = " ".join(each.name for each in prompt.arguments)
            yield _document(entity, prompt, joined((prompt.description, names)), owner)


def _document(entity: Entity, each: Tool | Prompt, text: str, owner: str) -> SearchDocument:
    return SearchDocument(
        location=definition_route(entity, each.anchor),
        title=each.name,
        type="operation",
        text=text,
        kind=entity.ref.kind,
        name=each.name,
        owner=owner,
        context=entity.title,
    )

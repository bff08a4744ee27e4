"""Entities that are MCP servers: what their definition says, and the remotes of their own."""

from collections.abc import Iterator
from dataclasses import replace

from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen_mcp.configurations import configurations
from portalgen_mcp.document import MAX_ROWS, MCP, read_remote
from portalgen_mcp.values import McpDocument, Package, Remote


def server_of(entity: Entity) -> McpDocument | None:
    """Return all that is known of a server, None for any other entity."""
    if entity.ref.kind != "api" or entity.type.lower() not in MCP.types:
        return None
    text = MCP.text_of(entity)
    document = McpDocument() if text is None else MCP.read(text)
    remotes, commands = _own(entity)
    known = {each.url for each in document.remotes}
    joined = replace(
        document,
        remotes=(*(each for each in remotes if each.url not in known), *document.remotes),
        packages=(*document.packages, *commands),
    )
    return replace(joined, configurations=tuple(configurations(joined, entity.name)))


def servers(catalog: Catalog) -> Iterator[tuple[Entity, McpDocument]]:
    """Yield every MCP server of a catalog."""
    for entity in catalog.of_kind("api"):
        document = server_of(entity)
        if document is not None:
            yield entity, document


def _own(entity: Entity) -> tuple[list[Remote], list[Package]]:
    """Return the rows of `spec.remotes`: addresses, and commands, which may stand where the address does."""
    remotes: list[Remote] = []
    commands: list[Package] = []
    rows = entity.spec.get("remotes")
    for row in rows[:MAX_ROWS] if isinstance(rows, list | tuple) else ():
        type_, url = (str(row.get(key) or "") if isinstance(row, dict) else "" for key in ("type", "url"))
        remote = read_remote(type_, url)
        if remote:
            remotes.append(remote)
        elif type_.lower() == "stdio" and url.split():
            commands.append(Package(command=tuple(url.split())))
    return remotes, commands

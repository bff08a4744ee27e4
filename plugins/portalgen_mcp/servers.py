"""Entities that are MCP servers: what their definition says, and the remotes of their own."""

from collections.abc import Iterator
from dataclasses import replace

from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen_mcp.configurations import configurations
from portalgen_mcp.document import MAX_ROWS, MCP, read_remote
from portalgen_mcp.secrets import masked_url
from portalgen_mcp.values import McpDocument, Package, Remote
from portalgen_mcp.words import masked_words


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
    for type_, url in _rows(entity):
        remote = read_remote(type_, url)
        if remote:
            remotes.append(remote)
        elif type_.lower() == "stdio" and url.split():
            commands.append(Package(command=tuple(word for word, _ in masked_words(url.split()))))
    return remotes, commands


def stored_secrets(entity: Entity) -> Iterator[tuple[int, str]]:
    """Yield (index in `spec.remotes`, name) of the secrets that stand in addresses and commands there."""
    for index, (type_, url) in enumerate(_rows(entity)):
        if read_remote(type_, url):
            yield from ((index, name) for name in masked_url(url)[1])
        else:
            yield from ((index, name) for _, names in masked_words(url.split()) for name in names)


def _rows(entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield (type, address or command) of the rows of `spec.remotes`, two empty texts for what is none."""
    rows = entity.spec.get("remotes")
    for row in rows[:MAX_ROWS] if isinstance(rows, list | tuple) else ():
        keys = row if isinstance(row, dict) else {}
        yield str(keys.get("type") or ""), str(keys.get("url") or "")

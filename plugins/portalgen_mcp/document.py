"""Text of a definition of an MCP server in, an `McpDocument` out: never an exception, faults are part of the value.

Three shapes are known: `server.json` of the MCP registry, alone or as the registry's API wraps it; a listing of what a
server answers (`serverInfo`, `tools`, `resources`, `prompts`); a client's configuration (`mcpServers`, `servers`).
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from portalgen.model.links import safe_url
from portalgen_definitions.anchors import Anchors
from portalgen_definitions.apis import Format
from portalgen_definitions.budget import UNITS, Budget
from portalgen_definitions.kept import Kept
from portalgen_definitions.node import Node
from portalgen_definitions.source import parse_definition
from portalgen_definitions.values import Link
from portalgen_mcp.capabilities import read_prompts, read_resources, read_tools
from portalgen_mcp.packages import read_command, read_package
from portalgen_mcp.secrets import masked_url
from portalgen_mcp.values import McpDocument, Package, Remote
from portalgen_mcp.variables import read_map, read_variables
from portalgen_mcp.words import stored

MAX_ROWS = 100


def read_document(text: str) -> McpDocument:
    """Read a definition in JSON or YAML; what is wrong costs itself and a fault."""
    return _KEPT.read(text)


def read_remote(type_: str, url: str) -> Remote | None:
    """Return an address where a server answers, None for what is not one: `url` may be a command there."""
    shown, _ = masked_url(url)
    known = shown.startswith(("https://", "http://", "{"))
    return Remote(type_ or "streamable-http", shown) if known else None


def _read(text: str) -> McpDocument:
    source = parse_definition(text)
    if source.fault:
        return McpDocument(faults=(source.fault,))
    tree = source.tree()
    if not isinstance(source.value, dict):
        tree.fault("the definition is not a map that describes an MCP server", "")
        return McpDocument(faults=tuple(tree.faults.values()))
    document = _document(tree.root)
    if not document.readable and not tree.faults:
        hint = "write a server.json of the MCP registry, or list the tools of the server"
        tree.fault("the definition has no packages, remotes, tools, resources, prompts or mcpServers", "", hint)
    return replace(document, faults=tuple(tree.faults.values()))


def _document(root: Node) -> McpDocument:
    server = root.get("server") if root.get("server").map else root
    info = server.get("serverInfo") if server.get("serverInfo").map else server
    anchors = Anchors()
    remotes, packages = _ways(server)
    return McpDocument(
        title=info.text("title") or info.text("name"),
        version=info.text("version") or info.get("version_detail").text("version"),
        description=info.prose("description"),
        instructions=server.prose("instructions"),
        links=tuple(_links(info)),
        remotes=remotes,
        packages=packages,
        tools=tuple(read_tools(server, anchors, Budget(UNITS))),
        resources=tuple(read_resources(server)),
        prompts=tuple(read_prompts(server, anchors)),
    )


def _ways(server: Node) -> tuple[tuple[Remote, ...], tuple[Package, ...]]:
    """Return how the server is reached: addresses, and packages or commands."""
    remotes = [_remote(row) for row in islice(server.rows("remotes"), MAX_ROWS) if row.map]
    packages = [read_package(row) for row in islice(server.rows("packages"), MAX_ROWS) if row.map]
    for key in ("mcpServers", "servers"):
        for _, row in islice(server.members(key), MAX_ROWS) if server.get(key).map else ():
            if row.text("command"):
                packages.append(read_command(row))
            else:
                found = _checked(row, _transport(row.text("type")))
                remotes.append(replace(found, headers=read_map(row, "headers")) if found else None)
    return tuple(each for each in remotes if each), tuple(packages)


def _remote(row: Node) -> Remote | None:
    kind = row.text("type") or row.text("transport_type") or row.text("transport")
    found = _checked(row, kind)
    return replace(found, headers=read_variables(row, "headers")) if found else None


def _checked(row: Node, kind: str) -> Remote | None:
    """Return the address of a row; a secret in it is a fault."""
    for name in masked_url(row.text("url"))[1]:
        stored(row.get("url"), name)
    return read_remote(kind, row.text("url"))


def _transport(kind: str) -> str:
    """Return the protocol's name of what clients call `http`."""
    return "streamable-http" if kind in {"", "http"} else kind


def _links(info: Node) -> Iterator[Link]:
    rows = ((info.text("websiteUrl"), "Website"), (info.get("repository").text("url"), "Repository"))
    for url, title in rows:
        if safe := safe_url(url):
            yield Link(safe, title)


_KEPT = Kept(_read)
MCP = Format(frozenset({"mcp-server", "mcp"}), read_document, "server")
"""The format that this plug-in answers for."""

"""Servers and security: where messages go through, and what clients need there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from portalgen_asyncapi.bindings import read_bindings, read_tags
from portalgen_asyncapi.values import Server
from portalgen_definitions.anchors import Anchors
from portalgen_definitions.links import read_variables
from portalgen_definitions.node import Node
from portalgen_definitions.schema_values import Part
from portalgen_definitions.security import needs_of, read_scheme, scheme_label
from portalgen_definitions.values import Alternatives, Need, SecurityScheme

MAX_SERVERS = 100


@dataclass(frozen=True, slots=True)
class Schemes:
    """The security schemes of a definition."""

    values: tuple[SecurityScheme, ...]
    anchors: Mapping[str, str]
    """Name -> anchor."""
    places: Mapping[str, Need] = field(default_factory=dict)
    """JSON pointer -> how an operation names it."""

    def needs(self, node: Node) -> Alternatives:
        """Return what `security` below a node asks for: names in version 2, schemes or references to them in 3."""
        rows = [row for row in node.rows("security") if isinstance(row.value, dict)]
        return tuple(
            (self._scheme(row),) if row.ref or "type" in row.map else tuple(needs_of(row, self.anchors)) for row in rows
        )

    def _scheme(self, row: Node) -> Need:
        target = row.follow()
        known = self.places.get(target.pointer) if target else None
        return known or Need(scheme_label(target) if target else row.ref[:200], "", target.words("scopes"))


def read_schemes(root: Node, anchors: Anchors) -> Schemes:
    """Return the security schemes of a definition, in their order."""
    rows = [(name, node.follow()) for name, node in root.get("components").members("securitySchemes")]
    values = tuple(read_scheme(name, node, anchors) for name, node in rows)
    places = {
        node.pointer: Need(value.name, value.anchor, node.words("scopes"))
        for (_, node), value in zip(rows, values, strict=True)
    }
    return Schemes(values, {value.name: value.anchor for value in values}, places)


def read_servers(root: Node, anchors: Anchors, schemes: Schemes) -> dict[str, Server]:
    """Return JSON pointer -> server; version 2 names servers by their key, 3 by reference."""
    rows = ((name, node.follow()) for name, node in islice(root.members("servers"), MAX_SERVERS))
    return {node.pointer: _server(name, node, anchors, schemes) for name, node in rows if isinstance(node.value, dict)}


def server_links(node: Node, servers: Mapping[str, Server]) -> Iterator[Part]:
    """Yield the servers that a channel is on."""
    for row in islice(node.rows("servers"), MAX_SERVERS):
        name = row.value if isinstance(row.value, str) else ""
        target = f"/servers/{name}" if name else row.follow().pointer
        found = next((each for pointer, each in servers.items() if target == pointer or each.name == name), None)
        if found:
            yield Part(found.name, found.anchor)
        elif name:
            row.fault(f"the server {name[:100]} is not in the definition")


def _server(name: str, node: Node, anchors: Anchors, schemes: Schemes) -> Server:
    protocol = f"{node.text('protocol')} {node.text('protocolVersion')}".strip()
    if not protocol:
        node.fault(f"the server {name[:100]} has no protocol")
    return Server(
        name=name,
        anchor=anchors.take("server", name),
        url=node.text("url") or f"{node.text('host')}{node.text('pathname')}",
        protocol=protocol,
        title=node.text("title"),
        description=node.prose("description") or node.text("summary"),
        variables=tuple(read_variables(node)),
        security=schemes.needs(node),
        tags=read_tags(node),
        bindings=read_bindings(node),
    )

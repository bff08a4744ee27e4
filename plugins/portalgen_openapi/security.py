"""How callers authenticate: the security schemes of a definition, of either version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portalgen_definitions.anchors import Anchors
from portalgen_definitions.node import Node
from portalgen_definitions.security import read_scheme
from portalgen_definitions.values import SecurityScheme
from portalgen_openapi.swagger2 import security_scheme


@dataclass(frozen=True, slots=True)
class Credential:
    """Where a request carries what its sender knows."""

    place: str
    """`header`, `query`, `cookie`, or `basic` for user and password."""
    name: str = "Authorization"
    before: str = ""
    """Text before the secret."""
    secret: str = "TOKEN"  # noqa: S105  (a name)
    """What samples call it."""


def read_schemes(root: Node, anchors: Anchors) -> tuple[SecurityScheme, ...]:
    """Return the security schemes of a definition, in their order."""
    return tuple(read_scheme(name, node, anchors) for name, node in _written(root))


def read_credentials(root: Node) -> Mapping[str, Credential]:
    """Return how requests satisfy the security schemes of a definition, by name, as far as headers and URLs can."""
    return {name: found for name, node in _written(root) if (found := _credential(node))}


def _written(root: Node) -> Iterator[tuple[str, Node]]:
    for name, node in root.members("securityDefinitions"):
        yield name, Node(security_scheme(node), node.pointer, node.tree)
    for name, node in root.get("components").members("securitySchemes"):
        yield name, node.follow()


def _credential(node: Node) -> Credential | None:
    kind, scheme = node.text("type"), node.text("scheme").lower()
    if kind == "apiKey" and node.text("in") in {"header", "query", "cookie"}:
        return Credential(node.text("in"), node.text("name"), "", "API_KEY")
    if kind == "http" and scheme == "basic":
        return Credential("basic")
    if kind in {"oauth2", "openIdConnect"} or (kind == "http" and scheme == "bearer"):
        return Credential("header", before="Bearer ")
    return None

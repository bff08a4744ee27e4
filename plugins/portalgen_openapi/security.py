"""How callers authenticate: the security schemes of a definition, of either version."""

from portalgen_definitions.anchors import Anchors
from portalgen_definitions.node import Node
from portalgen_definitions.security import read_scheme
from portalgen_definitions.values import SecurityScheme
from portalgen_openapi.swagger2 import security_scheme


def read_schemes(root: Node, anchors: Anchors) -> tuple[SecurityScheme, ...]:
    """Return the security schemes of a definition, in their order."""
    old = root.members("securityDefinitions")
    new = root.get("components").members("securitySchemes")
    rows = [
        *((name, Node(security_scheme(node), node.pointer, node.tree)) for name, node in old),
        *((name, node.follow()) for name, node in new),
    ]
    return tuple(read_scheme(name, node, anchors) for name, node in rows)

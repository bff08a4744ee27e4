"""Bindings, tags and names of servers: small things that many parts of a definition have."""

from collections.abc import Iterator
from itertools import islice

from portalgen_asyncapi.values import Binding
from portalgen_definitions.node import Node
from portalgen_definitions.wording import shown

MOST = 50


def read_bindings(node: Node) -> tuple[Binding, ...]:
    """Return what `bindings` below a node say, protocol by protocol."""
    found = node.get("bindings").follow()
    frame = Node({"bindings": found.value}, node.pointer, node.tree)
    rows = ((name, tuple(_rows(each.follow()))) for name, each in islice(frame.members("bindings"), MOST))
    return tuple(Binding(name, values) for name, values in rows if values)


def read_tags(node: Node) -> tuple[str, ...]:
    """Return the names of `tags` below a node."""
    if not isinstance(node.map.get("tags"), list):
        return ()
    rows = (row.follow() for row in islice(node.rows("tags"), MOST))
    return tuple(name for row in rows if isinstance(row.value, dict) and (name := row.text("name")))


def _rows(node: Node) -> Iterator[tuple[str, str]]:
    for key, value in islice(node.map.items(), MOST):
        if key != "bindingVersion" and value not in ("", None):
            yield key, _words(value)


def _words(value: object) -> str:
    """A schema is said by its type and description, any other value as it is."""
    if isinstance(value, dict) and isinstance(value.get("type"), str):
        words = (value["type"], value.get("format"), value.get("description"))
        return ", ".join(each[:200] for each in words if isinstance(each, str))
    return shown(value)

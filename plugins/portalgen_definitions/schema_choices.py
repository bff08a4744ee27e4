"""What else a schema demands, as named groups of schemas: alternatives, conditions, items of a fixed place."""

from collections.abc import Iterator
from itertools import islice

from portalgen_definitions.node import Node

MAX_ROWS = 500
"""Members of one object, values of one enumeration."""
MAX_GROUPS = 50
KEYS = {"oneOf", "anyOf", "not", "if", "contains", "dependentSchemas", "dependencies"}
EXTENDING = frozenset({"properties", "patternProperties", "allOf", "oneOf", "anyOf", "required", "if", "enum", "items"})
"""What beside a reference says more than the words of the place."""
_LISTS = (("oneOf", "One of"), ("anyOf", "Any of"))
_SINGLE = (
    ("not", "Not"),
    ("if", "If it is"),
    ("then", "Then also"),
    ("else", "Otherwise also"),
    ("contains", "At least one item is"),
)


def alternatives(node: Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Yield (words, schemas) of the lists of which one or more must fit."""
    for key, word in _LISTS:
        found = tuple(islice(node.rows(key), MAX_ROWS))
        if found:
            yield word, found


def conditions(node: Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Yield (words, schemas) of what holds under a condition, or does not."""
    for key, word in _SINGLE:
        needs_if = key in {"then", "else"} and "if" not in node.map
        if isinstance(node.map.get(key), dict) and not needs_if:
            yield word, (node.get(key),)
    for key in ("dependentSchemas", "dependencies"):
        for name, member in islice(node.members(key), MAX_GROUPS):
            if isinstance(member.value, dict):
                yield f"With {name[:100]} also", (member,)


def places(node: Node) -> tuple[Node, ...]:
    """Return the schemas of an array's first items, one each (`prefixItems`, up to 2019-09 a list in `items`)."""
    key = "prefixItems" if isinstance(node.map.get("prefixItems"), list) else "items"
    return tuple(islice(node.rows(key), MAX_ROWS)) if isinstance(node.map.get(key), list) else ()


def rest(node: Node) -> Node:
    """Return the schema of all items, or of those after the first ones."""
    later = node.get("additionalItems") if isinstance(node.map.get("items"), list) else node.get("items")
    return later if isinstance(later.value, dict) else Node(None, node.pointer, node.tree)


def settled(node: Node) -> Node:
    """Return the schema that references lead to; one with rules beside its own reference as both joined, `allOf`."""
    node = node.follow(EXTENDING)
    if not node.ref:
        return node
    own = {key: value for key, value in node.map.items() if key not in ("$ref", "$dynamicRef", "$recursiveRef")}
    more = own.get("allOf")
    own["allOf"] = [{"$ref": node.ref}, *(more if isinstance(more, list) else [])]
    return Node(own, node.pointer, node.tree)

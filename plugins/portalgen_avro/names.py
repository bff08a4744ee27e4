"""Names of Avro: where each type with a name is defined, and what a name means in a namespace."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen_definitions.node import Node

PRIMITIVES = frozenset({"null", "boolean", "int", "long", "float", "double", "bytes", "string"})
NAMED = frozenset({"record", "error", "enum", "fixed"})
INSIDE = ("items", "values", "type")
MAX_NAME = 300


@dataclass(frozen=True, slots=True)
class Defined:
    """A type with a name."""

    name: str
    """With its namespace: `org.example.Order`."""
    node: Node

    @property
    def short(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition(".")[2]

    @property
    def space(self) -> str:
        """The namespace, in which names inside of it are looked up."""
        return self.name.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Names:
    """The types with a name of one definition, in the order in which they are written."""

    types: dict[str, Defined] = field(default_factory=dict)

    def find(self, name: str, space: str) -> Defined | None:
        """Return what a name means in a namespace."""
        local = self.types.get(f"{space}.{name}") if space and "." not in name else None
        return local or self.types.get(name)


def names_of(*roots: tuple[Node, str]) -> Names:
    """Return the types that are defined below places, each with the namespace around it."""
    found = Names()
    for root, space in roots:
        for each in _defined(root, space):
            first = found.types.setdefault(each.name, each)
            if first is not each:
                each.node.fault(f"{each.name} is defined twice; the first one counts")
    return found


def full_name(node: Node, space: str) -> str:
    """Return the name of a type with its namespace."""
    name = node.text("name")[:MAX_NAME] if "name" in node.map else ""
    own = node.text("namespace")[:MAX_NAME] if "namespace" in node.map else space
    return name if "." in name or not own else f"{own}.{name}"


def _defined(node: Node, space: str) -> Iterator[Defined]:
    if isinstance(node.value, list):
        for row in _items(node):
            yield from _defined(row, space)
    elif isinstance(node.value, dict):
        kind = node.map.get("type")
        if isinstance(kind, str) and kind in NAMED:
            each = Defined(full_name(node, space), node)
            yield each
            space = each.space
        for key in INSIDE:
            yield from _defined(node.get(key), space)
        for row in node.rows("fields") if isinstance(node.map.get("fields"), list) else ():
            yield from _defined(row.get("type"), space)


def _items(node: Node) -> Iterator[Node]:
    rows = node.value if isinstance(node.value, list) else []
    return (Node(each, f"{node.pointer}/{index}", node.tree) for index, each in enumerate(rows))


def items(node: Node) -> tuple[Node, ...]:
    """Return the items of a list that a node is."""
    return tuple(_items(node))

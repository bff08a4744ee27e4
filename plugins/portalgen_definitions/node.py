"""A place in a definition: typed looks at untrusted data that note what is wrong and go on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from portalgen.yaml12 import Position, member, pointer
from portalgen_definitions.anchors import relink
from portalgen_definitions.values import Fault

MAX_DIGITS = 9
MAX_HOPS = 20
MAX_TEXT = 20_000
MISSING = object()
REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
"""JSON Schema has three; the dynamic ones are read as if no other schema extended this one."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole definition, and what was met so far: faults and targets of references."""

    value: object
    positions: Mapping[str, Position] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    """Message -> its first place."""
    found: dict[str, "Node | None"] = field(default_factory=dict)
    """Reference -> target, kept because most are asked for many times."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Reference by `$id` or `$anchor` -> local reference."""

    @property
    def root(self) -> "Node":
        """The top of the definition."""
        return Node(self.value, "", self)

    def fault(self, message: str, at: str, hint: str = "") -> None:
        """Note something wrong at a JSON pointer, or at the nearest enclosing place that is known."""
        if message in self.faults:
            return
        while at and at not in self.positions:
            at = at.rpartition("/")[0]
        line, column = self.positions.get(at, (0, 0))
        self.faults[message] = Fault(message, line, column, hint)

    def find(self, reference: str) -> "Node | None":
        """Return the target of a local reference (`#/a/b`), or None."""
        if reference not in self.found:
            self.found[reference] = self._find(reference)
        return self.found[reference]

    def _find(self, reference: str) -> "Node | None":
        value, at = self.value, ""
        for raw in reference.removeprefix("#").split("/")[1:]:
            key = member(unquote(raw))
            value, at = _member(value, key), pointer(at, key)
            if value is MISSING:
                return None
        return Node(value, at, self)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands; asking for what is not there gives an empty node, text or list."""

    value: object
    pointer: str
    tree: Tree

    def __bool__(self) -> bool:
        return self.value is not None

    @property
    def map(self) -> dict[str, Any]:
        """The value if it is a map, else an empty one."""
        return self.value if isinstance(self.value, dict) else {}

    def get(self, key: str) -> "Node":
        """Return a member; an empty node if there is none."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(value, self.pointer if value is None else pointer(self.pointer, key), self.tree)

    def fault(self, message: str, hint: str = "") -> None:
        """Note something wrong here."""
        self.tree.fault(message, self.pointer, hint)

    def text(self, key: str) -> str:
        """Return a member as text; numbers and booleans as JSON writes them, lists and maps are a fault."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        if isinstance(value, str):
            return value[:MAX_TEXT]
        if isinstance(value, dict | list):
            self.get(key).fault(f"{self._named(key)} is {_kind(value)}, text is expected")
            return ""
        return "" if value is None else json.dumps(value)

    def prose(self, key: str) -> str:
        """Return a member that is Markdown, with links to operations and tags as Redoc writes them made ours."""
        return relink(self.text(key))

    def flag(self, key: str) -> bool:
        """Return whether a member is true."""
        return isinstance(self.value, dict) and self.value.get(key) is True

    def members(self, key: str) -> Iterator[tuple[str, "Node"]]:
        """Yield the members of a map below this node; anything but a map is a fault."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        if isinstance(value, dict):
            base = pointer(self.pointer, key)
            for name, member in value.items():
                yield name, Node(member, pointer(base, name), self.tree)
        elif value is not None:
            self.get(key).fault(f"{self._named(key)} is {_kind(value)}, a map is expected")

    def rows(self, key: str) -> Iterator["Node"]:
        """Yield the items of a list below this node; anything but a list is a fault."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        if isinstance(value, list):
            base = pointer(self.pointer, key)
            for index, member in enumerate(value):
                yield Node(member, f"{base}/{index}", self.tree)
        elif value is not None:
            self.get(key).fault(f"{self._named(key)} is {_kind(value)}, a list is expected")

    def words(self, key: str) -> tuple[str, ...]:
        """Return the texts in a list below this node."""
        return tuple(row.value for row in self.rows(key) if isinstance(row.value, str))

    @property
    def ref(self) -> str:
        """The reference that stands here instead of a value, or nothing."""
        value = self.value
        if not isinstance(value, dict):
            return ""
        found = value.get("$ref")
        if found is None:  # asked for most often: spelt out
            found = value.get("$dynamicRef") or value.get("$recursiveRef")
        return self.tree.aliases.get(found, found) if isinstance(found, str) else ""

    def follow(self, until: frozenset[str] = frozenset()) -> "Node":
        """Return what references lead to; an empty node (and a fault) when they lead nowhere.

        A reference that has one of the keys of `until` beside it is not followed further.
        """
        node: Node | None = self
        for _ in range(MAX_HOPS):
            if node is None or not node.leads(until):
                break
            node = _target(node)
        if node is None or node.leads(until):
            if node:
                node.fault(f"{node.ref} refers to itself")
            return Node(None, self.pointer, self.tree)
        return node

    def leads(self, until: frozenset[str]) -> bool:
        """Whether a reference stands here, and none of the keys of `until` beside it."""
        return bool(self.ref) and until.isdisjoint(self.map)

    def _named(self, key: str) -> str:
        path = [member(part) for part in self.pointer.split("/")[1:]]
        return " / ".join([*path, key])[:200]


def _target(node: Node) -> Node | None:
    if not node.ref.startswith("#"):
        hint = "bring the definition in with $openapi or $asyncapi instead of $text: they add the files that it names"
        node.fault(f"{node.ref[:200]} is in another file, which is not followed", hint)
        return None
    found = node.tree.find(node.ref)
    if found is None:
        node.fault(f"{node.ref[:200]} is not in the definition")
    return found


def _member(value: object, key: str) -> object:
    if isinstance(value, dict):
        return value.get(key, MISSING)
    if isinstance(value, list) and key.isascii() and key.isdigit() and len(key) <= MAX_DIGITS and int(key) < len(value):
        return value[int(key)]
    return MISSING


def _kind(value: object) -> str:
    names = {dict: "a map", list: "a list", str: "text", bool: "true or false"}
    return names.get(type(value), "a number")

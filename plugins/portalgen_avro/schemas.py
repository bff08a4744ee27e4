"""Avro schemas in, the trees out that JSON Schemas become, too: readers see one notation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from portalgen_avro.names import MAX_NAME, NAMED, PRIMITIVES, Defined, Names, full_name, items
from portalgen_definitions.budget import Budget
from portalgen_definitions.node import Node
from portalgen_definitions.schema_values import Part, Schema, SchemaField, Variants
from portalgen_definitions.wording import shown

DEPTH = 6
"""Levels of records inside one another."""
MAX_ROWS = 500
_CUT = Schema(label=(Part("…"),), cut=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a type is read: the namespace around it, the levels left, the names it is inside of."""

    space: str = ""
    depth: int = DEPTH
    within: tuple[str, ...] = ()


class AvroReader:
    """Reads types; those with a link are links, all others are shown in their place."""

    def __init__(self, names: Names, budget: Budget, links: Mapping[str, Part] | None = None) -> None:
        self._names = names
        self._budget = budget
        self._links = links or {}

    def read(self, node: Node, place: Place) -> Schema:
        """Return the type at a place."""
        if not self._budget.spend(node):
            return _CUT
        if isinstance(node.value, str):
            return self._by_name(node, node.value, place)
        return self._union(node, place) if isinstance(node.value, list) else self._complex(node, place)

    def definition(self, defined: Defined, place: Place) -> Schema:
        """Return a type with a name, as its definition says."""
        node, kind = defined.node, defined.node.text("type")
        inside = Place(defined.space, place.depth - 1, (*place.within, defined.name))
        enum = tuple(islice((shown(row.value) for row in node.rows("symbols")), MAX_ROWS))
        return Schema(
            label=(Part(kind),),
            title=defined.short,
            description=node.prose("doc"),
            constraints=tuple(_words(node)),
            enum=enum if kind == "enum" else (),
            format=_logical(node),
            default=shown(node.map["default"]) if "default" in node.map else "",
            fields=tuple(self._fields(node, inside)) if kind in {"record", "error"} else (),
        )

    def fields(self, node: Node, key: str, place: Place) -> tuple[SchemaField, ...]:
        """Return the members that a list of fields describes."""
        return tuple(self._field(row, place) for row in islice(node.rows(key), MAX_ROWS))

    def _fields(self, node: Node, place: Place) -> Iterator[SchemaField]:
        if not isinstance(node.map.get("fields"), list):
            node.fault(f"the record {node.text('name')[:100]} has no list of fields")
        yield from self.fields(node, "fields", place)

    def _field(self, row: Node, place: Place) -> SchemaField:
        kind = self.read(row.get("type"), place) if row.get("type") else self._missing(row)
        return SchemaField(
            row.text("name"),
            replace(
                kind,
                title="",
                description=row.prose("doc") or kind.description,
                default=shown(row.map["default"]) if "default" in row.map else kind.default,
                constraints=(*kind.constraints, *_words(row)),
            ),
        )

    def _missing(self, row: Node) -> Schema:
        row.fault(f"the field {row.text('name')[:100]} has no type")
        return Schema()

    def _by_name(self, node: Node, name: str, place: Place) -> Schema:
        if name in PRIMITIVES:
            return Schema(label=(Part(name),))
        defined = self._names.find(name, place.space)
        if not defined:
            node.fault(f"{name[:100]} is not a type of Avro, and is not defined here")
            return Schema(label=(Part(name[:MAX_NAME]),))
        return self._shown(defined, place)

    def _shown(self, defined: Defined, place: Place) -> Schema:
        if link := self._links.get(defined.name):
            return Schema(label=(link,))
        name = (Part(defined.short),)
        if defined.name in place.within or place.depth <= 0:
            return Schema(label=name, cut=True)
        return replace(self.definition(defined, place), label=name)

    def _union(self, node: Node, place: Place) -> Schema:
        found = [self.read(each, place) for each in islice(items(node), MAX_ROWS)]
        others = [each for each in found if each.name != "null"]
        null = (Part(" | null"),) if len(others) < len(found) else ()
        if len(others) == 1:
            return replace(others[0], label=(*others[0].label, *null))
        label = tuple(part for each in others for part in (Part(" | "), *each.label))[1:]
        several = tuple(others) if any(each.has_body or each.enum or each.constraints for each in others) else ()
        variants = (Variants("One of", several),) if several else ()
        return Schema(label=(*label, *null) if label else (Part("null"),), variants=variants)

    def _complex(self, node: Node, place: Place) -> Schema:
        kind = node.map.get("type")
        if not isinstance(kind, str):
            return self.read(node.get("type"), place) if kind else self._unknown(node)
        if kind in NAMED:
            name = full_name(node, place.space)
            return self._shown(self._names.types.get(name) or Defined(name, node), place)
        if kind in {"array", "map"}:
            return self._many(node, kind, place)
        found = self._by_name(node.get("type"), kind, place)
        return replace(found, format=_logical(node) or found.format, constraints=(*found.constraints, *_words(node)))

    def _unknown(self, node: Node) -> Schema:
        node.fault(f"{shown(node.value)[:60]} is not a type of Avro: it is a name, a list, or a map with the key type")
        return Schema()

    def _many(self, node: Node, kind: str, place: Place) -> Schema:
        key = {"array": "items", "map": "values"}[kind]
        if not node.get(key):
            node.fault(f"the {kind} has no {key}")
            return Schema(label=(Part(kind),))
        member = self.read(node.get(key), place)
        label = (Part("("), *member.label, Part(")")) if " | " in member.name else member.label
        return replace(member, label=(Part(f"{kind} of "), *label), title="")


def _logical(node: Node) -> str:
    return node.text("logicalType") if "logicalType" in node.map else ""


def _words(node: Node) -> Iterator[str]:
    """Yield what a type or field says beside its type."""
    for key, word in (("precision", "precision"), ("scale", "scale")):
        if key in node.map:
            yield f"{word} {shown(node.map[key])}"
    if "size" in node.map:
        yield f"{shown(node.map['size'])} bytes"
    if names := node.words("aliases"):
        yield f"also called {', '.join(names)[:MAX_NAME]}"
    order = {"descending": "sorted downwards", "ignore": "not sorted by"}.get(str(node.map.get("order")), "")
    if order:
        yield order

"""Schemas: JSON Schema as OpenAPI writes it in, trees of a few levels out; what has a name is linked, not repeated."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from portalgen_definitions.budget import Budget
from portalgen_definitions.node import Node
from portalgen_definitions.schema_choices import (
    EXTENDING,
    KEYS,
    MAX_ROWS,
    alternatives,
    conditions,
    places,
    rest,
    settled,
)
from portalgen_definitions.schema_type import examples, is_map, nullable, types
from portalgen_definitions.schema_values import Part, Schema, SchemaField, Variants
from portalgen_definitions.wording import constraints, shown

DEPTH = 6
"""Levels of nested objects without a name that are shown inside one another."""
MERGING = 3
"""What a member of `allOf` costs: joining is more work than listing."""
CUT = Schema(label=(Part("…"),), cut=True)
RECURSIVE = Schema(label=(Part("recursive"),), cut=True)


class SchemaReader:
    """Reads schemas of one definition; `names` gives the link of each schema that has a section of its own."""

    def __init__(self, names: Mapping[str, Part], budget: Budget) -> None:
        self._names = names
        self._budget = budget
        self._read: dict[str, tuple[Schema, int]] = {}

    def read(self, node: Node, depth: int = DEPTH, within: tuple[str, ...] = ()) -> Schema:
        """Return the schema at a place; `within` are the places that it is being read inside of."""
        if not self._budget.spend(node):
            return CUT
        if node.ref and EXTENDING.isdisjoint(node.map):
            return self._reference(node, depth, within)
        if isinstance(node.value, dict):
            return self._inline(settled(node), depth, within)
        if node.value is not None and not isinstance(node.value, bool):
            node.fault(f"{shown(node.value)[:60]} is not a schema")
        return Schema(label=(Part("nothing" if node.value is False else "any"),))

    def expanded(self, node: Node) -> Schema:
        """Return a schema with its own fields even if it is a link: for bodies, where readers want to see them."""
        named = self.read(node)
        if not EXTENDING.isdisjoint(node.map):
            return named
        target = settled(node) if node.ref else Node(None, "", node.tree)
        if not isinstance(target.value, dict) or target.pointer not in self._names:
            return named
        return replace(self._kept(target), label=named.label)

    def _kept(self, node: Node) -> Schema:
        """Return the schema at a place, read once; it costs as much each time, as it is shown each time."""
        if node.pointer in self._read:
            schema, cost = self._read[node.pointer]
            self._budget.left -= cost
            return schema if self._budget.spend(node) else CUT
        before = self._budget.left
        schema = self._inline(node, DEPTH, (node.pointer,))
        self._read[node.pointer] = (schema, before - self._budget.left)
        return schema

    def _reference(self, node: Node, depth: int, within: tuple[str, ...]) -> Schema:
        target = settled(node)
        if not target:
            return Schema(label=(Part(node.ref[:200]),), description=node.prose("description"))
        named = self._named(node)
        if named:
            return Schema(label=(named,), description=node.prose("description"), deprecated=node.flag("deprecated"))
        if target.pointer in within or not depth:
            return RECURSIVE
        return self.read(target, depth - 1, (*within, target.pointer))

    def _named(self, node: Node) -> Part | None:
        """Return the link of the first name on the way that references lead."""
        direct = node.tree.find(node.ref) if node.ref.startswith("#") else None
        at = direct.pointer if direct and direct.pointer in self._names else node.follow().pointer
        return self._names.get(at)

    def _inline(self, node: Node, depth: int, within: tuple[str, ...]) -> Schema:
        kinds = types(node)
        if kinds == ("array",):
            schema = self._array(node, depth, within)
        elif is_map(node):
            schema = self._map(node, depth, within)
        else:
            schema = self._own(node, kinds, depth, within)
        if "allOf" in node.map:
            schema = self._extended(schema, node, depth, within)
        if not KEYS.isdisjoint(node.map):
            schema = self._varied(schema, node, depth, within)
        return replace(schema, label=(*schema.label, Part(" | null"))) if nullable(node) else schema

    def _own(self, node: Node, kinds: tuple[str, ...], depth: int, within: tuple[str, ...]) -> Schema:
        fields = tuple(self._fields(node, depth, within)) if depth else ()
        discriminator = node.get("discriminator")
        is_map = isinstance(discriminator.value, dict)  # Swagger 2.0 writes the field's name alone
        default = node.map.get("default")
        return Schema(
            label=(Part(" | ".join(kinds) or "any"),),
            fields=fields,
            cut=not depth and bool(node.get("properties")),
            constraints=constraints(node),
            enum=tuple(shown(row.value) for row in islice(node.rows("enum"), MAX_ROWS)),
            examples=examples(node),
            default="" if default is None else shown(default),
            discriminator=discriminator.text("propertyName") if is_map else node.text("discriminator"),
            mapping=tuple(self._mapping(discriminator)) if is_map else (),
            deprecated=node.flag("deprecated"),
            read_only=node.flag("readOnly"),
            write_only=node.flag("writeOnly"),
            title=node.text("title"),
            description=node.prose("description"),
            format=node.text("format"),
            pattern=node.text("pattern"),
        )

    def _array(self, node: Node, depth: int, within: tuple[str, ...]) -> Schema:
        own = self._own(node, ("array",), depth, within)
        if first := places(node):
            return self._tuple(own, node, first, depth, within)
        if not rest(node):
            return own
        item = self.read(rest(node), depth, within)
        return replace(
            item,
            label=(Part("array of "), *_grouped(item.label)),
            constraints=(*own.constraints, *(f"each {each}" for each in item.constraints)),
            title=own.title,
            description=own.description or item.description,
            default=own.default,
            examples=own.examples,
            deprecated=own.deprecated,
            read_only=own.read_only,
            write_only=own.write_only,
        )

    def _tuple(self, own: Schema, node: Node, first: tuple[Node, ...], depth: int, within: tuple[str, ...]) -> Schema:
        """List the items of an array that have a schema each, as members with the name of their place."""
        below = max(depth - 1, 0)
        rows = [SchemaField(f"[{index}]", self.read(each, below, within)) for index, each in enumerate(first)]
        if rest(node):
            rows.append(SchemaField("any further item", self.read(rest(node), below, within), rule=True))
        return replace(own, fields=(*rows, *own.fields))

    def _map(self, node: Node, depth: int, within: tuple[str, ...]) -> Schema:
        own = self._own(node, ("object",), depth, within)
        member = self.read(node.get("additionalProperties"), max(depth - 1, 0), within)
        label = (Part("map of "), *_grouped(member.label))
        return replace(own, label=label, fields=member.fields, variants=member.variants, enum=member.enum)

    def _fields(self, node: Node, depth: int, within: tuple[str, ...]) -> Iterator[SchemaField]:
        required = set(node.words("required")) if isinstance(node.map.get("required"), list) else set()
        for name, member in islice(node.members("properties"), MAX_ROWS):
            yield SchemaField(name, self.read(member, depth - 1, within), name in required)
        for name, member in islice(node.members("patternProperties"), MAX_ROWS):
            yield SchemaField(f"/{name}/", self.read(member, depth - 1, within), rule=True)
        others = node.get("additionalProperties")
        if isinstance(others.value, dict) and others.value:
            yield SchemaField("any other name", self.read(others, depth - 1, within), rule=True)

    def _mapping(self, discriminator: Node) -> Iterator[tuple[str, Part]]:
        for value, target in islice(discriminator.members("mapping"), MAX_ROWS):
            reference = target.value if isinstance(target.value, str) else ""
            local = reference if reference.startswith("#") else f"#/components/schemas/{reference}"
            found = target.tree.find(local)
            yield value, self._names.get(found.pointer if found else "", Part(reference[:200]))

    def _extended(self, schema: Schema, node: Node, depth: int, within: tuple[str, ...]) -> Schema:
        """Merge `allOf`: fields of all members; the label names those that have a name."""
        members = tuple(islice(node.rows("allOf"), MAX_ROWS))
        parts = [self._part(member, depth, within) for member in members]
        named = (self._named(member) for member in members if member.ref and self._budget.left >= 0)
        links = tuple(part for part in named if part)
        fields = tuple(field for part in parts for field in part.fields)
        merged = replace(schema, fields=_unique((*schema.fields, *fields)), extends=links)
        if len(members) == 1 and not schema.fields:
            merged = replace(merged, label=links or parts[0].label, extends=())
        return _with_words(merged, parts)

    def _part(self, member: Node, depth: int, within: tuple[str, ...]) -> Schema:
        """Return a member of `allOf`; the fields of a named one are listed without what is below them."""
        if len(within) > DEPTH or not self._budget.spend(member):
            return CUT
        target = settled(member)
        if target.pointer in within or not target or not self._budget.spend(target, MERGING):
            return Schema()
        inside = (*within, target.pointer)
        named = self._named(member) if member.ref else None
        if not named:
            return self._inline(target, depth, inside)
        found = self._inline(target, 1, inside)
        return replace(found, fields=tuple(replace(row, source=row.source or named) for row in found.fields))

    def _varied(self, schema: Schema, node: Node, depth: int, within: tuple[str, ...]) -> Schema:
        below = max(depth - 1, 0)
        for word, rows in alternatives(node):
            found = tuple(self.read(row, below, within) for row in rows)
            if found and schema.name in {"any", "object"} and not schema.fields:
                schema = replace(schema, label=_joined(found))
            if any(each.has_body or each.constraints or each.enum or each.title for each in found):
                schema = replace(schema, variants=(*schema.variants, Variants(word, found)))
        more = tuple(
            Variants(word, tuple(self.read(row, below, within) for row in rows)) for word, rows in conditions(node)
        )
        return replace(schema, variants=(*schema.variants, *more))


def _grouped(label: tuple[Part, ...]) -> tuple[Part, ...]:
    several = any(" | " in part.text for part in label)
    return (Part("("), *label, Part(")")) if several else label


def _joined(schemas: Iterable[Schema], most: int = 6) -> tuple[Part, ...]:
    labels = list(dict.fromkeys(schema.label for schema in schemas))
    shown_labels = [*labels[:most], *([(Part("…"),)] if len(labels) > most else [])]
    return tuple(part for label in shown_labels for part in (Part(" | "), *label))[1:]


def _unique(fields: tuple[SchemaField, ...]) -> tuple[SchemaField, ...]:
    """Keep the first field of each name, as the schema's own come first; it is required if any says so."""
    needed = {field.name for field in fields if field.required}
    first = {field.name: field for field in reversed(fields)}
    order = dict.fromkeys(field.name for field in fields)
    return tuple(replace(first[name], required=name in needed) for name in order)


def _with_words(schema: Schema, parts: list[Schema]) -> Schema:
    """Take over what members of `allOf` say and the schema itself does not."""
    all_parts = (schema, *parts)
    return replace(
        schema,
        label=(Part("object"),) if schema.name == "any" and schema.fields else schema.label,
        description=next((part.description for part in all_parts if part.description), ""),
        enum=next((part.enum for part in all_parts if part.enum), ()),
        format=next((part.format for part in all_parts if part.format), ""),
        constraints=tuple(dict.fromkeys(each for part in all_parts for each in part.constraints)),
        variants=tuple(each for part in all_parts for each in part.variants),
    )

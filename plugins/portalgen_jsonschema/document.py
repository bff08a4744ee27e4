"""Text of a JSON Schema in, a `SchemaDocument` out: never an exception, faults are part of the value."""

from collections.abc import Iterator
from dataclasses import replace

from portalgen_definitions.anchors import Anchors
from portalgen_definitions.apis import Format
from portalgen_definitions.budget import UNITS, Budget
from portalgen_definitions.examples import generated_example, given_examples
from portalgen_definitions.kept import Kept
from portalgen_definitions.node import Node
from portalgen_definitions.schema_pages import SchemaDocument
from portalgen_definitions.schema_values import NamedSchema, Part
from portalgen_definitions.schemas import SchemaReader
from portalgen_definitions.source import parse_definition
from portalgen_jsonschema.addresses import aliases

MAX_LISTS = 200
"""Lists of definitions, one inside another."""
_LISTS = ("$defs", "definitions")
_SAYS = frozenset({"title", "description", "$schema", "$id", "id", "$comment", "$vocabulary", *_LISTS})
"""Keys that describe nothing by themselves."""
_DIALECTS = (
    ("2020-12", "2020-12"),
    ("2019-09", "2019-09"),
    ("draft-07", "draft 7"),
    ("draft-06", "draft 6"),
    ("draft-04", "draft 4"),
    ("draft-03", "draft 3"),
)


def read_document(text: str) -> SchemaDocument:
    """Read a schema in JSON or YAML; what is wrong costs itself and a fault."""
    return KEPT.read(text)


def read_text(text: str) -> SchemaDocument:
    """Read a schema afresh."""
    source = parse_definition(text)
    if source.fault:
        return SchemaDocument(faults=(source.fault,))
    tree = source.tree(aliases(source.value))
    if not isinstance(source.value, dict):
        tree.fault("the definition is not a map with the keywords of a schema", "")
        return SchemaDocument(faults=tuple(tree.faults.values()))
    document = _read(tree.root)
    return replace(document, faults=tuple(tree.faults.values()))


def _read(root: Node) -> SchemaDocument:
    anchors = Anchors()
    title = root.text("title")
    top = Part(title or "Schema", anchors.take("schema", title or "root"))
    names = {"": top, **{node.pointer: Part(name, anchors.take("schema", name)) for name, node in _named(root)}}
    reader = SchemaReader(names, Budget(UNITS))
    whole = NamedSchema(top.text, top.anchor, reader.expanded(Node({"$ref": "#"}, "/", root.tree)))
    says = not _SAYS.issuperset(root.map)
    return SchemaDocument(
        dialect=_dialect(root),
        version=root.text("version"),
        title=title,
        description=root.prose("description"),
        facts=tuple((name, found) for key, name in (("$id", "Id"), ("id", "Id")) if (found := root.text(key))),
        root=replace(whole, schema=replace(whole.schema, label=_own_label(root, reader))) if says else None,
        schemas=_schemas(root, names, reader),
        examples=(given_examples(root, root) or generated_example(root, request=True)) if says else (),
    )


def _own_label(root: Node, reader: SchemaReader) -> tuple[Part, ...]:
    """Return what the schema is, rather than a link to itself."""
    return reader.read(root, 0).label


def _named(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield the definitions of a schema, those inside of others after them."""
    rest = [root]
    for _ in range(MAX_LISTS):
        if not rest:
            return
        parent = rest.pop(0)
        for key in _LISTS:
            for name, node in parent.members(key):
                yield name, node
                if not set(_LISTS).isdisjoint(node.map):
                    rest.append(node)


def _schemas(root: Node, names: dict[str, Part], reader: SchemaReader) -> tuple[NamedSchema, ...]:
    nodes = ((part, root.tree.find(f"#{pointer}")) for pointer, part in names.items() if pointer)
    return tuple(NamedSchema(part.text, part.anchor, reader.read(node)) for part, node in nodes if node)


def _dialect(root: Node) -> str:
    written = root.text("$schema")
    known = next((name for mark, name in _DIALECTS if f"/{mark}/" in written), "")
    return f"JSON Schema {known}".strip()


KEPT = Kept(read_text)
JSON_SCHEMA = Format(frozenset({"jsonschema", "json-schema"}), read_document, "schema")
"""The format that this plug-in answers for; types are compared in lower case."""

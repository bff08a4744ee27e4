"""Text of an Avro schema or protocol in, a `SchemaDocument` out: never an exception, faults are part of the value."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from portalgen_avro.names import Defined, Names, full_name, items, names_of
from portalgen_avro.schemas import MAX_ROWS, AvroReader, Place
from portalgen_definitions.anchors import Anchors
from portalgen_definitions.apis import Format
from portalgen_definitions.budget import UNITS, Budget
from portalgen_definitions.kept import Kept
from portalgen_definitions.node import Node
from portalgen_definitions.schema_pages import SchemaDocument
from portalgen_definitions.schema_values import NamedSchema, Part, Schema, Variants
from portalgen_definitions.source import parse_definition


def read_document(text: str) -> SchemaDocument:
    """Read a schema (`.avsc`) or a protocol (`.avpr`); what is wrong costs itself and a fault."""
    return KEPT.read(text)


def read_text(text: str) -> SchemaDocument:
    """Read a schema afresh."""
    source = parse_definition(text)
    if source.fault:
        return SchemaDocument(faults=(source.fault,))
    tree = source.tree()
    root = tree.root
    document = _protocol(root) if "protocol" in root.map else _schema(root)
    return replace(document, faults=tuple(tree.faults.values()))


def _schema(root: Node) -> SchemaDocument:
    names, anchors = names_of((root, "")), Anchors()
    links = _links(names, anchors)
    reader = AvroReader(names, Budget(UNITS), links)
    types = _types(names, links, reader)
    if isinstance(root.value, list):
        for each in items(root):
            reader.read(each, Place())
        return SchemaDocument("Avro schema", title="", schemas=types, word="Types")
    if not isinstance(root.value, dict):
        root.fault("the definition is not a map or list with types of Avro", 'start it with {"type": "record", …}')
        return SchemaDocument()
    top = names.types.get(full_name(root, "")) if types and types[0].name else None
    if top is None or top.node.pointer:
        whole = NamedSchema("Schema", anchors.take("schema", "root"), reader.read(root, Place()))
        return SchemaDocument("Avro schema", root=whole, schemas=types, word="Types")
    facts = (("Namespace", top.space),) if top.space else ()
    text = types[0].schema.description
    return SchemaDocument(
        "Avro schema", title=top.short, description=text, facts=facts, root=types[0], schemas=types[1:], word="Types"
    )


def _protocol(root: Node) -> SchemaDocument:
    space = root.text("namespace")
    names, anchors = names_of(*((row, space) for row in root.rows("types"))), Anchors()
    links = _links(names, anchors)
    reader = AvroReader(names, Budget(UNITS), links)
    calls = tuple(_messages(root, reader, anchors, Place(space)))
    return SchemaDocument(
        "Avro protocol",
        title=root.text("protocol"),
        description=root.prose("doc"),
        facts=(("Namespace", space),) if space else (),
        schemas=(*calls, *_types(names, links, reader)),
        word="Messages and types" if calls else "Types",
    )


def _messages(root: Node, reader: AvroReader, anchors: Anchors, place: Place) -> Iterator[NamedSchema]:
    for name, node in root.members("messages"):
        rows = [("Answers", (reader.read(node.get("response"), place),))] if node.get("response") else []
        errors = tuple(reader.read(each, place) for each in node.rows("errors"))[:MAX_ROWS]
        groups = (*rows, *([("Fails with", errors)] if errors else []))
        schema = Schema(
            label=(Part("message"),),
            description=node.prose("doc"),
            fields=reader.fields(node, "request", place),
            variants=tuple(Variants(word, schemas) for word, schemas in groups),
        )
        yield NamedSchema(name, anchors.take("message", name), schema)


def _links(names: Names, anchors: Anchors) -> dict[str, Part]:
    """Return full name -> link; the namespace is part of the text only where names would be alike."""
    shorts = Counter(each.short for each in names.types.values())
    return {name: _link(each, shorts, anchors) for name, each in names.types.items()}


def _link(each: Defined, shorts: Counter[str], anchors: Anchors) -> Part:
    alone = shorts[each.short] == 1
    name = (each.short if alone else each.name) or "?"
    return Part(name, anchors.take("schema", name))


def _types(names: Names, links: dict[str, Part], reader: AvroReader) -> tuple[NamedSchema, ...]:
    return tuple(
        NamedSchema(links[name].text, links[name].anchor, replace(reader.definition(each, Place()), title=""))
        for name, each in names.types.items()
    )


KEPT = Kept(read_text)
AVRO = Format(frozenset({"avro"}), read_document, "schema")
"""The format that this plug-in answers for."""

"""Text of an AsyncAPI definition in, an `AsyncDocument` out: never an exception, faults are part of the value."""

import re
from dataclasses import replace

from portalgen_asyncapi.bindings import read_tags
from portalgen_asyncapi.channels import (
    MAX_OPERATIONS,
    find_channels,
    find_operations,
    links_of,
    read_channel,
    with_operations,
)
from portalgen_asyncapi.messages import MessageReader
from portalgen_asyncapi.operations import OperationReader
from portalgen_asyncapi.payloads import PayloadReader, is_json, unwrapped
from portalgen_asyncapi.servers import Schemes, read_schemes, read_servers
from portalgen_asyncapi.values import AsyncDocument, Channel, Operation, Server
from portalgen_definitions.anchors import Anchors
from portalgen_definitions.apis import Format
from portalgen_definitions.budget import UNITS, Budget, ExampleRoom
from portalgen_definitions.kept import Kept
from portalgen_definitions.links import read_links
from portalgen_definitions.node import Node
from portalgen_definitions.schema_values import NamedSchema, Part
from portalgen_definitions.schemas import SchemaReader
from portalgen_definitions.source import parse_definition

MANY = 200
"""From so many messages on, they link their schemas instead of showing fields and made examples."""
_KNOWN = re.compile(r"2\.[0-6](\.\d+.*)?|3\.[01](\.\d+.*)?")


def read_document(text: str) -> AsyncDocument:
    """Read a definition in YAML or JSON; what is wrong costs itself and a fault."""
    return KEPT.read(text)


def read_text(text: str) -> AsyncDocument:
    """Read a definition afresh."""
    source = parse_definition(text)
    if source.fault:
        return AsyncDocument(faults=(source.fault,))
    tree = source.tree()
    if not isinstance(source.value, dict):
        tree.fault("the definition is not a map with the key asyncapi", "")
        return AsyncDocument(faults=tuple(tree.faults.values()))
    room = ExampleRoom()
    document = _read(tree.root, room)
    return replace(document, faults=(*tree.faults.values(), *room.faults()))


def _read(root: Node, room: ExampleRoom) -> AsyncDocument:
    info, anchors = root.get("info"), Anchors()
    dialect = _dialect(root)
    schemes = read_schemes(root, anchors)
    servers = read_servers(root, anchors, schemes)
    names, budget = _names(root, anchors), Budget(UNITS)
    schemas = SchemaReader(names, budget)
    components = root.get("components")
    brief = len(components.get("messages").map) > MANY
    messages = MessageReader(PayloadReader(schemas, budget, brief=brief), anchors, (budget, room), old=_is_old(root))
    messages.defaults(root)
    messages.read_all(components.members("messages"))
    channels, left_out = _channels(root, (anchors, schemas, messages, budget), schemes, servers)
    return AsyncDocument(
        dialect=dialect,
        title=info.text("title"),
        version=_version(info),
        description=info.prose("description"),
        id=root.text("id"),
        tags=read_tags(root) or read_tags(info),
        links=read_links(root),
        servers=tuple(servers.values()),
        schemes=schemes.values,
        channels=channels,
        messages=messages.all,
        schemas=_schemas(root, names, schemas),
        left_out=left_out,
    )


Readers = tuple[Anchors, SchemaReader, MessageReader, Budget]


def _channels(
    root: Node, readers: Readers, schemes: Schemes, servers: dict[str, Server]
) -> tuple[tuple[Channel, ...], int]:
    anchors, schemas, messages, budget = readers
    rows = find_channels(root)
    found = [anchors.take("channel", address) for address, _ in rows]
    reader = OperationReader(messages, anchors, schemes, budget, links_of(rows, found))
    spots = find_operations(root, rows, old=_is_old(root))
    by_channel: dict[str, list[Operation]] = {}
    for spot in spots[:MAX_OPERATIONS]:
        by_channel.setdefault(spot.channel.pointer, []).append(reader.read(spot))
    left_out = max(len(spots) - MAX_OPERATIONS, 0)
    if left_out:
        root.fault(f"{left_out} of {len(spots)} operations are not shown", "split the API into several")
    places = {node.pointer for _, node in rows}
    lost = tuple(each for place, list_ in by_channel.items() if place not in places for each in list_)
    channels = tuple(
        with_operations(read_channel(row, anchor, schemas, servers), row[1], by_channel.get(row[1].pointer, []), reader)
        for row, anchor in zip(rows, found, strict=True)
    )
    other = Channel(anchors.take("channel", "unknown"), "unknown channel", operations=lost)
    return ((*channels, other) if lost else channels), left_out


def _names(root: Node, anchors: Anchors) -> dict[str, Part]:
    """Return JSON pointer -> link of every schema that gets a section of its own."""
    found: dict[str, Part] = {}
    for name, node in root.get("components").members("schemas"):
        inner, form = unwrapped(node, "")
        if is_json(form):
            found[node.pointer] = Part(name, anchors.take("schema", name))
            found.setdefault(inner.pointer, found[node.pointer])
    return found


def _schemas(root: Node, names: dict[str, Part], reader: SchemaReader) -> tuple[NamedSchema, ...]:
    rows = [
        (names[node.pointer], node) for _, node in root.get("components").members("schemas") if node.pointer in names
    ]
    return tuple(NamedSchema(part.text, part.anchor, reader.read(unwrapped(node, "")[0])) for part, node in rows)


def _is_old(root: Node) -> bool:
    return root.text("asyncapi").startswith(("1", "2"))


def _dialect(root: Node) -> str:
    version = root.text("asyncapi")
    if not version:
        root.fault("the definition does not say asyncapi", "start it with a line such as asyncapi: 3.0.0")
        return ""
    if not _KNOWN.fullmatch(version):
        root.fault(f"AsyncAPI {version[:20]} is not a known version; it is read as {'2.6' if _is_old(root) else '3.0'}")
    return f"AsyncAPI {version[:20]}"


def _version(info: Node) -> str:
    for key in ("title", "version"):
        if not info.get(key):
            info.fault(f"info has no {key}")
    if isinstance(info.get("version").value, int | float):
        info.get("version").fault("the version is a number, text is expected", "put quotes around it")
    return info.text("version")


KEPT = Kept(read_text)
ASYNCAPI = Format(frozenset({"asyncapi"}), read_document, "asyncapi")
"""The format that this plug-in answers for."""

"""Text of an OpenAPI definition in, an `ApiDocument` out: never an exception, faults are part of the value."""

import re
from dataclasses import replace

from portalgen_definitions.anchors import Anchors
from portalgen_definitions.apis import Format
from portalgen_definitions.budget import UNITS, Budget, ExampleRoom
from portalgen_definitions.kept import Kept
from portalgen_definitions.links import read_links, read_servers
from portalgen_definitions.node import Node
from portalgen_definitions.schema_values import NamedSchema, Part
from portalgen_definitions.schemas import SchemaReader
from portalgen_definitions.security import read_needs
from portalgen_definitions.source import parse_definition
from portalgen_definitions.values import SecurityScheme
from portalgen_openapi.contents import ContentReader
from portalgen_openapi.operations import MAX_OPERATIONS, OperationReader, find_operations, group_operations
from portalgen_openapi.requests import RequestMaker
from portalgen_openapi.security import read_credentials, read_schemes
from portalgen_openapi.swagger2 import servers
from portalgen_openapi.values import ApiDocument, Group

MANY = 100
"""From so many operations on, bodies link their schemas instead of showing fields and made examples."""
_KNOWN = re.compile(r"3\.[012](\.\d+.*)?|2\.0")


def read_document(text: str) -> ApiDocument:
    """Read a definition in YAML or JSON; what is wrong costs itself and a fault."""
    return KEPT.read(text)


def read_text(text: str) -> ApiDocument:
    """Read a definition afresh."""
    source = parse_definition(text)
    if source.fault:
        return ApiDocument(faults=(source.fault,))
    tree = source.tree()
    if not isinstance(source.value, dict):
        tree.fault("the definition is not a map with the key openapi or swagger", "")
        return ApiDocument(faults=tuple(tree.faults.values()))
    room = ExampleRoom()
    document = _read(tree.root, room)
    return replace(document, faults=(*tree.faults.values(), *room.faults()))


def _read(root: Node, room: ExampleRoom) -> ApiDocument:
    info, anchors, old = root.get("info"), Anchors(), _is_old(root)
    schemes = read_schemes(root, anchors)
    names = _names(root, anchors, old=old)
    budget = Budget(UNITS)
    reader = SchemaReader(names, budget)
    servers_of = read_servers(Node({"servers": servers(root)}, "", root.tree) if old else root)
    requests = RequestMaker(servers_of, read_credentials(root))
    groups, left_out = _operations(root, (anchors, schemes, requests), (reader, budget, room))
    return ApiDocument(
        dialect=_dialect(root),
        title=info.text("title"),
        version=_version(info),
        description=info.prose("description") or info.text("summary"),
        links=read_links(root),
        servers=servers_of,
        security=read_needs(root, {scheme.name: scheme.anchor for scheme in schemes}),
        schemes=schemes,
        groups=groups,
        schemas=_schemas(root, names, reader),
        left_out=left_out,
    )


def _operations(
    root: Node,
    shared: tuple[Anchors, tuple[SecurityScheme, ...], RequestMaker],
    readers: tuple[SchemaReader, Budget, ExampleRoom],
) -> tuple[tuple[Group, ...], int]:
    anchors, schemes, requests = shared
    places = find_operations(root)
    by_name = {scheme.name: scheme.anchor for scheme in schemes}
    contents = ContentReader(*readers, brief=len(places) > MANY)
    reader = OperationReader(contents, anchors, by_name, requests, readers[2], read_needs(root, by_name), _is_old(root))
    found = [reader.read(place) for place in places[:MAX_OPERATIONS]]
    left_out = max(len(places) - MAX_OPERATIONS, 0)
    if left_out:
        root.fault(f"{left_out} of {len(places)} operations are not shown", "split the API into several")
    return group_operations(root, found, anchors), left_out


def _names(root: Node, anchors: Anchors, *, old: bool) -> dict[str, Part]:
    """Return JSON pointer -> link of every schema that gets a section of its own."""
    parent, key = (root, "definitions") if old else (root.get("components"), "schemas")
    return {node.pointer: Part(name, anchors.take("schema", name)) for name, node in parent.members(key)}


def _schemas(root: Node, names: dict[str, Part], reader: SchemaReader) -> tuple[NamedSchema, ...]:
    nodes = {pointer: root.tree.find(f"#{pointer}") for pointer in names}
    return tuple(
        NamedSchema(part.text, part.anchor, reader.read(node))
        for pointer, part in names.items()
        if (node := nodes[pointer])
    )


def _is_old(root: Node) -> bool:
    return bool(root.get("swagger")) and not root.get("openapi")


def _dialect(root: Node) -> str:
    name, version = ("Swagger", root.text("swagger")) if _is_old(root) else ("OpenAPI", root.text("openapi"))
    if not version:
        root.fault("the definition says neither openapi nor swagger", "start it with a line such as openapi: 3.1.0")
        return ""
    if not _KNOWN.fullmatch(version):
        root.fault(f"{name} {version[:20]} is not a known version; it is read as OpenAPI 3.1")
    return f"{name} {version[:20]}"


def _version(info: Node) -> str:
    for key in ("title", "version"):
        if not info.get(key):
            info.fault(f"info has no {key}")
    if isinstance(info.get("version").value, int | float):
        info.get("version").fault("the version is a number, text is expected", "put quotes around it")
    return info.text("version")


KEPT = Kept(read_text)
OPENAPI = Format(frozenset({"openapi"}), read_document, "openapi")
"""The format that this plug-in answers for."""

"""Channels: where operations happen; in version 2 operations are inside of them, in 3 beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from portalgen_asyncapi.bindings import read_bindings, read_tags
from portalgen_asyncapi.operations import ACTIONS, OperationReader, Spot
from portalgen_asyncapi.servers import server_links
from portalgen_asyncapi.values import Channel, Operation, Parameter, Server
from portalgen_definitions.links import read_link
from portalgen_definitions.node import Node
from portalgen_definitions.schema_values import Part
from portalgen_definitions.schemas import SchemaReader

MAX_CHANNELS = 1_500
MAX_OPERATIONS = 1_500
MAX_PARAMETERS = 100
_OLD = ("subscribe", "publish")


def find_channels(root: Node) -> list[tuple[str, Node]]:
    """Return (address, channel) in their order; references to channels elsewhere in the definition are followed."""
    rows = [(name, node.follow()) for name, node in islice(root.members("channels"), MAX_CHANNELS)]
    return [(_address(name, node), node) for name, node in rows if _is_map(name, node)]


def find_operations(root: Node, channels: list[tuple[str, Node]], *, old: bool) -> list[Spot]:
    """Return where the operations of a definition are."""
    if not old:
        by_place = {node.pointer: (address, node) for address, node in channels}
        return list(_new_spots(root, by_place))
    found = ((word, address, node, node.get(word)) for address, node in channels for word in _OLD)
    return [Spot(word, each, node, address) for word, address, node, each in found if _is_operation(address, each)]


def read_channel(row: tuple[str, Node], anchor: str, schemas: SchemaReader, servers: Mapping[str, Server]) -> Channel:
    """Return a channel without its operations."""
    address, node = row
    return Channel(
        anchor=anchor,
        address=address,
        title=node.text("title"),
        description=node.prose("description") or node.text("summary"),
        parameters=tuple(_parameters(node, schemas)),
        servers=tuple(server_links(node, servers)),
        tags=read_tags(node),
        bindings=read_bindings(node),
        docs=read_link(node.get("externalDocs").follow()),
    )


def with_operations(channel: Channel, node: Node, found: list[Operation], reader: OperationReader) -> Channel:
    """Return a channel with its operations, and those of its messages that none of them has."""
    rows = node.members("messages") if isinstance(node.map.get("messages"), dict) else ()
    shown = {each.anchor for operation in found for each in operation.messages}
    messages = tuple(each for each in reader.messages.read_all(rows) if each.anchor not in shown)
    return replace(channel, operations=tuple(found), messages=messages)


def links_of(channels: list[tuple[str, Node]], anchors: list[str]) -> dict[str, Part]:
    """Return JSON pointer -> link of each channel."""
    return {node.pointer: Part(address, anchor) for (address, node), anchor in zip(channels, anchors, strict=True)}


def _new_spots(root: Node, channels: Mapping[str, tuple[str, Node]]) -> Iterator[Spot]:
    for name, written in root.members("operations"):
        node = written.follow()
        if not _is_operation(name, node):
            continue
        channel = node.get("channel").follow()
        address, place = channels.get(channel.pointer, ("", channel))
        if channel.pointer not in channels:
            node.fault(f"the operation {name[:100]} is on no channel of the definition")
        word = node.text("action")
        if word not in ACTIONS:
            node.fault(f"the action of {name[:100]} is neither send nor receive; it is read as send")
        yield Spot(word if word in ACTIONS else "send", node, place, address or "unknown channel", name)


def _is_operation(name: str, node: Node) -> bool:
    if node and not isinstance(node.value, dict):
        node.fault(f"{name[:100]} has something that is not an operation")
    return isinstance(node.value, dict)


def _is_map(name: str, node: Node) -> bool:
    if node and not isinstance(node.value, dict):
        node.fault(f"the channel {name[:100]} is not a map")
    return isinstance(node.value, dict)


def _address(name: str, node: Node) -> str:
    """Return where a channel is: `address` of version 3, which may be null when it is known at run time only."""
    return (node.text("address") if "address" in node.map else "") or name


def _parameters(node: Node, schemas: SchemaReader) -> Iterator[Parameter]:
    for name, written in islice(node.members("parameters"), MAX_PARAMETERS):
        each = written.follow()
        keys = ("enum", "default", "examples")
        own = {"type": "string", **{key: each.map[key] for key in keys if key in each.map}}
        schema = each.get("schema") or Node(own, each.pointer, each.tree)
        yield Parameter(name, schemas.read(schema), each.prose("description"), each.text("location"))

"""Operations: what an API does on a channel, the same value from either version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from portalgen_asyncapi.bindings import read_bindings, read_tags
from portalgen_asyncapi.messages import MessageReader
from portalgen_asyncapi.servers import Schemes
from portalgen_asyncapi.traits import with_traits
from portalgen_asyncapi.values import RECEIVES, SENDS, Message, Operation, Reply
from portalgen_definitions.anchors import Anchors
from portalgen_definitions.budget import Budget
from portalgen_definitions.links import read_link
from portalgen_definitions.node import Node
from portalgen_definitions.schema_values import Part

ACTIONS = {"subscribe": SENDS, "publish": RECEIVES, "send": SENDS, "receive": RECEIVES}
"""The word of a definition -> what the API does. Version 2 says what clients do: they subscribe to what it sends."""
MAX_REPLIES = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an operation is written."""

    word: str
    node: Node
    channel: Node
    address: str
    key: str = ""
    """Its name in version 3."""


@dataclass(frozen=True, slots=True)
class OperationReader:
    """Reads the operations of one definition."""

    messages: MessageReader
    anchors: Anchors
    schemes: Schemes
    budget: Budget
    channels: Mapping[str, Part] = field(default_factory=dict)
    """JSON pointer of a channel -> its address and anchor."""
    ids: dict[str, str] = field(default_factory=dict)
    """operationId -> the operation that has it."""

    def read(self, spot: Spot) -> Operation:
        """Return an operation with an anchor of its own."""
        old = not spot.key
        node = with_traits(spot.node, self.budget, own_wins=not old)
        name = spot.key or node.text("operationId")
        action = ACTIONS[spot.word]
        self._check_id(name, f"{action} {spot.address}", spot.node)
        return Operation(
            anchor=self.anchors.take("operation", name or f"{spot.word}-{spot.address}"),
            action=action,
            word=spot.word,
            channel=spot.address,
            id=name,
            title=node.text("title"),
            summary=node.text("summary"),
            description=node.prose("description"),
            deprecated=node.flag("deprecated") or node.flag("x-deprecated"),
            messages=self.messages.read_all(_old_messages(node) if old else _messages(node, spot.channel)),
            reply=self._reply(node.get("reply").follow()),
            security=self.schemes.needs(node),
            tags=read_tags(node),
            bindings=read_bindings(node),
            docs=read_link(node.get("externalDocs").follow()),
        )

    def _reply(self, node: Node) -> Reply | None:
        if not isinstance(node.value, dict):
            return None
        channel, address = node.get("channel").follow(), node.get("address").follow()
        found: tuple[Message, ...] = self.messages.read_all(islice(_messages(node, channel), MAX_REPLIES))
        link = self.channels.get(channel.pointer) if channel else None
        return Reply(found, link, address.text("location"), address.prose("description"))

    def _check_id(self, name: str, operation: str, node: Node) -> None:
        first = self.ids.setdefault(name, operation) if name else operation
        if first != operation:
            node.fault(f"the operationId {name[:100]} stands at '{first}' and at '{operation}'")


def _old_messages(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield (name, message) of version 2: one, or several below `oneOf`."""
    written = node.get("message")
    target = written.follow()
    if isinstance(target.map.get("oneOf"), list):
        yield from ((_name(row), row) for row in target.rows("oneOf"))
    elif target:
        yield _name(written), written


def _messages(node: Node, channel: Node) -> Iterator[tuple[str, Node]]:
    """Yield (name, message) of version 3: those that are listed, or all of the channel."""
    if isinstance(node.map.get("messages"), list):
        yield from ((_name(row), row) for row in node.rows("messages"))
    else:
        yield from ((_name(each, name), each) for name, each in channel.members("messages"))


def _name(node: Node, default: str = "") -> str:
    """Return the key of the message that a reference leads to in the end, if it has one."""
    target = node.follow()
    found = target.pointer.rpartition("/")[2] if "/messages/" in target.pointer else ""
    return found.replace("~1", "/").replace("~0", "~") or default

"""Messages: each is read once, however many operations carry it, and has an anchor of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from portalgen_asyncapi.bindings import read_bindings, read_tags
from portalgen_asyncapi.payloads import PayloadReader
from portalgen_asyncapi.traits import with_traits
from portalgen_asyncapi.values import Message, Payload
from portalgen_definitions.anchors import Anchors
from portalgen_definitions.budget import Budget, ExampleRoom
from portalgen_definitions.examples import MAX_EXAMPLES, make_example
from portalgen_definitions.links import read_link
from portalgen_definitions.node import Node
from portalgen_definitions.schema_values import Schema
from portalgen_definitions.values import Example
from portalgen_definitions.wording import shown

MAX_MESSAGES = 500
"""Of one operation."""


class MessageReader:
    """Reads the messages of one definition."""

    def __init__(
        self, payloads: PayloadReader, anchors: Anchors, shared: tuple[Budget, ExampleRoom], *, old: bool
    ) -> None:
        self._payloads = payloads
        self._anchors = anchors
        self._budget, self._room = shared
        self._old = old
        self._default = ""
        self._read: dict[str, Message] = {}
        self._cost: dict[str, int] = {}

    @property
    def all(self) -> tuple[Message, ...]:
        """All messages read so far, in the order of reading."""
        return tuple(self._read.values())

    def defaults(self, root: Node) -> None:
        """Take over the content type that messages have which name none."""
        self._default = root.text("defaultContentType")

    def read_all(self, rows: Iterable[tuple[str, Node]]) -> tuple[Message, ...]:
        """Return the messages at places, each with the name that it has there."""
        found = (self.read(node, name) for name, node in islice(rows, MAX_MESSAGES))
        return tuple({each.anchor: each for each in found if each}.values())

    def read(self, node: Node, name: str) -> Message | None:
        """Return the message at a place, None (and a fault) if there is none."""
        target = node.follow()
        if target.pointer in self._read and target:
            return self._again(target)
        if not isinstance(target.value, dict):
            if target:
                target.fault(f"{shown(target.value)[:60]} is not a message")
            return None
        if not self._budget.spend(target):
            return None
        before = self._budget.left
        merged = with_traits(target, self._budget, own_wins=not self._old)
        message = self._message(merged, name)
        self._read[target.pointer] = message
        self._cost[target.pointer] = before - self._budget.left
        return message

    def _again(self, target: Node) -> Message | None:
        """Return a message that was read before; it costs as much each time, as it is shown each time."""
        self._budget.left -= self._cost[target.pointer]
        if not self._budget.spend(target):
            return None
        message = self._read[target.pointer]
        return replace(message, examples=self._room.fit(message.examples))

    def _message(self, node: Node, key: str) -> Message:
        form = node.text("schemaFormat")
        name = next(filter(None, (node.text("name"), node.text("messageId"), key, node.text("title"))), "message")
        correlation = node.get("correlationId").follow()
        return Message(
            anchor=self._anchors.take("message", key or name),
            name=name,
            title=node.text("title") or name,
            payload=self._payload(node, form),
            headers=self._payloads.read(node.get("headers"), "") if node.get("headers") else None,
            summary=node.text("summary"),
            description=node.prose("description"),
            content_type=node.text("contentType") or self._default,
            correlation=correlation.text("location"),
            correlation_words=correlation.text("description"),
            deprecated=node.flag("deprecated") or node.flag("x-deprecated"),
            tags=read_tags(node),
            bindings=read_bindings(node),
            examples=self._samples(node, form),
            docs=read_link(node.get("externalDocs").follow()),
        )

    def _samples(self, node: Node, form: str) -> tuple[Example, ...]:
        if self._room.left < 0:
            return ()
        given = tuple(islice(_examples(node), MAX_EXAMPLES))
        return self._room.fit(given or self._payloads.made(node.get("payload"), form))

    def _payload(self, node: Node, form: str) -> Payload:
        return self._payloads.read(node.get("payload"), form) if "payload" in node.map else Payload(Schema())


def _examples(node: Node) -> Iterator[Example]:
    """Yield the author's examples: payloads, and headers where there are any."""
    if not isinstance(node.map.get("examples"), list):
        return
    for row in node.rows("examples"):
        example = row.follow()
        title = example.text("summary") or example.text("name") or "Example"
        if "payload" in example.map:
            yield make_example(title, example.map["payload"])
        if example.get("headers"):
            yield make_example(f"{title}: headers", example.map["headers"])
        if isinstance(example.value, dict) and not {"payload", "headers"} & set(example.map) and example.value:
            yield make_example(title, example.value)  # up to 2.1 an example was any map

"""Operations: paths, webhooks and callbacks in, operations by tag out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from portalgen_definitions.anchors import Anchors
from portalgen_definitions.budget import ExampleRoom
from portalgen_definitions.links import read_link, read_servers
from portalgen_definitions.node import Node
from portalgen_definitions.security import read_needs
from portalgen_definitions.values import Alternatives
from portalgen_openapi.clients import samples_of
from portalgen_openapi.contents import ContentReader
from portalgen_openapi.requests import RequestMaker
from portalgen_openapi.swagger2 import merged_parameters, upgrade_operation
from portalgen_openapi.values import Group, Operation

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace", "query")
MAX_OPERATIONS = 1_500
MAX_FOUND = 50_000
MAX_CALLBACKS = 20
WEBHOOKS = "Webhooks"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an operation is written."""

    path: str
    method: str
    item: Node
    node: Node
    webhook: bool = False


@dataclass(frozen=True, slots=True)
class OperationReader:
    """Reads the operations of one definition."""

    contents: ContentReader
    anchors: Anchors
    schemes: Mapping[str, str]
    """Security scheme -> anchor."""
    requests: RequestMaker
    room: ExampleRoom
    """For calls of operations."""
    security: Alternatives = ()
    """What operations need that say nothing themselves."""
    old: bool = False
    """True: Swagger 2.0."""
    ids: dict[str, str] = field(default_factory=dict)
    """operationId -> the operation that has it."""

    def read(self, place: Place) -> Operation:
        """Return an operation with an anchor of its own."""
        operation = self._read(place)
        self._check_id(operation, place.node)
        anchor = self.anchors.take("operation", operation.id or f"{place.method}-{place.path}")
        return replace(operation, anchor=anchor, callbacks=tuple(self._callbacks(place.node)))

    def _read(self, place: Place) -> Operation:
        node = upgrade_operation(place.node, place.item) if self.old else place.node
        rows = self._rows(place, node)
        operation = self._written(place, node, rows)
        return replace(operation, samples=self._samples(operation, rows, _body_of(node)))

    def _rows(self, place: Place, node: Node) -> list[Node]:
        if self.contents.full:  # hundreds of operations may share hundreds of parameters
            return []
        return list(node.rows("parameters")) if self.old else merged_parameters(place.item, node)

    def _samples(self, operation: Operation, rows: list[Node], body: Node) -> tuple[tuple[str, str], ...]:
        if self.contents.full or self.room.left < 0:
            return ()
        found = samples_of(self.requests.request(operation, rows, body))
        return found if self.room.holds(*(text for _, text in found)) else ()

    def _written(self, place: Place, node: Node, rows: list[Node]) -> Operation:
        says = isinstance(node.get("security").value, list)
        return Operation(
            anchor="",
            method=place.method.upper(),
            path=place.path,
            id=node.text("operationId"),
            summary=node.text("summary") or place.item.text("summary"),
            description=node.prose("description") or place.item.prose("description"),
            deprecated=node.flag("deprecated"),
            webhook=place.webhook,
            tags=node.words("tags"),
            parameters=self.contents.parameters(rows),
            body=self.contents.body(_body_of(node)),
            responses=self.contents.responses(node),
            security=read_needs(node, self.schemes) if says else self.security,
            open=says and node.get("security").value == [],
            servers=read_servers(node) or read_servers(place.item),
            docs=read_link(node.get("externalDocs")),
        )

    def _callbacks(self, node: Node) -> Iterator[tuple[str, tuple[Operation, ...]]]:
        """Yield the calls that the API makes back; callbacks of callbacks are not followed."""
        for name, written in islice(node.members("callbacks"), MAX_CALLBACKS):
            callback = written.follow()
            items = callback.value if isinstance(callback.value, dict) else {}
            found = (place for path in items for place in _places(path, callback.get(path), webhook=True))
            yield name, tuple(self._read(place) for place in islice(found, MAX_CALLBACKS))

    def _check_id(self, operation: Operation, node: Node) -> None:
        first = self.ids.setdefault(operation.id, operation.title) if operation.id else operation.title
        if first != operation.title:
            node.fault(f"the operationId {operation.id[:100]} stands at {first} and at {operation.title}")


def _body_of(node: Node) -> Node:
    return node.get("requestBody").follow()


def find_operations(root: Node) -> list[Place]:
    """Return where all operations of a definition are, paths first, then webhooks."""
    paths = (place for path, item in root.members("paths") for place in _path(path, item))
    keys = ("webhooks", "x-webhooks")
    hooks = (place for key in keys for name, item in root.members(key) for place in _places(name, item, webhook=True))
    return list(islice(chain(paths, hooks), MAX_FOUND))


def group_operations(root: Node, operations: list[Operation], anchors: Anchors) -> tuple[Group, ...]:
    """Return the operations by first tag: declared tags in their order, then others as they come, webhooks last."""
    tags = {node.text("name"): node for node in root.rows("tags")}
    other = "Other operations" if any(operation.tags for operation in operations) else "Operations"
    found: dict[str, list[Operation]] = {name: [] for name in tags}
    for operation in sorted(operations, key=lambda each: each.webhook):
        name = WEBHOOKS if operation.webhook else next(iter(operation.tags), other)
        found.setdefault(name, []).append(operation)
    empty = Node(None, "", root.tree)
    return tuple(_group(name, tags.get(name, empty), rows, anchors) for name, rows in found.items() if rows)


def _group(name: str, tag: Node, operations: list[Operation], anchors: Anchors) -> Group:
    docs = read_link(tag.get("externalDocs"))
    return Group(name, anchors.take("tag", name), tuple(operations), tag.prose("description"), docs)


def _path(path: str, item: Node) -> Iterator[Place]:
    if path.startswith("x-"):
        return
    if not path.startswith("/"):
        item.fault(f"the path {path[:100]} does not start with a slash")
    yield from _places(path, item)


def _places(path: str, written: Node, *, webhook: bool = False) -> Iterator[Place]:
    item = written.follow()
    if item and not isinstance(item.value, dict):
        written.fault(f"{path[:100]} is not a map of operations by method")
        return
    for method, node in (*((name, item.get(name)) for name in METHODS), *item.members("additionalOperations")):
        if isinstance(node.value, dict):
            yield Place(path, method, item, node, webhook)
        elif node:
            node.fault(f"{method.upper()} {path[:100]} is not an operation")

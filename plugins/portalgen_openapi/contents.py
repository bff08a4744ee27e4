"""Bodies, responses and parameters of one operation, in the shape of OpenAPI 3."""

from collections.abc import Iterable, Iterator
from itertools import islice

from portalgen_definitions.budget import Budget, ExampleRoom
from portalgen_definitions.examples import generated_example, given_examples
from portalgen_definitions.node import Node
from portalgen_definitions.schemas import SchemaReader
from portalgen_definitions.values import Example
from portalgen_openapi.values import Body, Media, Parameter, Response

PLACES = ("path", "query", "querystring", "header", "cookie")
MAX_TYPES = 30
_JSON = ("json", "*/*")


class ContentReader:
    """Reads what operations carry; `brief` leaves out fields and made examples (definitions with many operations)."""

    def __init__(self, schemas: SchemaReader, budget: Budget, room: ExampleRoom, *, brief: bool) -> None:
        self._schemas = schemas
        self._budget = budget
        self._room = room
        self._brief = brief
        self._made: dict[tuple[str, bool], tuple[Example, ...]] = {}

    @property
    def full(self) -> bool:
        """True when the definition has shown all that it may."""
        return self._budget.left < 0

    def parameters(self, nodes: Iterable[Node]) -> tuple[Parameter, ...]:
        """Return the parameters by place, then in their order."""
        found = [
            self._parameter(node, node.text("name"), node.text("in")) for node in nodes if self._budget.spend(node)
        ]
        known = [each for each in found if each.name and each.place in PLACES]
        return tuple(sorted(known, key=lambda each: PLACES.index(each.place)))

    def body(self, written: Node) -> Body | None:
        """Return what a request carries, if anything."""
        node = written.follow()
        if not node:
            return None
        return Body(node.prose("description"), node.flag("required"), self._contents(node, request=True, full=True))

    def responses(self, operation: Node) -> tuple[Response, ...]:
        """Return the responses in their order; `x-` keys are none."""
        rows = ((status, node.follow()) for status, node in operation.members("responses") if status[:2] != "x-")
        return tuple(self._response(status, node) for status, node in rows if node and self._budget.spend(node))

    def _response(self, status: str, node: Node) -> Response:
        headers = ((name, each.follow()) for name, each in node.members("headers"))
        return Response(
            status.upper() if status[1:].upper() == "XX" else status,
            node.prose("description"),
            # Errors mostly share one schema: a link to it says enough.
            self._contents(node, request=False, full=status.startswith(("2", "1"))),
            tuple(self._parameter(each, name, "header") for name, each in headers if each and self._budget.spend(each)),
            tuple(_link(name, each.follow()) for name, each in node.members("links")),
        )

    def _parameter(self, node: Node, name: str, place: str) -> Parameter:
        content = next((each for _, each in node.members("content")), node)
        return Parameter(
            name=name,
            place=place,
            schema=self._schemas.read(content.get("schema")),
            description=node.prose("description"),
            required=node.flag("required") or place == "path",
            deprecated=node.flag("deprecated"),
            note=node.text("x-lists"),
        )

    def _contents(self, node: Node, *, request: bool, full: bool) -> tuple[Media, ...]:
        expand = full and not self._brief
        return tuple(self._media(*row, request=request, expand=expand) for row in _grouped(node))

    def _media(self, types: tuple[str, ...], node: Node, *, request: bool, expand: bool) -> Media:
        schema = node.get("schema")
        return Media(
            types,
            self._schemas.expanded(schema) if expand else self._schemas.read(schema),
            self._examples(node, types, request=request, make=expand),
        )

    def _examples(self, node: Node, types: tuple[str, ...], *, request: bool, make: bool) -> tuple[Example, ...]:
        if self._room.left < 0:
            return ()
        given = given_examples(node, node.get("schema")) if self._budget.spend(node) else ()
        if given or not make or not any(word in each for each in types for word in _JSON):
            return self._room.fit(given)
        return self._room.fit(self._generated(node.get("schema"), request=request))

    def _generated(self, schema: Node, *, request: bool) -> tuple[Example, ...]:
        """Make an example, once for each schema that has a name."""
        key = (schema.ref or schema.pointer, request)
        if key not in self._made:
            self._made[key] = generated_example(schema, request=request)
        return self._made[key]


def _grouped(node: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield (media types, content), those with equal content together."""
    groups: list[tuple[list[str], Node]] = []
    for media_type, content in islice(node.members("content"), MAX_TYPES):
        same = next((types for types, first in groups if first.value == content.value), None)
        if same is None:
            groups.append(([media_type], content))
        else:
            same.append(media_type)
    for types, content in groups:
        yield tuple(types), content


def _link(name: str, node: Node) -> tuple[str, str]:
    return name, node.text("operationId") or node.text("operationRef") or node.prose("description")

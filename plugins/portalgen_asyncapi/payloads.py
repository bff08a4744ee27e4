"""Payloads and headers: schemas of several formats in, trees out where there is a reader, else the text as written."""

from portalgen_asyncapi.values import Payload
from portalgen_avro.names import names_of
from portalgen_avro.schemas import AvroReader, Place
from portalgen_definitions.budget import Budget
from portalgen_definitions.examples import generated_example, make_example
from portalgen_definitions.node import Node
from portalgen_definitions.schema_values import Part, Schema
from portalgen_definitions.schemas import SchemaReader
from portalgen_definitions.values import Example

_JSON = ("asyncapi", "schema+json", "schema+yaml", "openapi")
_NAMES = (("avro", "Avro"), ("protobuf", "Protobuf"), ("raml", "RAML"), ("xsd", "XML Schema"), ("graphql", "GraphQL"))


class PayloadReader:
    """Reads schemas of the messages of one definition; `brief` leaves out fields of schemas that have a name."""

    def __init__(self, schemas: SchemaReader, budget: Budget, *, brief: bool) -> None:
        self._schemas = schemas
        self._budget = budget
        self._brief = brief
        self._made: dict[str, tuple[Example, ...]] = {}

    def read(self, node: Node, written: str) -> Payload:
        """Return what a schema says; `written` is its format, which a multi-format schema of version 3 says itself."""
        inner, form = unwrapped(node, written)
        if is_json(form):
            return Payload(self._schemas.read(inner) if self._brief else self._schemas.expanded(inner))
        target = inner.follow()
        if not target:
            return Payload(Schema(label=(Part(inner.ref[:200] or "any"),)), format_name(form))
        if "avro" in form.lower() and isinstance(target.value, dict | list):
            return Payload(AvroReader(names_of((target, "")), self._budget).read(target, Place()), "Avro")
        return Payload(Schema(), format_name(form), make_example(format_name(form), target.value))

    def made(self, node: Node, written: str) -> tuple[Example, ...]:
        """Return an example made from a JSON Schema, once for each schema."""
        inner, form = unwrapped(node, written)
        if not is_json(form) or self._brief or not inner:
            return ()
        key = inner.ref or inner.pointer
        if key not in self._made:
            self._made[key] = generated_example(inner, request=False)
        return self._made[key]


def unwrapped(node: Node, written: str) -> tuple[Node, str]:
    """Return the schema and its format; a multi-format schema is a map with both."""
    target = node.follow() if node.ref else node
    if isinstance(target.value, dict) and "schemaFormat" in target.map and "schema" in target.map:
        return target.get("schema"), target.text("schemaFormat")
    return node, written


def is_json(form: str) -> bool:
    """Whether a format is JSON Schema, under any of its names."""
    return not form or any(word in form.lower() for word in _JSON)


def format_name(form: str) -> str:
    """Return the name of a format as readers know it."""
    return next((name for word, name in _NAMES if word in form.lower()), form[:100])

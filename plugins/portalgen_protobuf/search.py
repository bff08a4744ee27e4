"""What search finds in a gRPC API: its methods, messages and enumerations."""

from collections.abc import Iterator

from portalgen.model.contributions import Built, SearchDocument
from portalgen.model.entity import Entity
from portalgen_definitions.apis import definition_route
from portalgen_definitions.search import joined, owner_of
from portalgen_protobuf.document import PROTOBUF
from portalgen_protobuf.values import Enum, Message, Method


def collate_definitions(built: Built) -> Iterator[SearchDocument]:
    """Yield one document a method and one a type."""
    for entity, document in PROTOBUF.documents(built.catalog):
        owner = owner_of(entity, built.catalog)
        for method in document.methods:
            yield _method(entity, method, owner)
        for message in document.messages:
            yield _type(entity, message, " ".join(field.name for field in message.fields), owner)
        for enum in document.enums:
            yield _type(entity, enum, " ".join(value.name for value in enum.values), owner)


def _method(entity: Entity, method: Method, owner: str) -> SearchDocument:
    return SearchDocument(
        location=definition_route(entity, method.anchor),
        title=method.title,
        type="operation",
        text=joined((method.description, f"{method.request.text} {method.response.text}")),
        kind=entity.ref.kind,
        name=method.name,
        owner=owner,
        context=entity.title,
    )


def _type(entity: Entity, each: Message | Enum, names: str, owner: str) -> SearchDocument:
    return SearchDocument(
        location=definition_route(entity, each.anchor),
        title=each.name,
        type="schema",
        text=joined((each.description, names)),
        kind=entity.ref.kind,
        name=each.name,
        owner=owner,
        context=entity.title,
    )

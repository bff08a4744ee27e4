"""What search finds in an event-driven API: its operations, messages and schemas."""

from collections.abc import Iterator

from portalgen.model.contributions import Built, SearchDocument
from portalgen.model.entity import Entity
from portalgen_asyncapi.document import ASYNCAPI
from portalgen_asyncapi.values import Message, Operation
from portalgen_definitions.apis import definition_route
from portalgen_definitions.search import joined, owner_of, schema_document


def collate_definitions(built: Built) -> Iterator[SearchDocument]:
    """Yield one document an operation, one a message and one a schema."""
    for entity, document in ASYNCAPI.documents(built.catalog):
        owner = owner_of(entity, built.catalog)
        for operation in document.operations:
            yield _operation(entity, operation, owner)
        for message in document.messages:
            yield _message(entity, message, owner)
        for schema in document.schemas:
            yield schema_document(entity, schema, owner)


def _operation(entity: Entity, operation: Operation, owner: str) -> SearchDocument:
    messages = " ".join(message.title for message in operation.messages)
    return SearchDocument(
        location=definition_route(entity, operation.anchor),
        title=operation.name,
        type="operation",
        text=joined((operation.title, operation.summary, operation.description, messages)),
        kind=entity.ref.kind,
        name=operation.id,
        owner=owner,
        tags=operation.tags,
        context=entity.title,
    )


def _message(entity: Entity, message: Message, owner: str) -> SearchDocument:
    fields = " ".join(field.name for field in message.payload.schema.fields)
    return SearchDocument(
        location=definition_route(entity, message.anchor),
        title=message.title,
        type="message",
        text=joined((message.summary, message.description, fields)),
        kind=entity.ref.kind,
        name=message.name,
        owner=owner,
        tags=message.tags,
        context=entity.title,
    )

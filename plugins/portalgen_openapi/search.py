"""What search finds in an API: its operations and its schemas."""

from collections.abc import Iterator

from portalgen.model.contributions import Built, SearchDocument
from portalgen.model.entity import Entity
from portalgen_definitions.apis import definition_route
from portalgen_definitions.search import joined, owner_of, schema_document
from portalgen_openapi.document import OPENAPI
from portalgen_openapi.values import Operation


def collate_definitions(built: Built) -> Iterator[SearchDocument]:
    """Yield one document an operation and one a schema."""
    for entity, document in OPENAPI.documents(built.catalog):
        owner = owner_of(entity, built.catalog)
        for operation in document.operations:
            yield _operation(entity, operation, owner)
        for schema in document.schemas:
            yield schema_document(entity, schema, owner)


def _operation(entity: Entity, operation: Operation, owner: str) -> SearchDocument:
    parameters = " ".join(parameter.name for parameter in operation.parameters)
    return SearchDocument(
        location=definition_route(entity, operation.anchor),
        title=operation.title,
        type="operation",
        text=joined((operation.summary, operation.description, parameters)),
        kind=entity.ref.kind,
        name=operation.id,
        owner=owner,
        tags=operation.tags,
        context=entity.title,
    )

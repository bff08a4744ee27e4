"""What search finds in an API: its operations and its schemas."""

from collections.abc import Iterable, Iterator

from portalgen.model.contributions import Built, SearchDocument
from portalgen.model.entity import Entity
from portalgen_openapi.apis import definition_route, documents
from portalgen_openapi.values import NamedSchema, Operation


def collate_definitions(built: Built) -> Iterator[SearchDocument]:
    """Yield one document an operation and one a schema."""
    catalog = built.catalog
    for entity, document in documents(catalog):
        owners = catalog.known(catalog.related(entity.ref, "ownedBy"))
        owner = ", ".join(each.title for each in owners)
        for operation in document.operations:
            yield _operation(entity, operation, owner)
        for schema in document.schemas:
            yield _schema(entity, schema, owner)


def _operation(entity: Entity, operation: Operation, owner: str) -> SearchDocument:
    parameters = " ".join(parameter.name for parameter in operation.parameters)
    return SearchDocument(
        location=definition_route(entity, operation.anchor),
        title=operation.title,
        type="operation",
        text=_joined((operation.summary, operation.description, parameters)),
        kind=entity.ref.kind,
        name=operation.id,
        owner=owner,
        tags=operation.tags,
        context=entity.title,
    )


def _schema(entity: Entity, named: NamedSchema, owner: str) -> SearchDocument:
    fields = " ".join(field.name for field in named.schema.fields)
    return SearchDocument(
        location=definition_route(entity, named.anchor),
        title=named.name,
        type="schema",
        text=_joined((named.schema.title, named.schema.description, fields)),
        kind=entity.ref.kind,
        name=named.name,
        owner=owner,
        context=entity.title,
    )


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)

"""What search finds in a GraphQL API: its operations and its types."""

from collections.abc import Iterator

from portalgen.model.contributions import Built, SearchDocument
from portalgen.model.entity import Entity
from portalgen_definitions.apis import definition_route
from portalgen_definitions.search import joined, owner_of
from portalgen_graphql.document import GRAPHQL
from portalgen_graphql.values import Operation, Type


def collate_schemas(built: Built) -> Iterator[SearchDocument]:
    """Yield one document an operation and one a type."""
    for entity, document in GRAPHQL.documents(built.catalog):
        owner = owner_of(entity, built.catalog)
        for operation in document.operations:
            yield _operation(entity, operation, owner)
        for each in document.types:
            yield _type(entity, each, owner)


def _operation(entity: Entity, operation: Operation, owner: str) -> SearchDocument:
    field = operation.field
    arguments = " ".join(each.name for each in field.arguments)
    return SearchDocument(
        location=definition_route(entity, operation.anchor),
        title=operation.title,
        type="operation",
        text=joined((field.description, arguments, field.type.name)),
        kind=entity.ref.kind,
        name=field.name,
        owner=owner,
        context=entity.title,
    )


def _type(entity: Entity, each: Type, owner: str) -> SearchDocument:
    names = " ".join((*(row.name for row in each.fields), *(row.name for row in each.values)))
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

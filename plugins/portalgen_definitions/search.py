"""What search finds in definitions of every format: the schemas that have a name."""

from collections.abc import Iterable

from portalgen.model.catalog import Catalog
from portalgen.model.contributions import SearchDocument
from portalgen.model.entity import Entity
from portalgen_definitions.apis import definition_route
from portalgen_definitions.schema_values import NamedSchema


def owner_of(entity: Entity, catalog: Catalog) -> str:
    """Return who answers for an entity, in words."""
    owners = catalog.known(catalog.related(entity.ref, "ownedBy"))
    return ", ".join(each.title for each in owners)


def schema_document(entity: Entity, named: NamedSchema, owner: str) -> SearchDocument:
    """Return what finds a schema, by its name, words and fields."""
    fields = " ".join(field.name for field in named.schema.fields)
    return SearchDocument(
        location=definition_route(entity, named.anchor),
        title=named.name,
        type="schema",
        text=joined((named.schema.title, named.schema.description, fields)),
        kind=entity.ref.kind,
        name=named.name,
        owner=owner,
        context=entity.title,
    )


def joined(texts: Iterable[str]) -> str:
    """Return the texts that say something, each on a line."""
    return "\n".join(text for text in texts if text)

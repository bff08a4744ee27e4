"""The API entities that this plug-in answers for, and their definitions."""

from collections.abc import Iterator

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen_openapi.document import read_document
from portalgen_openapi.values import ApiDocument

TAB = "definition"


def definition_of(entity: Entity) -> str | None:
    """Return the text of an OpenAPI definition, None for any other entity."""
    text = entity.spec.get("definition")
    matches = entity.ref.kind == "api" and entity.type.lower() == "openapi" and isinstance(text, str)
    return text if matches else None


def definitions(catalog: Catalog) -> Iterator[tuple[Entity, str]]:
    """Yield every OpenAPI entity of a catalog with its definition as written."""
    for entity in catalog.of_kind("api"):
        text = definition_of(entity)
        if text is not None:
            yield entity, text


def documents(catalog: Catalog) -> Iterator[tuple[Entity, ApiDocument]]:
    """Yield every OpenAPI entity of a catalog with its definition as read."""
    return ((entity, read_document(text)) for entity, text in definitions(catalog))


def definition_route(entity: Entity, anchor: str = "") -> str:
    """Return the route of the definition's page, or of a part of it."""
    base = routes.entity(entity.ref, TAB)
    return f"{base}#{anchor}" if anchor else base


def source_route(entity: Entity, text: str) -> str:
    """Return the route of the file with the definition as written."""
    suffix = "json" if text.lstrip().startswith("{") else "yaml"
    return f"{routes.entity(entity.ref, TAB)}openapi.{suffix}"

"""The API entities that a plug-in answers for, and their definitions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen_definitions.values import Fault

TAB = "definition"


class Document(Protocol):
    """What a definition of any format is as read; plug-ins make frozen dataclasses of this shape."""

    @property
    def dialect(self) -> str:
        """Format and version as readers know them: `OpenAPI 3.1.0`."""

    @property
    def version(self) -> str:
        """Version of the API, perhaps nothing."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What could not be used."""

    @property
    def readable(self) -> bool:
        """True when there is something to show."""


D_co = TypeVar("D_co", bound=Document, covariant=True)


@dataclass(frozen=True, slots=True)
class Format(Generic[D_co]):
    """A format of definitions, and how it is read."""

    types: frozenset[str]
    """Values of `spec.type`, in lower case."""
    read: Callable[[str], D_co]
    stem: str
    """Name of the file with the definition as written, without its end."""
    suffix: str = "yaml"
    """End of its name, if the text is not JSON."""

    def text_of(self, entity: Entity) -> str | None:
        """Return the text of a definition of this format, None for any other entity."""
        text = entity.spec.get("definition")
        matches = entity.ref.kind == "api" and entity.type.lower() in self.types and isinstance(text, str)
        return text if matches else None

    def texts(self, catalog: Catalog) -> Iterator[tuple[Entity, str]]:
        """Yield every entity of this format with its definition as written."""
        for entity in catalog.of_kind("api"):
            text = self.text_of(entity)
            if text is not None:
                yield entity, text

    def documents(self, catalog: Catalog) -> Iterator[tuple[Entity, D_co]]:
        """Yield every entity of this format with its definition as read."""
        return ((entity, self.read(text)) for entity, text in self.texts(catalog))

    def source_route(self, entity: Entity, text: str) -> str:
        """Return the route of the file with the definition as written."""
        suffix = "json" if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")) else self.suffix
        return f"{definition_route(entity)}{self.stem}.{suffix}"


def definition_route(entity: Entity, anchor: str = "") -> str:
    """Return the route of the definition's page, or of a part of it."""
    base = routes.entity(entity.ref, TAB)
    return f"{base}#{anchor}" if anchor else base

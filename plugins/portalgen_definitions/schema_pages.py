"""Definitions that are schemas and nothing else: their value, their cards, what search finds in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.model.contributions import Built, Card, Context, SearchDocument
from portalgen.model.entity import Entity
from portalgen_definitions.apis import Format
from portalgen_definitions.cards import definition_card, summary_card
from portalgen_definitions.schema_values import NamedSchema
from portalgen_definitions.search import owner_of, schema_document
from portalgen_definitions.values import Example, Fault
from portalgen_definitions.wording import counted


@dataclass(frozen=True, slots=True)
class SchemaDocument:
    """All of one definition; what could not be read is missing, and `faults` says why."""

    dialect: str = ""
    """`JSON Schema 2020-12`, `Avro`."""
    version: str = ""
    title: str = ""
    description: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """(name, value) of what identifies it."""
    root: NamedSchema | None = None
    """What the definition as a whole describes, if anything."""
    schemas: tuple[NamedSchema, ...] = ()
    """What else has a name in it."""
    word: str = "Definitions"
    """What `schemas` are called."""
    examples: tuple[Example, ...] = ()
    """Of the root."""
    faults: tuple[Fault, ...] = ()

    @property
    def readable(self) -> bool:
        """True when there is something to show."""
        return bool(self.root or self.schemas)

    @property
    def named(self) -> tuple[NamedSchema, ...]:
        """All schemas, in the order of the page."""
        return (*((self.root,) if self.root else ()), *self.schemas)


@dataclass(frozen=True, slots=True)
class SchemaContext(Context):
    """What `schemas.html` gets."""

    api: SchemaDocument = field(default_factory=SchemaDocument)
    source: str = ""
    """Route of the definition as written."""


def schema_cards(entity: Entity, form: Format[SchemaDocument]) -> Iterator[Card]:
    """Yield the summary for the overview and, if it could be read, the whole definition on a tab of its own."""
    text = form.text_of(entity)
    if text is None:
        return
    api, source = form.read(text), form.source_route(entity, text)
    yield summary_card(api, entity, source, counted((len(api.named), "schema")))
    if api.readable:
        yield definition_card("portalgen_definitions/schemas.html", SchemaContext(api, source))


def collate_schemas(built: Built, form: Format[SchemaDocument]) -> Iterator[SearchDocument]:
    """Yield a search document a schema."""
    for entity, api in form.documents(built.catalog):
        owner = owner_of(entity, built.catalog)
        for named in api.named:
            yield schema_document(entity, named, owner)

"""Schemas as frozen values: trees of a few levels, in which schemas with a name are links."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a type's name; `anchor` is the schema that it links to, empty for plain words."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """What a value may be, as a tree of a few levels; named schemas are links (`label`), never repeated inside."""

    label: tuple[Part, ...] = (Part("any"),)
    """Name of the type: `array of ` + link to Order."""
    title: str = ""
    description: str = ""
    format: str = ""
    constraints: tuple[str, ...] = ()
    """In words: `≥ 1`, `1 to 40 characters`."""
    pattern: str = ""
    enum: tuple[str, ...] = ()
    default: str = ""
    examples: tuple[str, ...] = ()
    fields: tuple["SchemaField", ...] = ()
    variants: tuple["Variants", ...] = ()
    extends: tuple[Part, ...] = ()
    """Named schemas of `allOf`, whose fields are among `fields`."""
    discriminator: str = ""
    """Name of the field that says which variant it is."""
    mapping: tuple[tuple[str, Part], ...] = ()
    """Value of the discriminator -> variant."""
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    cut: bool = False
    """True: there is more below, which is not shown."""

    @property
    def name(self) -> str:
        """The label as plain text."""
        return "".join(part.text for part in self.label)

    @property
    def has_body(self) -> bool:
        """True when there is something to show below the label."""
        return bool(self.fields or self.variants)


@dataclass(frozen=True, slots=True)
class SchemaField:
    """A member of an object."""

    name: str
    schema: Schema
    required: bool = False
    source: Part | None = None
    """The schema of `allOf` that it comes from."""
    rule: bool = False
    """True: `name` describes the names of many members (`additionalProperties`, `patternProperties`)."""


@dataclass(frozen=True, slots=True)
class Variants:
    """Alternatives (`One of`, `Any of`, `Not`)."""

    word: str
    schemas: tuple[Schema, ...]


@dataclass(frozen=True, slots=True)
class NamedSchema:
    """A schema that others refer to."""

    name: str
    anchor: str
    schema: Schema

"""The `model` section: kinds and relations of your own."""

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from portalgen.config.section import Section

Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]{0,62}$")]


def _of_spec(value: object) -> object:
    if isinstance(value, str) and _BARE.fullmatch(value):
        raise ValueError(f"is not a field of spec: write spec.{value}")
    return value


_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
FieldName = Annotated[str, Field(pattern=r"^spec\.[A-Za-z][A-Za-z0-9_-]*$"), BeforeValidator(_of_spec)]
RelationName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]*(/[A-Za-z][A-Za-z0-9]*)?$")]


class RelationField(Section):
    """A field of spec that names other entities."""

    field: FieldName
    """The field, `spec.runsOn`: one reference or a list of them."""
    type: RelationName
    """What it says: a relation of Backstage (`dependsOn`), of `model.relations`, or both names of a new one
    (`runsOn/hosts`)."""
    default_kind: Name | None = None
    """Kind of a reference without one; absent: the kind must be written."""
    reverse: bool = False
    """True: the named entity is the one that the relation starts from."""


class CustomKind(Section):
    """A kind of entity that descriptors may declare."""

    name: Name
    """The kind as descriptors write it: `Cluster`."""
    plural: Text | None = None
    """Title of its lists; absent: the name with an s."""
    icon: Text = "unknown"
    """Name of an icon of the theme, of `theme/icons/<name>.svg` beside portal.yaml, or of one that Material for MkDocs
    ships (`material/airplane`)."""
    api_versions: Annotated[tuple[Text, ...], Field(min_length=1)] = ("backstage.io/v1alpha1", "backstage.io/v1beta1")
    """Versions that descriptors may name."""
    schema_: dict[str, Any] | Path | None = Field(None, alias="schema")
    """JSON Schema of `spec`, written here, or a file of JSON or YAML; a relative path starts at the folder of
    portal.yaml."""
    relations: tuple[RelationField, ...] = ()
    """Fields that name other entities. `spec.owner`, `system`, `dependsOn` and `dependencyOf` are understood as
    elsewhere, if the schema has them or there is none."""


class CustomRelation(Section):
    """A relation with its two names."""

    forward: Name
    """Name from the entity that has the field: `runsOn`."""
    backward: Name
    """Name from the other end: `hosts`."""
    forward_title: Text | None = None
    """Words between the two on pages; absent: the name as words, `runs on`."""
    backward_title: Text | None = None
    """The same, from the other end."""


class ModelSection(Section):
    """Kinds and relations of your own, without code."""

    kinds: tuple[CustomKind, ...] = ()
    """Kinds in addition to Backstage's."""
    relations: tuple[CustomRelation, ...] = ()
    """Relations in addition to Backstage's."""

"""Fields: a kind's class in, which of its fields are lists, maps or texts, and which must be there, out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from portalgen.model.kinds import Kind
from portalgen.model.spec import Spec

Form = Literal["array", "object", "string", ""]


@dataclass(frozen=True, slots=True)
class Field:
    """What may be written in one field."""

    form: Form
    required: bool = False
    may_be_empty: bool = True
    """True: of a list, that `[]` is enough."""
    fields: Mapping[str, "Field"] = field(default_factory=dict)
    """Of a map whose keys are known."""


METADATA: Mapping[str, Field] = {
    "name": Field("string", required=True),
    "namespace": Field("string"),
    "title": Field("string"),
    "description": Field("string"),
    "labels": Field("object"),
    "annotations": Field("object"),
    "tags": Field("array"),
    "links": Field("array"),
}
"""Backstage's fields of metadata."""


def kind_of(document: Mapping[str, Any], kinds: Iterable[Kind]) -> Kind | None:
    """Return the kind that a document names, in any version."""
    return next((kind for kind in kinds if kind.name == document.get("kind")), None)


def fields_of(kind: Kind, spec: object) -> Mapping[str, Field]:
    """Return the fields of a kind's spec."""
    return _fields_of(kind.spec_for(spec))


@cache
def _fields_of(model: type[Spec]) -> Mapping[str, Field]:
    schema = model.model_json_schema()
    return _fields(schema, schema.get("$defs", {}))


def _fields(schema: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Field]:
    required = set(schema.get("required", ()))
    return {
        name: _field(_followed(row, shared), shared, required=name in required)
        for name, row in schema.get("properties", {}).items()
    }


def _field(row: Mapping[str, Any], shared: Mapping[str, Any], *, required: bool) -> Field:
    form = row.get("type", "")
    known: Form = form if form in {"array", "object", "string"} else ""
    return Field(known, required, not row.get("minItems"), _fields(row, shared) if known == "object" else {})


def _followed(row: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Any]:
    name = str(row.get("$ref", "")).rpartition("/")[2]
    found: Mapping[str, Any] = shared.get(name, row)
    return found

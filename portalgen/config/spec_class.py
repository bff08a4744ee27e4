"""The class of a kind that has none in code: a JSON Schema and the fields that relate in, a `Spec` out."""

import re
import warnings
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import create_model

from portalgen.model.json_schema import JsonSchema
from portalgen.model.relations import DEPENDENCY, OWNERSHIP, PART, Relates
from portalgen.model.spec import Spec

_USUAL = {
    "owner": Relates(OWNERSHIP, "group"),
    "system": Relates(PART, "system"),
    "dependsOn": Relates(DEPENDENCY),
    "dependencyOf": Relates(DEPENDENCY, reverse=True),
}
"""Fields that mean the same for every kind."""
_FIELD = re.compile(r"[A-Za-z][\w-]*")


def make_spec(name: str, schema: JsonSchema | None, relations: Iterable[tuple[str, Relates]]) -> type[Spec]:
    """Return a class with a field for each property of the schema; the schema checks what they hold."""
    document = schema.document if schema else {}
    properties = document.get("properties") or {}
    own = dict(relations)
    usual = {field: mark for field, mark in _USUAL.items() if not schema or field in properties}
    marks = usual | own
    needed = {field for field in document.get("required") or () if _FIELD.fullmatch(field)}
    known = {field for field in properties if _FIELD.fullmatch(field)}
    fields: dict[str, Any] = {
        field: (_annotated(marks.get(field)), ... if field in needed else None)
        for field in (*marks, *sorted((known | needed) - marks.keys()))
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a field may have the name of a method of the class
        made = create_model(f"{name}Spec", __base__=Spec, __doc__=f"A {name}, as portal.yaml says.", **fields)
    made.schema_of_spec = schema
    return made


def _annotated(mark: Relates | None) -> Any:  # noqa: ANN401  (a type)
    return Annotated[Any, mark] if mark else Any

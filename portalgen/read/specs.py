"""Specs: what a kind's class says about a document's spec, as faults and as relations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from portalgen.model.kinds import Kind, Spec
from portalgen.model.ref import EntityRef, RefError
from portalgen.model.relations import Relates, Relation
from portalgen.read.faults import Fault, Place
from portalgen.yaml12 import pointer

_EXPECTED = {
    "string_type": "is not text",
    "string_too_short": "is empty",
    "tuple_type": "is not a list",
    "model_type": "is not a map",
    "model_attributes_type": "is not a map",
    "literal_error": "has a value that is not known",
}
_NULL_HINT = "give it a value, or leave the key out"
_NULL_IS_FINE = {"dependencyOf"}  # outside Backstage's schema


def check_spec(kind: Kind, document: dict[str, Any], *, complete: bool = True) -> Iterator[Fault]:
    """Yield every fault of `spec` against the class of its kind; what is missing counts if it must be `complete`."""
    spec = document.get("spec")
    if "spec" in document and not isinstance(spec, dict):  # the envelope's fault
        return
    if not isinstance(spec, dict):
        needed = _required(kind)
        if complete:
            yield Fault("", f"{kind.name} has no spec", f"add spec: with {needed}" if needed else "add spec: {}")
        return
    optional = [name for name, field in kind.spec.model_fields.items() if not field.is_required()]
    nulls = [name for name in optional if name in spec and spec[name] is None and name not in _NULL_IS_FINE]
    yield from (Fault(pointer("/spec", name), f"spec.{name} has no value", _NULL_HINT) for name in nulls)
    try:
        kind.spec.model_validate(spec)
    except ValidationError as error:
        rows = error.errors(include_url=False)
        yield from (_fault(row, kind) for row in rows if complete or row["type"] != "missing")


def _fault(row: Any, kind: Kind) -> Fault:  # noqa: ANN401  (pydantic's ErrorDetails)
    at, name = "/spec", "spec"
    for part in row["loc"]:
        at = pointer(at, part)
        name += f"[{part}]" if isinstance(part, int) else f".{part}"
    if row["type"] == "missing":
        return Fault(at.rpartition("/")[0], f"{name} is missing", f"{kind.name} needs {_required(kind)}")
    return Fault(at, f"{name} {_EXPECTED.get(row['type'], row['msg'])}", _hint(row))


def _hint(row: Any) -> str:  # noqa: ANN401
    value, problem = row.get("input"), row["type"]
    hints = (
        (problem == "tuple_type" and isinstance(value, str), "write a single value as a list: [value]"),
        (problem == "string_type" and isinstance(value, (bool, int, float)), "put it in quotes"),
        (problem == "string_type" and row["loc"] == ("definition",), "bring a file in as text, with $text"),
        (problem == "string_type" and isinstance(value, (list, tuple)), "write one value, without a list"),
        (value is None, _NULL_HINT),
        (problem == "literal_error", f"use {row.get('ctx', {}).get('expected')}"),
    )
    return next((hint for applies, hint in hints if applies), "")


def _required(kind: Kind) -> str:
    return ", ".join(name for name, field in kind.spec.model_fields.items() if field.is_required())


@dataclass(frozen=True, slots=True)
class Related:
    """The relations of one entity, and the refs in it that cannot be read."""

    relations: tuple[Relation, ...]
    faults: tuple[Fault, ...]


def relate(spec: type[Spec], ref: EntityRef, values: dict[str, Any], place: Place) -> Related:
    """Turn the fields that name other entities into relations, in the order of the class and of the document."""
    relations: list[Relation] = []
    faults: list[Fault] = []
    for name, field in spec.model_fields.items():
        for relates in (mark for mark in field.metadata if isinstance(mark, Relates)):
            for at, value in _items(pointer("/spec", name), values.get(name)):
                try:
                    target = _target(value, relates, ref)
                except RefError as error:
                    faults.append(Fault(at, f"spec.{name}: {error}", code="bad-reference"))
                    continue
                ends = (target, ref) if relates.reverse else (ref, target)
                relations.append(Relation(ends[0], relates.pair, ends[1], place.at(at)))
    return Related(tuple(relations), tuple(faults))


def _items(at: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, (list, tuple)):
        yield from ((pointer(at, index), item) for index, item in enumerate(value))
    elif value not in {None, ""} if not isinstance(value, dict) else True:
        yield at, value


def _target(value: object, relates: Relates, ref: EntityRef) -> EntityRef:
    if isinstance(value, dict):  # only dependencyOf gets here: its object form is outside the schema
        parts = [value.get("kind", relates.kind), value.get("namespace", ref.namespace), value.get("name")]
        if all(isinstance(part, str) and part for part in parts):
            return EntityRef(*map(str, parts))
    if not isinstance(value, str):
        raise RefError(f"'{value}' is not a reference")
    return EntityRef.parse(value, kind=relates.kind, namespace=ref.namespace)

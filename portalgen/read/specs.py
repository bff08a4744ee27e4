"""Specs: what a kind's class says about a document's spec, as faults and as relations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from portalgen.diagnostics import Where
from portalgen.model.json_schema import MISSING, UNKNOWN, SchemaFault
from portalgen.model.kinds import BUILT_IN
from portalgen.model.ref import EntityRef, RefError
from portalgen.model.relations import Relates, Relation
from portalgen.model.spec import Spec
from portalgen.model.spot import Spot
from portalgen.read.faults import Fault, Place
from portalgen.read.near_keys import near_key
from portalgen.yaml12 import pointer
from portalgen.yaml12.slips import dashed_items

_EXPECTED = {
    "string_type": "is not text",
    "string_too_short": "is empty",
    "tuple_type": "is not a list",
    "model_type": "is not a map",
    "model_attributes_type": "is not a map",
    "literal_error": "has a value that is not known",
    "too_short": "is empty",
    "dict_type": "is not a map",
    "bool_type": "is neither text nor true or false",
}
_FORM = re.compile(r"(?:tuple\[.*|[A-Z]\w+|str|bool)$")
_NULL_HINT = "give it a value, or leave the key out"
_KINDS = frozenset(kind.key for kind in BUILT_IN)
_UNINDENT = "unindent spec, with all that stands below it"
NONE_ADDED: Mapping[str, Where] = MappingProxyType({})


def check_spec(name: str, model: type[Spec], document: dict[str, Any], *, complete: bool = True) -> Iterator[Fault]:
    """Yield every fault of `spec` against the class of a kind; what is missing counts if it must be `complete`."""
    spec = document.get("spec")
    if "spec" in document and not isinstance(spec, dict):  # the envelope's fault
        return
    if not isinstance(spec, dict):
        needed = _required(model)
        if complete and "spec" in document["metadata"]:
            way = _UNINDENT if document["metadata"]["spec"] else "unindent spec"
            yield Fault("/metadata/spec", "spec is indented too far: it stands inside metadata", way, on_key=True)
        elif complete:
            yield Fault("", f"{name} has no spec", f"add spec: with {needed}" if needed else "add spec: {}")
        return
    try:
        model.model_validate(spec)
    except ValidationError as error:
        rows = error.errors(include_url=False)
        faults = (_fault(row, name, model) for row in rows if complete or row["type"] != "missing")
        yield from dict.fromkeys(faults)  # a value of two possible forms has a row for each
    if model.schema_of_spec:
        found = (fault for fault in model.schema_of_spec.faults(spec) if fault.words != MISSING or len(fault.path) > 1)
        yield from map(_schema_fault, found)  # what is missing in spec itself is said above


def _schema_fault(fault: SchemaFault) -> Fault:
    at, name = _named(fault.path)
    return Fault(at, f"{name} {fault.words}", fault.hint, on_key=fault.words == UNKNOWN)


def _named(path: Iterable[int | str]) -> tuple[str, str]:
    """Return the JSON pointer of a value of the spec, and its name in messages."""
    at, name = "/spec", "spec"
    for part in path:
        at = pointer(at, part)
        name += f"[{part}]" if isinstance(part, int) else f".{part}"
    return at, name


def _fault(row: Any, kind: str, model: type[Spec]) -> Fault:  # noqa: ANN401  (pydantic's ErrorDetails)
    at, name = _named(_path(row, model))
    if row["type"] == "missing":
        return _missing(at, name, row, f"{kind} needs {_required(model)}")
    wrong = "has no value" if row["input"] is None else _EXPECTED.get(row["type"], row["msg"])
    return Fault(at, f"{name} {wrong}", _hint(row, model))


def _missing(at: str, name: str, row: Any, hint: str) -> Fault:  # noqa: ANN401
    """Say that a field is missing; where a key of nearly its name stands, that one is what is wrong."""
    holder, _, key = at.rpartition("/")
    meant = near_key(key, row["input"] if isinstance(row["input"], dict) else (), similar=0.8)
    if not meant:
        return Fault(holder, f"{name} is missing", hint)
    return Fault(
        pointer(holder, meant), f"{name} is missing", f"'{meant}' means nothing: did you mean {key}?", on_key=True
    )


def _path(row: Any, model: type[Spec]) -> Iterator[int | str]:  # noqa: ANN401
    """Yield the keys and indexes that lead to a value, without the names that pydantic gives to forms it may have."""
    yield from (
        part for part in row["loc"] if isinstance(part, int) or not _FORM.match(part) or part in model.model_fields
    )


def _hint(row: Any, model: type[Spec]) -> str:  # noqa: ANN401
    value, problem, field = row.get("input"), row["type"], model.model_fields.get(row["loc"][0])
    is_needed = len(row["loc"]) == 1 and field is not None and field.is_required()
    hints = (
        (problem == "tuple_type" and isinstance(value, str), _as_list(value)),
        (problem == "string_type" and isinstance(value, dict), _as_text(value)),
        (problem == "string_type" and isinstance(value, (bool, int, float)), "put it in quotes"),
        (problem == "string_type" and row["loc"] == ("definition",), "bring a file in as text, with $text"),
        (problem == "string_type" and isinstance(value, (list, tuple)), "write one value, without a list"),
        (value is None, "give it a value" if is_needed else _NULL_HINT),
        (problem == "literal_error", f"use {row.get('ctx', {}).get('expected')}"),
    )
    return next((hint for applies, hint in hints if applies and hint), "")


def _as_list(value: object) -> str:
    """Say how to write a text that should be a list."""
    dashed = dashed_items(value) if isinstance(value, str) else ()
    if dashed:
        return f"a space is missing after the dash: write `- {dashed[0]}`"
    parts = [part.strip() for part in value.split(",")] if isinstance(value, str) else []
    if len(parts) > 1 and all(parts):
        return f"write it as a list: [{', '.join(parts)}]"
    return "write a single value as a list: [value]"


def _as_text(value: object) -> str:
    """Say how to write a map that should be a reference: in YAML, a colon with a blank behind it makes a map."""
    rows = list(value.items()) if isinstance(value, dict) and len(value) == 1 else []
    is_ref = rows and str(rows[0][0]).lower() in _KINDS and isinstance(rows[0][1], str)
    return f"write {rows[0][0]}:{rows[0][1]}, without the blank" if is_ref else ""


def _required(model: type[Spec]) -> str:
    return ", ".join(name for name, field in model.model_fields.items() if field.is_required())


@dataclass(frozen=True, slots=True)
class Related:
    """The relations of one entity, and the refs in it that cannot be read."""

    relations: tuple[Relation, ...]
    faults: tuple[Fault, ...]


def relate(
    spec: type[Spec], ref: EntityRef, values: dict[str, Any], place: Place, added: Mapping[str, Where] = NONE_ADDED
) -> Related:
    """Turn the fields that name other entities into relations, in the order of the class and of the document.

    `added` has the places of what the document does not say itself, by JSON pointer.
    """
    relations: list[Relation] = []
    faults: list[Fault] = []
    start, positions = place.start, place.document.positions
    for name, base, relates in _relating(spec):
        if name in values:
            for at, value in _items(base, values[name]):
                try:
                    target = _target(value, relates, ref)
                except RefError as error:
                    faults.append(_bad_reference(at, name, value, str(error)))
                    continue
                ends = (target, ref) if relates.reverse else (ref, target)
                spot = Spot(added[at]) if at in added else Spot(start, at, positions)
                relations.append(Relation(ends[0], relates.pair, ends[1], spot))
    return Related(tuple(relations), tuple(faults))


def _bad_reference(at: str, name: str, value: object, reason: str) -> Fault:
    """Say what is wrong with a ref; of one without a kind, the namespace may be meant as that."""
    kind, slash, rest = value.partition("/") if isinstance(value, str) else ("", "", "")
    if slash and kind.lower() in _KINDS:
        return Fault(at, f"spec.{name}: '{value}' has no kind", f"did you mean {kind}:{rest}?", "bad-reference")
    return Fault(at, f"spec.{name}: {reason}", code="bad-reference")


@cache
def _relating(spec: type[Spec]) -> tuple[tuple[str, str, Relates], ...]:
    """Return the fields of a class that become relations, their JSON pointers, and how."""
    marks = ((name, mark) for name, field in spec.model_fields.items() for mark in field.metadata)
    return tuple((name, pointer("/spec", name), mark) for name, mark in marks if isinstance(mark, Relates))


def _items(at: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, (list, tuple)):
        yield from ((f"{at}/{index}", item) for index, item in enumerate(value))
    elif value or isinstance(value, dict):  # what JavaScript calls false names nothing
        yield at, value


def _target(value: object, relates: Relates, ref: EntityRef) -> EntityRef:
    if isinstance(value, dict):  # only dependencyOf gets here: its object form is outside the schema
        held = {key: item for key, item in value.items() if item is not None}
        parts = [held.get("kind", relates.kind), held.get("namespace", ref.namespace), held.get("name")]
        if all(isinstance(part, str) and part for part in parts):
            return EntityRef(*map(str, parts))
    if not isinstance(value, str):
        raise RefError(f"'{value}' is not a reference")
    return EntityRef.parse(value, kind=relates.kind, namespace=ref.namespace)

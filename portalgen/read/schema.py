"""JSON Schemas of descriptors: kinds in, what an editor needs to check and complete a `catalog-info.yaml` out.

Draft 7, the one that YAML editors read best. They say what the classes of the kinds and the envelope's rules say; what
needs more than the one document (refs, files of placeholders, unknown kinds) stays with `portalgen check`.
"""

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import models_json_schema

from portalgen.model.kinds import Kind
from portalgen.model.relations import Relates
from portalgen.model.spec import Spec
from portalgen.read.envelope_schema import API_VERSION, KIND, METADATA, PLACEHOLDER, or_placeholder, reference

_DRAFT = "http://json-schema.org/draft-07/schema#"
_REFERENCES = "#/definitions/{model}"

Schema = dict[str, Any]


def kind_schema(kind: Kind) -> Schema:
    """Return the schema of one kind's descriptors."""
    return {
        "$schema": _DRAFT,
        "title": kind.name,
        "description": _words(kind.spec.__doc__),
        "type": "object",
        "required": ["apiVersion", "kind", "metadata", "spec"],
        "additionalProperties": False,
        "properties": {
            "apiVersion": {"enum": [*kind.api_versions]},
            "kind": {"const": kind.name},
            "metadata": reference("metadata"),
            "spec": or_placeholder(_spec(kind)),
        },
        "definitions": _definitions([kind]),
    }


def descriptor_schema(kinds: Iterable[Kind]) -> Schema:
    """Return the schema of a document of any kind; one of a kind that is not known has the envelope only."""
    known = list(kinds)
    return {
        "$schema": _DRAFT,
        "title": "catalog-info.yaml",
        "description": "An entity of a software catalog, as Backstage and portalgen read it.",
        "type": "object",
        "required": ["apiVersion", "kind", "metadata"],
        "additionalProperties": False,
        "properties": {
            "apiVersion": API_VERSION,
            "kind": _kinds(known),
            "metadata": reference("metadata"),
            "spec": {"type": "object"},
        },
        "allOf": [_rule(kind) for kind in known],
        "definitions": _definitions(known),
    }


def _rule(kind: Kind) -> Schema:
    return {
        "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
        "then": {
            "required": ["spec"],
            "properties": {"apiVersion": {"enum": [*kind.api_versions]}, "spec": or_placeholder(_spec(kind))},
        },
    }


def _kinds(kinds: Iterable[Kind]) -> Schema:
    """Return what `kind` may be: a known one as it is written, or another; `component` is a slip of the pen."""
    names = [kind.name for kind in kinds]
    any_case = "|".join("".join(f"[{char.lower()}{char.upper()}]" for char in name) for name in names)
    return {
        "description": "Class of entity.",
        "anyOf": [{"enum": names}, {**KIND, "not": {"pattern": f"^(?:{any_case})$"}}],
    }


def _spec(kind: Kind) -> Schema:
    """Return the schema of a spec, by its type where classes differ by that."""
    if not kind.variants:
        return reference(kind.spec.__name__)
    rules = [
        {"if": _of_type({"const": name}), "then": reference(spec.__name__)} for name, spec in kind.variants.items()
    ]
    other = {"if": _of_type({"enum": [*kind.variants]}), "else": reference(kind.spec.__name__)}
    return {"type": "object", "allOf": [*rules, other]}


def _of_type(rule: Schema) -> Schema:
    return {"properties": {"type": rule}, "required": ["type"]}


def _definitions(kinds: Iterable[Kind]) -> Schema:
    specs = [spec for kind in kinds for spec in (kind.spec, *kind.variants.values())]
    _, found = models_json_schema([(spec, "validation") for spec in specs], ref_template=_REFERENCES)
    models: Schema = found["$defs"]
    for spec in specs:
        for name, words in _refs(spec):
            models[spec.__name__]["properties"][name]["description"] = words
    plain = {name: _plain(model) for name, model in sorted(models.items())}
    given = {spec.__name__: _given(spec) for spec in specs if spec.schema_of_spec}
    return {"metadata": METADATA, "placeholder": PLACEHOLDER, **plain, **given}


def _given(spec: type[Spec]) -> Schema:
    """Return the schema that portal.yaml has for a spec; its own references start at its own root."""
    document = dict(spec.schema_of_spec.document) if spec.schema_of_spec else {}
    return {**document, "$id": f"{spec.__name__}.json"} if "$ref" in str(document) else document


def _refs(spec: type[Spec]) -> Iterable[tuple[str, str]]:
    """Yield the fields that name other entities, with words on them."""
    for name, field in spec.model_fields.items():
        for mark in (mark for mark in field.metadata if isinstance(mark, Relates)):
            kind = f"kind {mark.kind} if none is written" if mark.kind else "with its kind"
            relation = mark.pair.backward if mark.reverse else mark.pair.forward
            yield field.alias or name, f"Entity ref ({kind}); relation {relation}."


def _plain(schema: Schema) -> Schema:
    """Return a schema without pydantic's titles and defaults, where any value may come from a file."""
    found = {key: value for key, value in schema.items() if key not in {"title", "default"}}
    if "description" in found:
        found["description"] = _words(found["description"])
    for key in ("items", "additionalProperties"):
        if isinstance(found.get(key), dict):
            found[key] = or_placeholder(_plain(found[key]))
    if "properties" in found:
        found["properties"] = {name: or_placeholder(_plain(one)) for name, one in found["properties"].items()}
    if "anyOf" in found:
        found["anyOf"] = [_plain(one) for one in found["anyOf"]]
    return found


def _words(text: str | None) -> str:
    return " ".join((text or "").split())

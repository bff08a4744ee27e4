"""`model:` in portal.yaml: kinds and relations without code."""

from pathlib import Path
from typing import Any

import pytest

from portalgen.config import Config, load_config
from portalgen.errors import ConfigError
from portalgen.model.kinds import Kind
from portalgen.model.relations import DEPENDENCY, OWNERSHIP, PART, Relates, RelationPair


def load(folder: Path, text: str) -> Config:
    (folder / "portal.yaml").write_text(text, encoding="utf-8")
    return load_config(folder / "portal.yaml", {})


def kind(folder: Path, more: str = "") -> Kind:
    (found,) = load(folder, f"model:\n  kinds:\n    - name: Cluster\n{more}").model.kinds
    return found


def relates(found: Kind) -> dict[str, Relates]:
    fields = found.spec.model_fields.items()
    return {name: mark for name, field in fields for mark in field.metadata if isinstance(mark, Relates)}


def test_a_name_is_enough(tmp_path: Path) -> None:
    found = kind(tmp_path)
    assert (found.key, found.plural, found.icon) == ("cluster", "Clusters", "unknown")
    assert found.api_versions == ("backstage.io/v1alpha1", "backstage.io/v1beta1")
    assert relates(found)["owner"] == Relates(OWNERSHIP, "group")
    assert found.spec.model_validate({"anything": [1]}).model_extra == {"anything": (1,)}


def test_with_a_schema_only_its_fields_have_a_usual_meaning(tmp_path: Path) -> None:
    found = kind(tmp_path, "      schema: {properties: {system: {}, copy: {}, _x: {}}, required: [system, 7z]}\n")
    assert relates(found) == {"system": Relates(PART, "system")}
    assert [name for name, field in found.spec.model_fields.items() if field.is_required()] == ["system"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("{field: spec.runsOn, type: runsOn/hosts}", Relates(RelationPair("runsOn", "hosts"))),
        ("{field: spec.runsOn, type: dependsOn, defaultKind: API}", Relates(DEPENDENCY, "api")),
        ("{field: spec.runsOn, type: dependencyOf}", Relates(DEPENDENCY, None, reverse=True)),
        ("{field: spec.runsOn, type: dependsOn, reverse: true}", Relates(DEPENDENCY, None, reverse=True)),
        ("{field: spec.runsOn, type: dependencyOf, reverse: true}", Relates(DEPENDENCY)),
        ("{field: spec.runsOn, type: drives}", Relates(RelationPair("drives", "drivenBy"))),
    ],
)
def test_relation_fields(tmp_path: Path, row: str, expected: Relates) -> None:
    more = f"      relations: [{row}]\n  relations: [{{forward: drives, backward: drivenBy}}]\n"
    assert relates(kind(tmp_path, more))["runsOn"] == expected


def test_titles_of_relations(tmp_path: Path) -> None:
    text = "model: {relations: [{forward: a, backward: b, forwardTitle: is above}]}"
    assert load(tmp_path, text).model.titles == {"a": "is above"}


def test_schema_in_a_file_and_variables_in_it_stay(tmp_path: Path) -> None:
    (tmp_path / "cluster.json").write_text('{"properties": {"nodes": {"type": "integer"}}}')
    schema = kind(tmp_path, "      schema: ./cluster.json\n").spec.schema_of_spec
    assert schema
    assert [fault.words for fault in schema.faults({"nodes": "x"})] == ["is not a whole number"]
    inline = kind(tmp_path, "      schema: {properties: {a: {pattern: '^x${1}'}}}\n").spec.schema_of_spec
    assert inline


BASE = "model:\n  kinds:\n    - name: {name}\n      {more}\n"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": "component"}, "model.kinds[0].name: there is a kind 'component' already"),
        ({"name": "a b"}, "model.kinds[0].name"),
        ({"more": "schema: {type: objekt}"}, "portal.yaml:4:16  model.kinds[0].schema.type: is no type"),
        ({"more": "schema: {required: a}"}, "portal.yaml:4:16  model.kinds[0].schema.required: is not a list"),
        ({"more": "schema: gone.yaml"}, "schema: is no JSON Schema that can be used: cannot be read: No such file"),
        ({"more": "schema: {$ref: 'https://x.example/s.json'}"}, "Retrieval is disabled"),
        ({"more": "relations: [{field: runsOn, type: dependsOn}]"}, "field: is not a field of spec: write spec.runsOn"),
        ({"more": "relations: [{field: spec.a, type: dependson}]"}, "there is no relation 'dependson'; did you mean"),
        (
            {"more": "relations: [{field: spec.a, type: dependsOn/x}]"},
            "'dependsOn' belongs together with 'dependencyOf'",
        ),
    ],
)
def test_what_makes_no_sense_is_a_fault_with_its_place(tmp_path: Path, values: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, BASE.format(**{"name": "Cluster", "more": "plural: Clusters", **values}))
    assert message in str(caught.value)
    assert "portal.yaml:" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "meant"),
    [("int", "integer"), ("text", "string"), ("bool", "boolean"), ("strnig", "string"), ("map", "object")],
)
def test_a_type_of_another_language_leads_to_that_of_json_schema(tmp_path: Path, given: str, meant: str) -> None:
    more = f"schema:\n        properties:\n          nodes:\n            type: {given}"
    with pytest.raises(ConfigError, match=r"portal\.yaml:7:13") as caught:
        load(tmp_path, BASE.format(name="Cluster", more=more))
    assert caught.value.hint == f"did you mean {meant}?"


def test_two_kinds_of_one_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is a kind 'cluster' already"):
        load(tmp_path, "model: {kinds: [{name: Cluster}, {name: cluster}]}")

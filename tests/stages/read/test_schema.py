"""Schemas say what reading says, as far as one document alone can tell; the published ones are those of the code."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.config.spec_class import make_spec
from portalgen.model.json_schema import JsonSchema
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.read import descriptor_schema, kind_schema
from portalgen.read.envelope import is_key, is_name, is_namespace
from portalgen.yaml12 import parse_documents

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT / "docs" / "reference"
KINDS = {kind.name: kind for kind in BUILT_IN}
SAMPLE = sorted((ROOT / "sample-org" / "repos").rglob("*.yaml"))
Document = dict[str, Any]


@cache
def any_kind() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(descriptor_schema(BUILT_IN))


@cache
def of_kind(name: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(kind_schema(KINDS[name]))


def faults(document: Document) -> list[str]:
    """Return the places that the schemas complain of; the one of the kind has to agree with the one of all."""
    found = [_place(error) for error in any_kind().iter_errors(document)]
    if document.get("kind") in KINDS:
        assert bool(found) != of_kind(document["kind"]).is_valid(document)
    return found


def _place(error: jsonschema_rs.ValidationError) -> str:
    return "/".join(map(str, error.instance_path))


def component(**metadata: object) -> Document:
    return {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {"name": "shop", **metadata},
        "spec": {"type": "service", "lifecycle": "production", "owner": "web"},
    }


def documents() -> list[tuple[str, Document]]:
    found = [(path, one.value) for path in SAMPLE for one in parse_documents(path.read_bytes())]
    entities = [
        (path, value) for path, value in found if isinstance(value, dict) and {"apiVersion", "kind"} <= {*value}
    ]
    return [(f"{path.relative_to(ROOT)}:{value['metadata']['name']}", value) for path, value in entities]


def test_the_sample_is_accepted_but_for_what_is_wrong_in_it_on_purpose() -> None:
    rows = documents()
    assert len(rows) > 150
    wrong = {value["metadata"]["name"]: faults(value) for _, value in rows if faults(value)}
    assert wrong == ON_PURPOSE


ON_PURPOSE = {
    "${{ values.name }}": ["metadata/name", "metadata/labels/larkspur.example/tier"],  # a skeleton, no entity yet
    "seatmap-renderer": ["metadata/tags/1"],
}


@pytest.mark.parametrize(
    ("document", "places"),
    [
        (component(), []),
        (component(namespace="Shop"), ["metadata/namespace"]),
        (component(tags=["a b"]), ["metadata/tags/0"]),
        (component(tags=None), ["metadata/tags"]),
        (component(annotations=None), []),
        (component(annotations={"a/b/c": "1"}), ["metadata/annotations"]),
        (component(annotations={"a.example/b": 1}), ["metadata/annotations/a.example/b"]),
        (component(links=[{"url": "/docs"}]), ["metadata/links/0/url"]),
        (component(links=[{"title": "x"}]), ["metadata/links/0"]),
        (component(more={"anything": [1]}), []),
        (component() | {"spec": {"type": "service", "owner": "web"}}, ["spec"]),
        (component() | {"spec": {"$yaml": "spec.yaml"}}, []),
        (component() | {"relations": []}, [""]),
        (component() | {"apiVersion": "v1"}, ["apiVersion"]),
        (component() | {"kind": "component"}, ["kind"]),
        (component() | {"kind": "Robot", "spec": {"legs": 2}}, []),
        (component() | {"kind": "System", "spec": {"owner": {"$text": "OWNER"}}}, []),
        (component() | {"kind": "System", "spec": {"owner": {"$text": 5}}}, ["spec/owner"]),
        (component() | {"kind": "User", "spec": {"memberOf": "web"}}, ["spec/memberOf"]),
        (component() | {"kind": "Location", "spec": {"presence": "maybe"}}, ["spec/presence"]),
        (component() | {"kind": "Location"} | {"spec": {}}, []),
    ],
)
def test_faults_are_found_where_they_are(document: Document, places: list[str]) -> None:
    assert faults(document) == places


@pytest.mark.parametrize(
    ("values", "good"),
    [
        ({"type": "openapi", "definition": "x"}, True),
        ({"type": "openapi", "definition": {"$text": "a.yaml"}}, True),
        ({"type": "openapi"}, False),
        ({"type": "mcp-server", "remotes": [{"type": "sse", "url": "https://x"}]}, True),
        ({"type": "mcp-server", "definition": "x"}, False),
    ],
)
def test_the_type_of_an_api_decides_what_it_needs(*, values: Document, good: bool) -> None:
    spec = {"lifecycle": "production", "owner": "web", **values}
    assert (faults(component() | {"kind": "API", "spec": spec}) == []) is good


NAMES = st.text(alphabet="aA0-_./:", max_size=6) | st.integers(60, 66).map("a".__mul__)


@given(NAMES)
def test_names_are_judged_as_in_reading(text: str) -> None:
    assert (faults(component() | {"metadata": {"name": text}}) == []) is is_name(text)
    assert (faults(component(namespace=text)) == []) is is_namespace(text)
    assert (faults(component(annotations={text: ""})) == []) is is_key(text)
    assert (faults(component(labels={text: "", "a": text})) == []) is (is_key(text) and (not text or is_name(text)))


def test_a_kind_of_portal_yaml_is_checked_by_its_own_schema() -> None:
    document = {"properties": {"legs": {"$ref": "#/$defs/count"}}, "$defs": {"count": {"type": "integer"}}}
    robot = Kind("Robot", "Robots", make_spec("Robot", JsonSchema.of(document), ()), ("acme.example/v1",))
    schema = jsonschema_rs.validator_for(descriptor_schema((*BUILT_IN, robot)))
    good = {"apiVersion": "acme.example/v1", "kind": "Robot", "metadata": {"name": "r"}, "spec": {"legs": 2}}
    assert schema.is_valid(good)
    assert not schema.is_valid(good | {"spec": {"legs": "two"}})


def test_schemas_are_of_the_draft_that_they_name() -> None:
    for schema in (descriptor_schema(BUILT_IN), *map(kind_schema, BUILT_IN)):
        assert jsonschema_rs.meta.is_valid(schema)


def test_the_published_schemas_are_those_of_the_code() -> None:
    wanted = {"catalog-info.schema.json": descriptor_schema(BUILT_IN)}
    wanted |= {f"kinds/{kind.key}.schema.json": kind_schema(kind) for kind in BUILT_IN}
    assert {f"kinds/{path.name}" for path in (REFERENCE / "kinds").iterdir()} == set(wanted) - {
        "catalog-info.schema.json"
    }
    old = [name for name, schema in wanted.items() if json.loads((REFERENCE / name).read_text()) != schema]
    assert old == [], "portalgen schema > docs/reference/catalog-info.schema.json; portalgen schema KIND > …/kinds/…"

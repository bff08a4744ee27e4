"""Nothing that a definition can hold raises, hangs or explodes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portalgen_definitions.budget import UNITS
from portalgen_openapi import document
from portalgen_openapi.cards import definition_cards
from portalgen_openapi.document import read_document
from portalgen_openapi.values import ApiDocument
from tests.builders.definitions import shown

WORDS = st.sampled_from(
    """openapi swagger info title version paths /a get post parameters name in query path body formData schema schemas
    $ref #/components/schemas/A #/paths components definitions properties allOf oneOf anyOf not items type object array
    string additionalProperties required enum const default example examples responses 200 content application/json
    headers links callbacks security securitySchemes oauth2 flows scopes tags webhooks servers url discriminator mapping
    2.0 3.0.0 3.1.0 nullable format pattern requestBody description deprecated summary""".split()  # noqa: SIM905
)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS | WORDS | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=6),
    max_leaves=40,
)
KEYWORDS = st.sampled_from(("oneOf", "anyOf", "allOf", "not", "items", "properties", "if", "then", "prefixItems"))
LIMITS = st.sampled_from(({"maxLength": 3}, {"enum": ["a"]}, {"type": "object"}, {"$ref": "#/components/schemas/A"}))
SCHEMAS = st.recursive(
    LIMITS,
    lambda inner: st.dictionaries(
        KEYWORDS, inner | st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=15,
)
"""Schemas that mostly hold; their keywords may have the wrong shape."""
QUIET = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(VALUES)
def test_any_json_value(value: Any) -> None:  # noqa: ANN401  (any JSON)
    assert shown(definition_cards, json.dumps(value), spec_type="openapi")


@QUIET
@given(st.dictionaries(st.sampled_from(["get", "post", "parameters", "$ref"]), VALUES), VALUES, VALUES)
def test_any_value_inside_a_frame(item: Any, schema: Any, other: Any) -> None:  # noqa: ANN401
    for version in ({"openapi": "3.1.0"}, {"swagger": "2.0"}):
        frame = {**version, "paths": {"/a": item}, "components": {"schemas": {"A": schema}, "securitySchemes": other}}
        text = json.dumps({**frame, "definitions": {"A": schema}, "tags": other, "servers": other})
        assert shown(definition_cards, text, spec_type="openapi")


@QUIET
@given(VALUES, SCHEMAS)
def test_any_schema_is_shown_wherever_it_stands(value: Any, schema: Any) -> None:  # noqa: ANN401  (any JSON)
    content = {"content": {"application/json": {"schema": schema, "example": value}}}
    answer = {"description": "", **content, "headers": {"X-A": {"schema": schema}, "X-B": content}}
    rows = [{"name": "q", "in": place, "schema": schema, "example": value} for place in ("path", "query", "header")]
    call = {"parameters": rows, "requestBody": content, "responses": {"200": answer, "400": answer}}
    parts = {"schemas": {"A": schema}, "securitySchemes": {"A": {"type": "http", "scheme": "bearer"}}}
    text = json.dumps({"openapi": "3.1.0", "paths": {"/a": {"get": call}}, "components": parts})
    assert shown(definition_cards, text, spec_type="openapi")


@pytest.mark.parametrize(
    "schema",
    [
        {"oneOf": [{"type": "string", "maxLength": 3}, {"type": "integer"}]},
        {"not": {"enum": ["a"]}},
        {"type": "array", "items": {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "integer"}]}},
    ],
)
def test_alternatives_without_fields_are_shown(schema: dict[str, Any]) -> None:
    answer = {"description": "", "headers": {"X-A": {"schema": schema}}}
    call = {"parameters": [{"name": "q", "in": "query", "schema": schema}], "responses": {"200": answer}}
    page = shown(
        definition_cards, json.dumps({"openapi": "3.1.0", "paths": {"/a": {"get": call}}}), spec_type="openapi"
    )
    assert page.count("<summary>Variants</summary>") == 2


@QUIET
@given(st.text())
def test_any_text(text: str) -> None:
    assert isinstance(read_document(text), ApiDocument)


def bomb_of_references() -> dict[str, Any]:
    names = [f"S{number}" for number in range(40)]
    refs = {name: {"$ref": f"#/x/{name}"} for name in names}
    return {"x": {name: {"type": "object", "properties": refs} for name in names}, "components": {"schemas": refs}}


def bomb_of_all_of() -> dict[str, Any]:
    members = [{"$ref": f"#/components/schemas/S{number}"} for number in range(30)]
    return {"components": {"schemas": {f"S{number}": {"allOf": members} for number in range(30)}}}


def bomb_of_choices() -> dict[str, Any]:
    members = [{"$ref": f"#/x/S{number}"} for number in range(30)]
    return {"x": {f"S{number}": {"oneOf": members, "anyOf": members} for number in range(30)}, "paths": answers("S0")}


def bomb_of_texts() -> dict[str, Any]:
    big = {"type": "object", "description": "x" * 20_000, "properties": {f"p{n}": {} for n in range(400)}}
    return {
        "x": {"S0": big},
        "paths": {path: item for n in range(500) for path, item in answers("S0", f"/{n}").items()},
    }


def answers(name: str, path: str = "/a") -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/x/{name}"}}}
    return {path: {"get": {"responses": {"200": {"description": "", "content": content}}}}}


@pytest.mark.parametrize("bomb", [bomb_of_references, bomb_of_all_of, bomb_of_choices, bomb_of_texts])
def test_bombs_stay_small(bomb: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "UNITS", UNITS // 10)
    found = read_document(json.dumps({"openapi": "3.1.0", **bomb()}))
    assert len(repr(found)) < 10_000_000
    assert any("too large" in fault.message for fault in found.faults)


def test_deep_json_is_a_fault() -> None:
    (found,) = read_document('{"a":' * 5_000 + "1" + "}" * 5_000).faults
    assert "nested" in found.message


def test_large_definition_is_a_fault() -> None:
    (found,) = read_document("a: " + "x" * 10_000_001).faults
    assert found.message.startswith("the definition is too much to read: the file has 10,000,004")


def test_half_a_surrogate_pair_can_be_written() -> None:
    found = read_document('{"openapi": "3.1.0", "info": {"title": "a\\ud800b", "version": "1"}}')
    assert found.title.encode() == b"a?b"


def test_numbers_that_json_does_not_have() -> None:
    assert read_document('{"openapi": "3.1.0", "x": NaN}').dialect == "OpenAPI 3.1.0"


def test_more_operations_than_fit() -> None:
    paths: dict[str, Any] = {f"/{number}": {"get": {"responses": {}}} for number in range(1_600)}
    found = read_document(json.dumps({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}))
    assert (len(found.operations), found.left_out) == (1_500, 100)
    assert [fault.message for fault in found.faults] == ["100 of 1600 operations are not shown"]

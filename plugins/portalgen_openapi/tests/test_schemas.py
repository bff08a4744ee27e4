"""Schemas as trees: labels link names, recursion ends, what belongs together stands together."""

from collections.abc import Callable
from typing import Any

import pytest

from portalgen_definitions.schema_values import Part, Schema
from portalgen_openapi.values import ApiDocument

Make = Callable[..., Schema]
REF_B = {"$ref": "#/components/schemas/B"}
B = {"type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"]}


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ({"type": "string"}, "string"),
        ({}, "any"),
        (True, "any"),
        (False, "nothing"),
        ({"type": ["string", "null"]}, "string | null"),
        ({"type": "string", "nullable": True}, "string | null"),
        ({"type": ["string", "integer"]}, "string | integer"),
        ({"type": "array", "items": {"type": "string"}}, "array of string"),
        ({"type": "array", "items": REF_B}, "array of B"),
        ({"items": REF_B}, "array of B"),
        ({"type": "array", "items": {"type": ["string", "integer"]}}, "array of (string | integer)"),
        ({"type": "array"}, "array"),
        ({"type": "object", "additionalProperties": REF_B}, "map of B"),
        ({"type": "object", "additionalProperties": True}, "object"),
        ({"properties": {"a": {}}}, "object"),
        ({"oneOf": [REF_B, {"type": "string"}]}, "B | string"),
        ({"allOf": [REF_B], "description": "more"}, "B"),
        ({"allOf": [REF_B], "nullable": True}, "B | null"),
        ({"allOf": [REF_B, {"properties": {"c": {}}}]}, "object"),
        (REF_B, "B"),
        ({"$ref": "other.yaml#/X"}, "other.yaml#/X"),
    ],
)
def test_label(schema: Make, written: Any, label: str) -> None:  # noqa: ANN401  (any JSON)
    found = schema(A={"type": "object", "properties": {"x": written}}, B=B).fields[0].schema
    assert found.name == label


def test_named_schemas_are_links_and_not_repeated(schema: Make) -> None:
    field = schema(A={"properties": {"x": REF_B}}, B=B).fields[0]
    assert field.schema.label == (Part("B", "schema-B"),)
    assert field.schema.fields == ()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"minimum": 1, "maximum": 5}, ("≥ 1", "≤ 5")),
        ({"minimum": 1, "exclusiveMinimum": True}, ("> 1",)),
        ({"exclusiveMinimum": 1.5}, ("> 1.5",)),
        ({"minLength": 1}, ("not empty",)),
        ({"minLength": 2}, ("at least 2 characters",)),
        ({"maxLength": 1}, ("at most 1 character",)),
        ({"minLength": 3, "maxLength": 3}, ("3 characters",)),
        ({"minLength": 0, "maxLength": 3}, ("at most 3 characters",)),
        ({"minItems": 2, "maxItems": 4, "uniqueItems": True}, ("2 to 4 items", "no duplicates")),
        ({"multipleOf": 0.5}, ("multiple of 0.5",)),
        ({"const": "x"}, ("always x",)),
        ({"minimum": "1", "maxLength": True, "minItems": None}, ()),
    ],
)
def test_constraints_in_words(schema: Make, written: dict[str, object], words: tuple[str, ...]) -> None:
    assert schema(A=written).constraints == words


def test_all_of_joins_fields_and_says_where_they_come_from(schema: Make) -> None:
    found = schema(A={"allOf": [REF_B, {"properties": {"own": {}}, "required": ["own"]}]}, B=B)
    rows = [(row.name, row.required, row.source) for row in found.fields]
    assert rows == [("b", True, Part("B", "schema-B")), ("own", True, None)]
    assert found.extends == (Part("B", "schema-B"),)


def test_own_field_replaces_an_inherited_one_in_its_place(schema: Make) -> None:
    found = schema(A={"allOf": [REF_B], "properties": {"b": {"type": "integer"}}}, B=B)
    assert [(row.name, row.schema.name, row.required) for row in found.fields] == [("b", "integer", True)]


def test_variants(read: Callable[[str], ApiDocument]) -> None:
    named = {each.name: each.schema for each in read("orders.openapi31.yaml").schemas}
    pet = named["Pet"]
    assert pet.name == "Cat | Dog"
    assert pet.discriminator == "kind"
    assert pet.mapping == (("cat", Part("Cat", "schema-Cat")), ("dog", Part("Dog", "schema-Dog")))
    total = next(row for row in named["Order"].fields if row.name == "total").schema
    assert total.name == "Money | null"


def test_inline_variants_are_shown(schema: Make) -> None:
    found = schema(A={"oneOf": [B, {"type": "string", "minLength": 2}], "not": {"type": "null"}})
    assert [(each.word, len(each.schemas)) for each in found.variants] == [("One of", 2), ("Not", 1)]


def test_rules_for_other_names(schema: Make) -> None:
    found = schema(A={"properties": {"a": {}}, "patternProperties": {"^x-": {}}, "additionalProperties": B})
    assert [(row.name, row.rule) for row in found.fields] == [("a", False), ("/^x-/", True), ("any other name", True)]


def test_recursion_without_a_name_ends(read: Callable[[str], ApiDocument]) -> None:
    named = {each.name: each.schema for each in read("rooms.openapi30.yaml").schemas}
    leaf = next(row for row in named["Booking"].fields if row.name == "inline").schema
    again = leaf.fields[0].schema
    assert leaf.name == "object"
    assert again.name == "recursive"


def test_depth_ends(schema: Make) -> None:
    written: dict[str, Any] = {"type": "string"}
    for _ in range(40):
        written = {"type": "object", "properties": {"x": written}}
    found, levels = schema(A=written), 0
    while found.fields:
        found, levels = found.fields[0].schema, levels + 1
    assert levels == 6
    assert found.cut


def test_words_of_a_reference_stay(schema: Make) -> None:
    row = schema(A={"properties": {"x": {**REF_B, "description": "Mine", "deprecated": True}}}, B=B).fields[0]
    assert (row.schema.description, row.schema.deprecated) == ("Mine", True)


@pytest.mark.parametrize(("levels", "label"), [(1, "integer"), (6, "integer"), (45, "…")])
def test_a_single_member_is_read_once_at_each_level(
    define: Callable[..., ApiDocument], monkeypatch: pytest.MonkeyPatch, levels: int, label: str
) -> None:
    nested: dict[str, Any] = {"type": "integer"}
    for _ in range(levels):
        nested = {"allOf": [nested]}
    monkeypatch.setattr("portalgen_openapi.document.UNITS", 100)
    document = define(components={"schemas": {"A": nested}})
    assert document.schemas[0].schema.name == label
    assert document.faults == ()

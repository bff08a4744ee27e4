"""Example payloads: given ones win, made ones fit the schema and are always the same."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from portalgen_definitions.values import Example
from portalgen_openapi.values import ApiDocument

Define = Callable[..., ApiDocument]


def example(define: Define, schema: Any, **media: Any) -> Example:  # noqa: ANN401  (any JSON)
    content = {"content": {"application/json": {"schema": schema, **media}}}
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}, "name": {"type": "string"}}}
    answers = {"200": {"description": "", **content}}
    document = define(paths={"/": {"post": {"responses": answers}}}, components={"schemas": {"Node": node}})
    return document.operations[0].responses[0].contents[0].examples[0]


def text(found: Example) -> str:
    return "".join(part for _, part in found.tokens)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "date"}, "2026-03-14"),
        ({"type": "array", "items": {"type": "integer", "minimum": 7}}, [7]),
        ({"type": "object", "properties": {"a": {"type": "boolean"}}}, {"a": True}),
        ({"type": "object", "properties": {"a": {"default": 3}, "b": {"enum": ["x", "y"]}}}, {"a": 3, "b": "x"}),
        ({"type": "object", "additionalProperties": {"type": "number"}}, {"key": 1.5}),
        ({"allOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"example": 2}}}]}, {"a": 1, "b": 2}),
        ({"oneOf": [{"type": "integer"}, {"type": "string"}]}, 1),
        ({"type": ["string", "null"]}, "string"),
        ({"$ref": "#/components/schemas/Node"}, {"name": "string"}),
        ({"type": "object", "properties": {"secret": {"type": "string", "writeOnly": True}}}, {}),
    ],
)
def test_made_from_the_schema(define: Define, schema: Any, value: Any) -> None:  # noqa: ANN401
    found = example(define, schema)
    assert found.generated
    assert text(found) == (value if isinstance(value, str) else json.dumps(value, indent=2))


def test_given_example_wins(define: Define) -> None:
    found = example(define, {"type": "string"}, example={"a": [1, None, "<b>"]})
    assert not found.generated
    assert json.loads(text(found)) == {"a": [1, None, "<b>"]}
    assert [kind for kind, _ in found.tokens if kind] == ["key", "word", "word", "text"]


def test_example_of_the_schema_comes_second(define: Define) -> None:
    assert text(example(define, {"type": "integer", "examples": [4, 5]})) == "4"


def test_long_examples_are_cut(define: Define) -> None:
    found = example(define, {}, example=list(range(100_000)))
    assert len(text(found)) < 8_100
    assert text(found).endswith("…")

"""What a schema says arrives in the document, for each draft."""

import json
from pathlib import Path
from typing import Any

import pytest

from portalgen_definitions.schema_pages import SchemaDocument
from portalgen_definitions.schema_values import Part, Schema
from portalgen_jsonschema.document import read_document

DEFINITIONS = Path(__file__).parent / "definitions"


def read(name: str) -> SchemaDocument:
    return read_document((DEFINITIONS / name).read_text(encoding="utf-8"))


def root(**keywords: Any) -> Schema:  # noqa: ANN401  (any JSON)
    found = read_document(json.dumps(keywords)).root
    assert found
    return found.schema


def labels(schema: Schema) -> dict[str, str]:
    return {field.name: field.schema.name for field in schema.fields}


@pytest.mark.parametrize("name", ["order.2020-12.json", "seat.draft-04.yaml"])
def test_good_schema_has_no_faults(name: str) -> None:
    assert read(name).faults == ()


def test_2020_12() -> None:
    order = read("order.2020-12.json")
    assert (order.dialect, order.title) == ("JSON Schema 2020-12", "Order")
    assert order.facts == (("Id", "https://schemas.example.org/order"),)
    assert order.root
    assert order.root.schema.name == "object"
    assert labels(order.root.schema) == {
        "id": "string",
        "state": "string",
        "lines": "array of Line",
        "total": "Money",
        "refund": "Money",
        "box": "array",
        "parent": "Order",
    }
    assert [field.name for field in order.root.schema.fields if field.required] == ["id", "lines"]
    assert order.root.schema.constraints == ("no other fields", "refund needs state")
    assert [variants.word for variants in order.root.schema.variants] == ["If it is", "Then also"]
    assert [(named.name, named.anchor) for named in order.named] == [
        ("Order", "schema-Order"),
        ("Money", "schema-Money"),
        ("Line", "schema-Line"),
        ("Sku", "schema-Sku"),
    ]


def test_items_of_a_fixed_place() -> None:
    order = read("order.2020-12.json").root
    assert order
    box = next(field.schema for field in order.schema.fields if field.name == "box")
    assert labels(box) == {"[0]": "number", "[1]": "string"}
    assert box.constraints == ("no further items",)


def test_rules_beside_a_reference_count() -> None:
    line = next(named.schema for named in read("order.2020-12.json").schemas if named.name == "Line")
    assert labels(line) == {"count": "integer", "sku": "string"}
    assert line.extends == (Part("Sku", "schema-Sku"),)


def test_draft_4() -> None:
    seat = read("seat.draft-04.yaml")
    assert seat.dialect == "JSON Schema draft 4"
    assert seat.root
    assert labels(seat.root.schema) == {
        "row": "integer",
        "letter": "letter",
        "place": "place",
        "id": "string",
        "neighbour": "Seat",
        "pair": "array",
    }
    assert seat.root.schema.fields[0].schema.constraints == ("> 0",)
    assert "letter needs row" in seat.root.schema.constraints


def test_example_fits() -> None:
    (example,) = read("order.2020-12.json").examples
    made = json.loads("".join(text for _, text in example.tokens))
    assert made["lines"] == [{"sku": "string", "count": 1}]
    assert made["box"] == [1.5, "string"]
    assert "parent" not in made


@pytest.mark.parametrize(
    ("keywords", "label"),
    [
        ({"enum": ["a", "b"]}, "string"),
        ({"$defs": {"A": {"type": "string"}}, "$ref": "#/$defs/A"}, "A"),
        ({"$defs": {"N": {"$dynamicAnchor": "node", "type": "object"}}, "$dynamicRef": "#node"}, "N"),
        ({"type": ["object", "null"]}, "object | null"),
    ],
)
def test_label_of_the_root(keywords: dict[str, Any], label: str) -> None:
    assert root(**keywords).name == label


def test_schema_of_definitions_only_has_no_root() -> None:
    found = read_document('{"$defs": {"A": {"type": "string"}}}')
    assert found.root is None
    assert [named.name for named in found.schemas] == ["A"]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("[1]", "the definition is not a map with the keywords of a schema", 1),
        ("{", "the definition is not valid YAML: ", 1),
        ("properties:\n  a: {$ref: 'other.json#/x'}", "other.json#/x is in another file, which is not followed", 2),
        ('{"properties":\n {"a": {"$ref": "#/none"}}}', "#/none is not in the definition", 2),
        ('{"properties":\n {"a": 7}}', "7 is not a schema", 2),
        ("$ref: '#'\ntype: object\nproperties: []", "properties is a list, a map is expected", 3),
    ],
)
def test_every_fault_has_a_message_and_a_line(text: str, message: str, line: int) -> None:
    (found,) = (fault for fault in read_document(text).faults if fault.message.startswith(message))
    assert found.line == line

"""What an Avro schema says arrives in the document."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen_avro import definition_cards
from portalgen_avro.document import read_document
from portalgen_definitions.schema_pages import SchemaDocument
from portalgen_definitions.schema_values import Schema
from tests.builders.definitions import shown

DEFINITIONS = Path(__file__).parent / "definitions"


def read(name: str) -> SchemaDocument:
    return read_document((DEFINITIONS / name).read_text(encoding="utf-8"))


def field(kind: Any) -> Schema:  # noqa: ANN401  (any JSON)
    found = read_document(json.dumps({"type": "record", "name": "A", "fields": [{"name": "a", "type": kind}]})).root
    assert found
    return found.schema.fields[0].schema


def test_record() -> None:
    found = read("movement.avsc")
    assert found.faults == ()
    assert (found.title, found.description, found.facts) == (
        "Movement",
        "What an aircraft did.",
        (("Namespace", "aero.larkspur.flight"),),
    )
    assert [(named.name, named.anchor) for named in found.named] == [
        ("Movement", "schema-Movement"),
        ("Kind", "schema-Kind"),
        ("Member", "schema-Member"),
        ("Md5", "schema-Md5"),
    ]
    assert found.root
    rows = {row.name: row.schema for row in found.root.schema.fields}
    assert {name: schema.name for name, schema in rows.items()} == {
        "id": "string",
        "at": "long",
        "kind": "Kind",
        "fuel": "bytes | null",
        "crew": "array of Member",
        "weights": "map of double",
        "checksum": "Md5",
        "previous": "Movement | null",
        "purser": "Member | string | null",
    }
    assert (rows["at"].format, rows["at"].description) == ("timestamp-millis", "When it happened")
    assert rows["at"].constraints == ("sorted downwards",)
    assert (rows["fuel"].constraints, rows["fuel"].default) == (("precision 9", "scale 2"), "null")
    kind, member, checksum = (named.schema for named in found.schemas)
    assert (kind.enum, kind.default) == (("OFF_BLOCK", "AIRBORNE"), "AIRBORNE")
    assert member.fields[0].schema.constraints == ("also called called",)
    assert checksum.constraints == ("16 bytes",)


def test_protocol() -> None:
    found = read("greeter.avpr")
    assert (found.faults, found.title, found.dialect) == ((), "Greeter", "Avro protocol")
    hello = found.schemas[0]
    assert (hello.name, hello.anchor, hello.schema.name) == ("hello", "message-hello", "message")
    assert [(each.word, each.schemas[0].name) for each in hello.schema.variants] == [
        ("Answers", "Greeting"),
        ("Fails with", "Rude"),
    ]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("string", "string"),
        ({"type": "string"}, "string"),
        ({"type": {"type": "array", "items": "int"}}, "array of int"),
        ({"type": "array", "items": ["null", "int"]}, "array of (int | null)"),
        ({"type": "map", "values": {"type": "array", "items": "A"}}, "map of array of A"),
        (["null"], "null"),
        ([], "null"),
        ({"type": "enum", "name": "x.E", "symbols": ["a"]}, "E"),
    ],
)
def test_label(kind: Any, label: str) -> None:  # noqa: ANN401
    assert field(kind).name == label


def test_names_of_two_namespaces_stay_apart() -> None:
    kinds = [{"type": "fixed", "name": "F", "namespace": space, "size": 1} for space in ("a", "b")]
    fields = [{"name": f"f{n}", "type": kind} for n, kind in enumerate(kinds)]
    found = read_document(json.dumps({"type": "record", "name": "R", "fields": fields}))
    assert [named.name for named in found.named] == ["R", "a.F", "b.F"]


def test_list_of_types() -> None:
    types = [{"type": "enum", "name": name, "symbols": ["a"]} for name in ("A", "B")]
    found = read_document(json.dumps(types))
    assert found.root is None
    assert [named.name for named in found.schemas] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("7", "the definition is not a map or list with types of Avro", 1),
        ("{", "the definition is not valid YAML: ", 1),
        ('{"type": "record",\n "name": "A"}', "the record A has no list of fields", 1),
        ('{"type": "array",\n "items":\n "nope"}', "nope is not a type of Avro, and is not defined here", 3),
        ('{"type": "array"}', "the array has no items", 1),
        (
            '[{"type": "fixed", "name": "A", "size": 1},\n {"type": "fixed", "name": "A", "size": 2}]',
            "A is defined twice",
            2,
        ),
        ('{"type": "map",\n "values": 7}', "7 is not a type of Avro: it is a name, a list, or a map", 2),
    ],
)
def test_every_fault_has_a_message_and_a_line(text: str, message: str, line: int) -> None:
    (found,) = (fault for fault in read_document(text).faults if fault.message.startswith(message))
    assert found.line == line


WORDS = st.sampled_from(
    """type name namespace doc fields record enum fixed array map items values symbols size default order aliases error
    logicalType decimal precision A A.B null string protocol types messages request response errors""".split()  # noqa: SIM905
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=6),
    max_leaves=40,
)


@settings(deadline=None, max_examples=100)
@given(VALUES)
def test_any_json_value(value: Any) -> None:  # noqa: ANN401
    assert shown(definition_cards, json.dumps(value), spec_type="avro")
    framed = {"type": "record", "name": "A", "fields": [{"name": "a", "type": value}, {"name": "b", "type": "A"}]}
    assert shown(definition_cards, json.dumps(framed), spec_type="avro")

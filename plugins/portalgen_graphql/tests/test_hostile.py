"""Nothing that a definition can hold raises, hangs or explodes."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen_definitions.budget import CHARACTERS
from portalgen_graphql.cards import definition_cards
from portalgen_graphql.document import ROWS, read_document
from tests.builders.definitions import shown

WORDS = st.sampled_from(
    """__schema data types name kind OBJECT INTERFACE UNION ENUM INPUT_OBJECT SCALAR LIST NON_NULL ofType fields args
    inputFields enumValues possibleTypes interfaces queryType mutationType directives locations isDeprecated Query A
    deprecationReason description defaultValue type isRepeatable specifiedByURL""".split()  # noqa: SIM905
)
LEAVES = st.none() | st.booleans() | st.integers() | WORDS | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=8),
    max_leaves=50,
)
MARKS = ("{", "}", "(", ")", "[", "]", "!", "=", "|", "&", ":", "@", "$", "...", "# \n", "1", '"a"', '"""b"""', "'")
NAMES = ("type", "extend", "schema", "interface", "union", "enum", "input", "directive", "on", "query", "A")
TOKENS = st.sampled_from((*MARKS, *NAMES))
QUIET = settings(deadline=None, max_examples=150)


@QUIET
@given(VALUES)
def test_any_json_value(value: Any) -> None:  # noqa: ANN401  (any JSON)
    for text in (json.dumps(value), json.dumps({"__schema": value}), json.dumps({"__schema": {"types": [value]}})):
        assert shown(definition_cards, text, spec_type="graphql")


@QUIET
@given(st.text() | st.lists(TOKENS, max_size=30).map(" ".join))
def test_any_text(text: str) -> None:
    assert shown(definition_cards, text, spec_type="graphql")


@pytest.mark.parametrize(
    "text",
    [
        "type Q { a: " + "[" * 5_000 + "Int" + "]" * 5_000 + " }",
        "type Q { a(x: I = " + "[" * 5_000 + "1" + "]" * 5_000 + "): Int }",
        "{a " * 5_000 + "}" * 5_000,
        '{"__schema": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
)
def test_deep_definition_is_a_fault(text: str) -> None:
    (found,) = read_document(text).faults
    assert "nested too deeply" in found.message


def test_large_definition_is_a_fault() -> None:
    (found,) = read_document("# " + "x" * 4_000_000).faults
    assert found.message.startswith("the definition has 4,000,002 characters")


def test_half_a_surrogate_pair_can_be_written() -> None:
    text = '{"__schema": {"types": [{"name": "A", "kind": "SCALAR", "description": "a\\ud800b"}]}}'
    assert read_document(text).types[0].description.encode() == b"a?b"
    assert read_document('"a\ud800b" scalar A').types[0].description == "a?b"


def test_types_that_are_made_of_each_other_have_short_examples() -> None:
    names = [f"T{number}" for number in range(60)]
    fields = " ".join(f"f{name}: {name}" for name in names)
    inputs = " ".join(f"f{name}: I{name}!" for name in names)
    types = "\n".join(f"type {name} {{ a: Int {fields} }} input I{name} {{ {inputs} }}" for name in names)
    document = read_document(f"type Query {{ a(i: IT0!): T0 }}\n{types}")
    (operation,) = document.operations
    assert len(operation.example.splitlines()) < 100
    assert 50 <= len(operation.variables.splitlines()) < 150
    assert all(len(each.used_by) <= 24 for each in document.types)


def test_more_types_than_fit() -> None:
    fields = " ".join(f"f{number}: Int" for number in range(999))
    document = read_document("\n".join(f"type T{number} {{ {fields} }}" for number in range(35)))
    assert (len(document.types), document.left_out) == (ROWS // 1_000, 10)
    assert [fault.message for fault in document.faults] == ["10 of 35 types are not shown"]


def test_examples_of_a_page_end_where_there_is_no_room() -> None:
    name = "x" * 40_000
    operations = "\n".join(f"o{number}: Long" for number in range(200))
    document = read_document(f"type Long {{ {name}: Int }} type Query {{ {operations} }}")
    texts = [each.example for each in document.operations]
    assert CHARACTERS - 50_000 < sum(map(len, texts)) <= CHARACTERS
    assert texts[-1] == ""
    assert [fault.message[:29] for fault in document.faults] == ["the examples are too long to "]

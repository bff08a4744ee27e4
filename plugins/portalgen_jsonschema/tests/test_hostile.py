"""Nothing that a schema can hold raises, hangs or explodes."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen_definitions.budget import UNITS
from portalgen_jsonschema import definition_cards, document
from portalgen_jsonschema.document import read_document
from tests.builders.definitions import shown

WORDS = st.sampled_from(
    """$schema $id id $anchor $dynamicAnchor $ref $dynamicRef $recursiveRef # #/$defs/A #a http://[ a.json $defs
    definitions properties patternProperties additionalProperties items prefixItems additionalItems contains if
    then else allOf oneOf anyOf not dependencies dependentSchemas dependentRequired propertyNames type object
    array string enum const default examples title description required minimum format contentMediaType
    unevaluatedProperties A""".split()  # noqa: SIM905
)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS | st.text()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=6),
    max_leaves=40,
)


@settings(deadline=None, max_examples=100)
@given(VALUES, VALUES)
def test_any_json_value(value: Any, definition: Any) -> None:  # noqa: ANN401  (any JSON)
    assert shown(definition_cards, json.dumps(value), spec_type="jsonschema")
    framed = {"$defs": {"A": definition}, "properties": {"a": value}, "$ref": "#/$defs/A"}
    assert shown(definition_cards, json.dumps(framed), spec_type="jsonschema")


@pytest.mark.parametrize("keyword", ["properties", "allOf", "oneOf", "dependentSchemas", "items"])
def test_bombs_stay_small(keyword: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "UNITS", UNITS // 10)
    rows = [{"$ref": f"#/x/S{number}", "required": ["a"]} for number in range(30)]
    value = (
        {f"p{number}": row for number, row in enumerate(rows)}
        if keyword in {"properties", "dependentSchemas"}
        else rows
    )
    found = read_document(json.dumps({"x": {f"S{number}": {keyword: value} for number in range(30)}, **rows[0]}))
    assert len(repr(found)) < 4_000_000


def test_schema_that_is_itself() -> None:
    found = read_document('{"$ref": "#", "required": ["a"], "properties": {"a": {"$ref": "#"}}}')
    assert found.root


def test_deep_schema_is_a_fault() -> None:
    (found,) = read_document('{"items":' * 5_000 + "1" + "}" * 5_000).faults
    assert "nested" in found.message

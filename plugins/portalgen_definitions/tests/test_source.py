"""Texts become data that every reader of JSON can take; what has to be left out is a fault with its place."""

import json

import pytest

from portalgen_definitions.source import parse_definition, strict_json


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a":\n {"b": [1, 1e999]}}', 2, 12),
        ('{"a":\n {"b": [1, -1e999]}}', 2, 12),
        ("a:\n  b: [1, 1e999]", 2, 10),
        ("a:\n  b: [1, .inf]", 2, 10),
        ("---\n# nothing\n---\na: {b: [1, -.INF]}", 4, 12),
        ("a:\n  b: [~, .NaN]", 2, 10),
    ],
)
def test_numbers_beyond_json_are_null_and_a_fault(text: str, line: int, column: int) -> None:
    source = parse_definition(text)
    (fault,) = source.tree().faults.values()
    assert json.dumps(source.value, allow_nan=False).endswith("null]}}")
    assert (fault.message, fault.line, fault.column) == ("a / b / 1 is no number that JSON can write", line, column)


@pytest.mark.parametrize("text", ["a: ~\nb: e999", '{"a": null, "b": "1e999"}', "a:\nb: 1e30"])
def test_other_nulls_are_no_fault(text: str) -> None:
    assert parse_definition(text).tree().faults == {}


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "1e999", "[-1e999]"])
def test_strict_json(text: str) -> None:
    with pytest.raises(ValueError, match="is not JSON"):
        strict_json(text)

"""YAML 1.2 as Backstage's reader (npm `yaml` 2) means it."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.yaml12 import Limits, YamlFault, parse_documents, plain_scalar, pointer


def value(text: str) -> object:
    (document,) = parse_documents(text)
    assert document.fault is None, document.fault
    return document.value


def fault(text: str, limits: Limits | None = None) -> YamlFault:
    (document,) = parse_documents(text, limits or Limits())
    assert document.fault is not None
    return document.fault


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("TRUE", True),
        ("~", None),
        ("", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("014", 14),
        ("0o14", 12),
        ("0x1F", 31),
        ("+7", 7),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("1:30", "1:30"),
        ("2024-01-01", "2024-01-01"),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1e400", None),
        (".inf", None),
        (".nan", None),
        ("<<", "<<"),
        ("12345678901234567890", 12345678901234567168),
        ("0x" + "f" * 400, None),
        ("9" * 5000, None),
    ],
)
def test_plain_scalar_follows_the_core_schema(text: str, expected: object) -> None:
    assert plain_scalar(text) == expected


def test_quoted_scalars_stay_text() -> None:
    assert value('["1", \'true\', "~"]') == ["1", "true", "~"]


def test_merge_key_is_a_plain_key() -> None:
    assert value("a: &a {x: 1}\nb: {<<: *a}") == {"a": {"x": 1}, "b": {"<<": {"x": 1}}}


def test_keys_are_the_text_as_written() -> None:
    assert value("1: a\ntrue: b\n~: c\n2024-01-01: d") == {"1": "a", "true": "b", "": "c", "2024-01-01": "d"}


def test_unknown_tags_leave_a_plain_value_and_are_recorded() -> None:
    (document,) = parse_documents("a: !foo 1\nb: !!python/object/apply:os.system [echo]\nc: !!int '3'\nd: !!str 4")
    assert document.value == {"a": "1", "b": ["echo"], "c": 3, "d": "4"}
    assert document.tags == {"/a": "!foo", "/b": "tag:yaml.org,2002:python/object/apply:os.system"}


def test_a_bad_document_costs_only_itself() -> None:
    found = parse_documents("a: 1\n---\nb: [\n---\nc: *nothing\n---\nd: 4\n")
    assert [document.value for document in found] == [{"a": 1}, None, None, {"d": 4}]
    assert [document.line for document in found] == [1, 2, 4, 6]


def test_positions_name_the_line_and_column_of_each_value() -> None:
    (_, document) = parse_documents("a: 1\n---\nb:\n  - x\n  - c/d: 2\n")
    assert document.positions == {"": (3, 1), "/b": (4, 3), "/b/0": (4, 5), "/b/1": (5, 5), "/b/1/c~1d": (5, 10)}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\na: 2", 2, 1, "appears twice (first on line 1)"),
        ("a: b: c", 1, 5, "': ' in it"),
        ("a:\n\t- x", 2, 1, "indented with a tab"),
        ("x: *y", 1, 4, "no anchor"),
        ("a: \x00", 1, 4, "not allowed"),
    ],
)
def test_faults_name_their_place(text: str, line: int, column: int, words: str) -> None:
    found = fault(text)
    assert (found.line, found.column) == (line, column)
    assert words in found.message


@pytest.mark.parametrize(
    ("text", "limits", "words"),
    [
        ("[" * 50_000, Limits(), "nested"),
        ("a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b, *b, *b, *b, *b]", Limits(nodes=40), "values"),
        ("a" * 200, Limits(size=100), "characters"),
    ],
)
def test_limits_are_faults(text: str, limits: Limits, words: str) -> None:
    found = fault(text, limits)
    assert found.limit
    assert words in found.message


def test_places_below_long_keys_are_kept_as_far_as_memory_goes() -> None:
    (document,) = parse_documents(f"? {'k' * 5000}\n: [{'1, ' * 50}]", Limits(nodes=100))
    assert document.fault is None
    assert 1 < len(document.positions) < document.values


@pytest.mark.parametrize("text", ["\ufeffa: 1\r\n", "# comment\n---\na: 1\n", "%YAML 1.2\n---\na: 1\n...\n"])
def test_marks_comments_and_line_ends_do_not_matter(text: str) -> None:
    assert [document.value for document in parse_documents(text) if document.value is not None] == [{"a": 1}]


def test_bytes_that_are_not_utf8_are_replaced_as_node_does() -> None:
    (document,) = parse_documents(b"a: caf\xe9")
    assert document.value == {"a": "caf\ufffd"}


KEY = st.text(max_size=80)  # libyaml reads keys of up to 1024 characters, escapes counted
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_json_is_read_as_json(data: object) -> None:
    text = json.dumps(data)
    read = value(text)
    assert json.loads(json.dumps(read)) == data or _close(read, data)


def _close(read: object, data: object) -> bool:
    if isinstance(read, (int, float)) and isinstance(data, (int, float)):
        return math.isclose(read, data)
    if isinstance(read, list) and isinstance(data, list):
        return len(read) == len(data) and all(_close(*pair) for pair in zip(read, data, strict=True))
    if isinstance(read, dict) and isinstance(data, dict):
        return read.keys() == data.keys() and all(_close(read[key], data[key]) for key in read)
    return read == data


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    for document in parse_documents(text):
        assert document.value is None or document.fault is None


def test_directives_belong_to_the_document_below_them() -> None:
    documents = parse_documents("a: 1\n...\n%YAML 1.2\n# why\n\n---\nb: 2\n")
    assert [(document.line, document.value) for document in documents] == [(1, {"a": 1}), (3, {"b": 2})]


def test_many_lines_like_directives_are_one_fault() -> None:
    assert "directive" in fault("%\n" * 200_000).message  # a reader that looks back from each of them takes hours


def test_pointer_escapes() -> None:
    assert pointer("/metadata/annotations", "a/b~c") == "/metadata/annotations/a~1b~0c"


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\r"])
def test_only_a_line_feed_ends_a_line_as_in_an_editor(odd: str) -> None:
    (found,) = parse_documents(f"a: 'x{odd}y'\nb: 1\nc: {{d: 'é{odd}', e: 2}}\n")
    assert (found.positions["/b"], found.positions["/c/e"]) == ((2, 4), (3, 17))
    (broken,) = parse_documents(f"# x{odd}\nb: 1\nc: [\n")
    assert broken.fault
    assert (broken.fault.line, broken.fault.column) == (3, 4)


def test_private_characters_stay_what_their_author_wrote() -> None:
    assert value('a: "\\x01"\nb: "\\U000FD800"\nc: "\\U000F0041"\n') == {
        "a": "\x01",
        "b": "\U000fd800",
        "c": "\U000f0041",
    }
    assert value("a: x\nb: y\U000f0041\n") == {"a": "x", "b": "y\U000f0041"}


def test_what_libyaml_refuses_and_yaml_1_2_allows_is_read() -> None:
    assert value("a: x\x7fy\x85z\u2028\n") == {"a": "x\x7fy\x85z\u2028"}
    assert value("a:\n  -\tb\n\t\n  -\tc\n") == {"a": ["b", "c"]}
    assert value("a: [!x , b:, :c]\n") == {"a": ["", {"b": None}, ":c"]}


def test_aliases_bring_no_more_characters_than_a_file_may_have() -> None:
    found = fault(f"a: &a {'x' * 600}\nb: [*a, *a, *a]\n", Limits(size=1500))
    assert found.limit
    assert "characters after aliases" in found.message


def test_yaml_1_1_stays_in_force_for_the_rest_of_the_file() -> None:
    text = "%YAML 1.1\n---\na: yes\n---\nb: {<<: {c: 010}, d: 0100-01-02}\n...\n%YAML 1.2\n---\ne: yes\n"
    assert [one.value for one in parse_documents(text)] == [
        {"a": True},
        {"b": {"c": 8, "d": "0100-01-02T00:00:00.000Z"}},
        {"e": "yes"},
    ]

"""Odd corners of npm `yaml` 2, as its own answers show them."""

import pytest

from portalgen.yaml12 import Limits, parse_documents


def value(text: str) -> object:
    (document,) = parse_documents(text)
    assert document.fault is None, document.fault
    return document.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v: {a\n  b: c}", {"v": {"a b": "c"}}),
        ("v: {a: [x], 'b'\n  : c}", {"v": {"a": ["x"], "b": "c"}}),
        (f"v: {{x: y, '{'k' * 1100}': z}}", {"v": {"x": "y", "k" * 1100: "z"}}),
        ('{\n // a comment\n "a": 1}', {'// a comment "a"': 1}),
        ("&a v: b\n*a : c", {"v": "c"}),
        ("v: {&a b, *a}", {"v": {"b": None}}),
        ("1e309: a\n-1e309: b\n~: c", {"Infinity": "a", "-Infinity": "b", "": "c"}),
        ("!!binary aGk=: a", {"hi": "a"}),
        ("v: !!set {a, b: ~}\nw: !!omap [a: 1, b: 2]", {"v": {}, "w": {}}),
    ],
)
def test_keys_and_sets_mean_what_they_mean_there(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text", ["v: !!set {a: 1}", "v: !!omap [{a: 1, b: 2}]", "v: !!omap\n- a: 1\n- a: 2", "v: {a\n  b: c", "v: {a ] : b"]
)
def test_what_is_none_of_them_is_a_fault(text: str) -> None:
    (document,) = parse_documents(text)
    assert document.fault


@pytest.mark.parametrize("text", ["v: [a,#b\n  c]", "v: |#c\n  a", "v: &a >-#c\n  a", "v:\n  x: y\n  [a]: b"])
def test_what_libyaml_alone_takes_is_refused_where_that_counts(text: str) -> None:
    (lenient,) = parse_documents(text)
    (exact,) = parse_documents(text, exact=True)
    assert (lenient.fault, bool(exact.fault)) == (None, True)


@pytest.mark.parametrize("text", ["v: 'a,#b'", "v: a,#b", "v: |\n  a|#b", "1: a\n[x, y]: b\nz: c", "v:\n  [a]: b"])
def test_what_looks_like_it_is_taken(text: str) -> None:
    (exact,) = parse_documents(text, exact=True)
    assert exact.fault is None


def test_a_document_and_a_file_have_so_many_values() -> None:
    limits = Limits(nodes=10, total=12)
    (flat,) = parse_documents("v: [" + "x, " * 30 + "]", limits)
    assert flat.fault
    assert flat.fault.limit
    first, second, rest = parse_documents("---\n[a, b, c, d, e, f]\n" * 4, limits)
    assert (first.values, second.values) == (7, 7)
    assert rest.fault
    assert rest.fault.message == "the file has more than 12 values"


def test_bytes_are_as_many_values_as_there_are() -> None:
    (document,) = parse_documents("v: !!binary " + "QUJD" * 10, Limits(nodes=20))
    assert document.fault
    assert document.fault.limit

"""What is read line by line is what libyaml's events say, or it is left to them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.yaml12 import DESCRIPTOR_LIMITS, Limits, YamlDocument, parse_documents
from portalgen.yaml12.everyday import read_everyday
from portalgen.yaml12.parse_documents import _Source
from portalgen.yaml12.scalars import CORE

DESCRIPTOR = """\
# who pays
apiVersion: backstage.io/v1alpha1
kind: Component   # a service
metadata:
  name: 'payments'
  annotations:
    "backstage.io/techdocs-ref": dir:.
    ui:field: ''
  tags: [java, "tier 1", 'x', 12, null]
  labels: {}
  links:
    - url: https://example.com/a#b
      title: Board: no
    -   url: https://example.com/c
spec:
  type: service
  dependsOn:
  - component:default/orders
  - resource:db
  replicas: 3
  open: true
  nothing:
  limits: {cpu: 2, of: [a, {b: c}], none: [], map: {}}
  definition: |
    openapi: 3.1.0

      indented
    last
  description: >-
    folded into
    one line
"""


def test_a_descriptor_as_most_are_written_is_read_line_by_line() -> None:
    text = DESCRIPTOR.replace("Board: no", "Board")

    found = read_everyday(text, DESCRIPTOR_LIMITS)

    assert found
    value, start, values = found
    assert start == (1, 0)
    assert value == by_events(text).value
    assert values == by_events(text).values
    assert list(value["spec"]["limits"]) == ["cpu", "of", "none", "map"]
    assert value["spec"]["definition"] == "openapi: 3.1.0\n\n  indented\nlast\n"


@pytest.mark.parametrize(
    "text",
    [
        DESCRIPTOR,  # a text with a colon and a space in it
        "- a\n",
        "a: &x 1\n",
        "a: *x\n",
        "a: !!str 1\n",
        "a: 1\na: 2\n",
        "a: b\n  c\n",
        "a: b\n c: d\n",
        "a:\n  - b\n c: d\n",
        "a: 'it''s'\n",
        'a: "\\n"\n',
        "a: [b\n]\n",
        "a: [b c]\n",
        "a: {b}\n",
        "a: [b: c]\n",
        "null: a\n",
        "1: a\n",
        "<<: {a: b}\n",
        "a: |2\n   b\n",
        "a: >\n  b\n\n  c\n",
        "a: |\nb: c\n",
        "a:\tb\n",
        "? a\n",
        "a: - b\n",
        "a: @b\n",
        "- - a\n",
        "...\n",
        "a: b\u2028\n",
        "{}\n",
        "\n",
        f"{'k' * 600}: a\n",
        "".join(f"{'  ' * depth}a:\n" for depth in range(60)),
        f"a: {'[' * 60}{']' * 60}\n",
    ],
)
def test_what_is_of_another_form_is_left_to_others(text: str) -> None:
    assert read_everyday(text, DESCRIPTOR_LIMITS) is None


def test_a_document_with_too_many_values_is_left_to_what_says_so() -> None:
    assert read_everyday("a: [b, c]\n", Limits(nodes=5))
    assert read_everyday("a: [b, c]\n", Limits(nodes=4)) is None
    assert parse_documents("a: [b, c]\n", Limits(nodes=4))[0].fault


WORDS = [
    "a", "b c", "a:b", "a #c", "a#c", "1", "-1", "0x1f", "1.5e3", ".5", "~", "null", "True", "no", "é", "",
    "'q'", '"q"', "''", "'it''s'", "[]", "{}", "[a, b]", "[a,b]", "['x', \"y\", 1]", "{a: b}", "{a: [b, {c: d}]}",
    "[a, ]", "{a:b}", "[a:b]", "[ a ]", "|", "|-", ">", ">-", "|+", "&x", "*x", "!!str 1", "? b", "- b", "b: c",
    "b:", "./x", "$x", "a ", "# c", "%", "@", "a'b", 'a"b', "a, b", "a]", "[a]b", "${{ x }}", "a\\b",
]  # fmt: skip
KEYS = ["a", "b", "key", "a/b.c-d", "ui:x", "'q'", '"r"', "$text", "null", "true", "1", "é", "<<", "a b", "", "-", "~"]
LINES = st.builds(
    lambda indent, dash, key, value: f"{' ' * indent}{dash}{key}{value}",
    st.sampled_from([0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 6]),
    st.sampled_from(["", "", "", "- ", "-  ", "-"]),
    st.sampled_from([*(f"{key}: " for key in KEYS), *(f"{key}:" for key in KEYS[:3]), ""]),
    st.sampled_from(WORDS),
)
DOCUMENTS = st.builds(lambda head, lines: "\n".join([*head, *lines, ""]), st.sampled_from([[], ["---"], ["# x"]]),
                      st.lists(LINES, max_size=8))  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(DOCUMENTS | st.text("ab:-#[]{}'\"|> \n,1~", max_size=40).map(lambda text: f"a: {text}\n"))
def test_both_ways_to_read_agree(text: str) -> None:
    found = read_everyday(text, DESCRIPTOR_LIMITS)

    if found:
        value, (line, column), values = found
        for exact in (False, True):
            document = by_events(text, exact=exact)
            assert document.fault is None
            assert repr(document.value) == repr(value)
            assert document.values == values
            assert document.start == (line + 1, column + 1)


def by_events(text: str, *, exact: bool = False) -> YamlDocument:
    """Return what libyaml's events say of a text of one document."""
    return _Source(text, text, 1, CORE, DESCRIPTOR_LIMITS, False, exact).repaired()  # noqa: FBT003

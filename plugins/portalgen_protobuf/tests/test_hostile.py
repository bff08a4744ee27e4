"""Nothing that a definition can hold raises, hangs or explodes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen_definitions.budget import CHARACTERS
from portalgen_protobuf import document
from portalgen_protobuf.cards import definition_cards
from portalgen_protobuf.document import read_document
from tests.builders.definitions import shown

MARKS = (
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "=",
    ";",
    ",",
    ".",
    ":",
    "-",
    "/* c */",
    "// c\n",
    "1",
    "0x",
    '"a"',
    "'",
)
WORDS = (
    "syntax",
    "package",
    "import",
    "message",
    "enum",
    "service",
    "rpc",
    "returns",
    "stream",
    "option",
    "oneof",
    "A",
)
MORE = ("map", "repeated", "optional", "group", "extend", "extensions", "reserved", "to", "max", "string", "deprecated")
QUIET = settings(deadline=None, max_examples=150)


@QUIET
@given(st.text() | st.lists(st.sampled_from((*MARKS, *WORDS, *MORE)), max_size=30).map(" ".join))
def test_any_text(text: str) -> None:
    assert shown(definition_cards, text, spec_type="grpc")
    assert shown(definition_cards, f"message A {{ {text} }}", spec_type="grpc")


@pytest.mark.parametrize(
    "text",
    [
        "message A { " * 5_000 + "}" * 5_000,
        "option a = " + "{ a: " * 5_000 + "}" * 5_000 + ";",
        "option a = { b: " + "[" * 5_000 + "]" * 5_000 + "};",
        "/*" * 50_000,
        '"' + "\\a" * 50_000,
        "message A { string " + "a" * 100_000 + " = 1; }",
        "message A { B" + ".b" * 20_000 + " c = 1; }",
        "\0\ud800\ufeff",
    ],
)
def test_odd_text_is_read_or_a_fault(text: str) -> None:
    found = read_document(text)
    assert found.faults or len(repr(found)) < 1_000_000


def test_deep_messages_are_a_fault() -> None:
    (found,) = read_document("message A {\n" * 100 + "}" * 100).faults
    assert found.message == "messages are nested more than 30 levels deep"
    assert found.line == 32


def test_large_definition_is_a_fault() -> None:
    (found,) = read_document("// " + "x" * 1_000_000).faults
    assert found.message.startswith("the definition has 1,000,003 characters")


def test_messages_that_are_made_of_each_other_have_short_examples() -> None:
    names = [f"M{number}" for number in range(60)]
    fields = " ".join(f"{name} f{name} = {number};" for number, name in enumerate(names, 1))
    messages = "\n".join(f"message {name} {{ {fields} }}" for name in names)
    found = read_document(f"service S {{ rpc R(M0) returns (M1); }}\n{messages}")
    assert 50 <= len(found.methods[0].example.splitlines()) < 150
    assert all(len(each.used_by) <= 24 for each in found.messages)


def test_more_messages_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "ROWS", 300)
    fields = " ".join(f"int32 f{number} = {number};" for number in range(1, 10))
    found = read_document("\n".join(f"message M{number} {{ {fields} }}" for number in range(35)))
    assert (len(found.messages), found.left_out) == (30, 5)
    assert [fault.message for fault in found.faults] == ["5 methods, messages and enumerations are not shown"]


def test_methods_take_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "ROWS", 100)
    calls = " ".join(f"rpc R{number}(A) returns (A);" for number in range(120))
    found = read_document(f"service S {{ {calls} }} message A {{ string a = 1; }}")
    assert (len(found.methods), found.methods_left_out, len(found.messages), found.left_out) == (100, 20, 0, 1)
    assert [fault.message for fault in found.faults] == ["21 methods, messages and enumerations are not shown"]


def test_examples_of_a_page_end_where_there_is_no_room() -> None:
    name = "x" * 40_000
    calls = " ".join(f"rpc R{number}(A) returns (A);" for number in range(200))
    found = read_document(f"service S {{ {calls} }} message A {{ string {name} = 1; }}")
    texts = [each.example for each in found.methods]
    assert CHARACTERS - 50_000 < sum(map(len, texts)) <= CHARACTERS
    assert texts[-1] == ""
    assert [fault.message[:29] for fault in found.faults] == ["the examples are too long to "]

"""What is wrong costs itself and a fault; nothing that a definition can hold raises, hangs or explodes."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen_asyncapi import document
from portalgen_asyncapi.cards import definition_cards
from portalgen_asyncapi.document import read_document
from portalgen_definitions.budget import CHARACTERS, UNITS
from tests.builders.definitions import shown

CORPUS = os.environ.get("PORTALGEN_CORPUS", "")
WORDS = st.sampled_from(
    """asyncapi 2.6.0 3.0.0 info title version channels operations components messages schemas servers parameters
    message payload headers traits oneOf publish subscribe action send receive channel reply address location
    bindings kafka security securitySchemes tags name $ref #/channels/a #/components/messages/A
    #/components/schemas/A schemaFormat correlationId schema application/vnd.apache.avro type record fields
    object string examples location""".split()  # noqa: SIM905
)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS | st.text()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=6),
    max_leaves=40,
)
HEAD = "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\n"


@settings(deadline=None, max_examples=100)
@given(VALUES, VALUES, VALUES)
def test_any_json_value(channel: Any, message: Any, other: Any) -> None:  # noqa: ANN401  (any JSON)
    assert shown(definition_cards, json.dumps(channel), spec_type="asyncapi")
    for version in ("2.6.0", "3.0.0"):
        components = {"messages": {"A": message}, "schemas": {"A": other}, "securitySchemes": other}
        frame = {"asyncapi": version, "components": components, "servers": other, "tags": other, "info": other}
        text = json.dumps({**frame, "channels": {"a": channel}, "operations": {"o": message}})
        assert shown(definition_cards, text, spec_type="asyncapi")


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("- 1", "the definition is not a map with the key asyncapi", 1),
        ("a: [", "the definition is not valid YAML: ", 1),
        ("info: {title: T, version: '1'}", "the definition does not say asyncapi", 1),
        ("asyncapi: 1.2.0\ninfo: {}", "AsyncAPI 1.2.0 is not a known version; it is read as 2.6", 1),
        ("asyncapi: 2.0.0\ninfo:\n  version: '1'", "info has no title", 3),
        (f"{HEAD}channels: []", "channels is a list, a map is expected", 3),
        (f"{HEAD}channels:\n  a: 7", "the channel a is not a map", 4),
        (f"{HEAD}operations:\n  o: [7]", "o has something that is not an operation", 4),
        (f"{HEAD}operations:\n  o:\n    action: send", "the operation o is on no channel of the definition", 5),
        (f"{HEAD}operations:\n  o:\n    action: shout", "the action of o is neither send nor receive", 5),
        (f"{HEAD}servers:\n  s: {{host: h}}", "the server s has no protocol", 4),
        (f"{HEAD}components:\n  messages:\n    a: 7", "7 is not a message", 5),
        (f"{HEAD}channels:\n  a:\n    $ref: ./a.yaml", "./a.yaml is in another file, which is not followed", 5),
        (
            "asyncapi: 2.0.0\nchannels:\n  a:\n    servers: [nowhere]",
            "the server nowhere is not in the definition",
            4,
        ),
        (
            "asyncapi: 2.0.0\nchannels:\n  a: {publish: {operationId: o}}\n  b: {publish: {operationId: o}}",
            "the operationId o stands at 'receives a' and at 'receives b'",
            4,
        ),
    ],
)
def test_every_fault_has_a_message_and_a_line(text: str, message: str, line: int) -> None:
    (found,) = (fault for fault in read_document(text).faults if fault.message.startswith(message))
    assert found.line == line


def test_the_rest_of_a_faulty_definition_is_shown() -> None:
    found = read_document(
        f"{HEAD}channels:\n  a: 7\n  b:\n    messages:\n      m: {{$ref: '#/none'}}\n      n: {{title: N}}\n"
    )
    assert [channel.address for channel in found.channels] == ["b"]
    assert [message.title for message in found.messages] == ["N"]
    assert len(found.faults) == 2


def test_a_reference_that_leaves_the_definition_is_named() -> None:
    found = read_document(f"{HEAD}components: {{messages: {{a: {{payload: {{$ref: './a.json#/A'}}}}}}}}\n")
    assert found.messages[0].payload.schema.name == "./a.json#/A"


@pytest.mark.parametrize("key", ["oneOf", "allOf", "properties"])
def test_bombs_stay_small(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "UNITS", UNITS // 10)
    rows = [{"$ref": f"#/x/S{number}"} for number in range(30)]
    value = {f"p{number}": row for number, row in enumerate(rows)} if key == "properties" else rows
    messages = {f"m{number}": {"payload": rows[0], "headers": rows[1]} for number in range(150)}
    x = {f"S{number}": {key: value} for number in range(30)}
    found = read_document(json.dumps({"asyncapi": "3.0.0", "x": x, "components": {"messages": messages}}))
    assert len(repr(found)) < 4_000_000
    assert any("too large" in fault.message for fault in found.faults)


def test_a_message_that_many_operations_carry_costs_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "UNITS", 5_000)
    fields = {"payload": {"properties": {f"p{number}": {"type": "string"} for number in range(50)}}}
    operations = {f"o{number}": {"action": "send", "channel": {"$ref": "#/channels/c"}} for number in range(500)}
    channels = {"c": {"messages": {f"m{number}": fields for number in range(40)}}}
    found = read_document(json.dumps({"asyncapi": "3.0.0", "channels": channels, "operations": operations}))
    assert sum(len(each.messages) for each in found.operations) < 200
    assert any("too large" in fault.message for fault in found.faults)


def test_examples_end_where_there_is_no_room() -> None:
    message = {"examples": [{"$ref": "#/x"}] * 10}
    operations = {f"o{number}": {"action": "send", "channel": {"$ref": "#/channels/c"}} for number in range(200)}
    text = {"asyncapi": "3.0.0", "channels": {"c": {"messages": {"m": message}}}, "operations": operations}
    found = read_document(json.dumps({**text, "x": {"payload": "x" * 7_000}}))
    shown_texts = [part for each in found.operations for row in each.messages for part in row.examples]
    assert sum(len(text) for part in shown_texts for _, text in part.tokens) < CHARACTERS
    assert any("examples are too long" in fault.message for fault in found.faults)


def test_traits_in_circles_end() -> None:
    text = f"{HEAD}components: {{messages: {{a: {{traits: [{{$ref: '#/components/messages/a'}}], title: A}}}}}}\n"
    assert [message.title for message in read_document(text).messages] == ["A"]


def test_more_operations_than_fit() -> None:
    channels: dict[str, Any] = {f"c{number}": {"publish": {}, "subscribe": {}} for number in range(800)}
    found = read_document(json.dumps({"asyncapi": "2.6.0", "channels": channels}))
    assert (len(found.operations), found.left_out) == (1_500, 100)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS names no folder with real catalogs")
def test_real_definitions() -> None:
    files = [file for file in sorted(Path(CORPUS).rglob("*.y*ml")) if file.is_file()]
    texts = {str(file): file.read_text(encoding="utf-8", errors="replace") for file in files}
    read = {name: read_document(text) for name, text in texts.items() if text.startswith("asyncapi:")}
    assert read, "the folder has AsyncAPI definitions"
    assert {name: each.faults for name, each in read.items() if each.faults or not each.operations} == {}


def test_sample_definitions() -> None:
    folder = Path(__file__).parents[3] / "sample-org" / "repos"
    if not folder.is_dir():
        pytest.skip("sample-org is not here")
    read = {file.name: read_document(file.read_text(encoding="utf-8")) for file in folder.rglob("*.asyncapi.yaml")}
    assert {name: each.faults for name, each in read.items() if each.faults} == {}

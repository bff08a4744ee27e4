"""What a definition says arrives in the document, for both versions of the format."""

import json
from pathlib import Path
from typing import Any

import pytest

from portalgen_asyncapi.document import read_document
from portalgen_asyncapi.values import AsyncDocument, Binding, Message, Operation
from portalgen_definitions.schema_values import Part

DEFINITIONS = Path(__file__).parent / "definitions"


def read(name: str) -> AsyncDocument:
    return read_document((DEFINITIONS / name).read_text(encoding="utf-8"))


def define(**keys: Any) -> AsyncDocument:  # noqa: ANN401  (any JSON)
    info = {"title": "Test", "version": "1"}
    return read_document(json.dumps({"asyncapi": "3.0.0", "info": info, **keys}))


@pytest.fixture(scope="module")
def rides() -> AsyncDocument:
    return read("rides.asyncapi30.yaml")


@pytest.fixture(scope="module")
def lights() -> AsyncDocument:
    return read("lights.asyncapi26.yaml")


def operation(document: AsyncDocument, anchor: str) -> Operation:
    return next(each for each in document.operations if each.anchor == anchor)


def message(document: AsyncDocument, name: str) -> Message:
    return next(each for each in document.messages if each.name == name)


def test_introduction(rides: AsyncDocument, lights: AsyncDocument) -> None:
    assert (rides.faults, lights.faults) == ((), ())
    assert (rides.dialect, rides.title, rides.version, rides.id) == (
        "AsyncAPI 3.0.0",
        "Rides",
        "2.1.0",
        "urn:example:rides",
    )
    assert "[the request](#operation-requestRide)" in rides.description
    assert (rides.tags, lights.tags) == (("rides", "kafka"), ("lamps",))
    assert [link.title for link in rides.links] == ["Handbook", "Rides", "rides@example.org", "Apache 2.0"]
    assert [link.url for link in lights.links] == ["https://example.org/lights", "mailto:lights@example.org"]


def test_servers(rides: AsyncDocument, lights: AsyncDocument) -> None:
    production, edge = rides.servers
    assert (production.url, production.protocol) == ("kafka.{region}.example.org:9093", "kafka-secure 3.5")
    assert production.variables == (("region", "eu (one of eu, us)", "Where the data is"),)
    assert [[need.name for need in needs] for needs in production.security] == [["sasl"], ["OAuth 2.0"]]
    assert production.security[0][0].anchor == "security-sasl"
    assert production.security[1][0].scopes == ("rides.read",)
    assert production.bindings == (Binding("kafka", (("schemaRegistryUrl", "https://registry.example.org"),)),)
    assert edge.url == "mqtt.example.org/rides"
    (broker,) = lights.servers
    assert (broker.url, broker.protocol) == ("mqtt.example.org:{port}", "mqtt")
    assert [[need.name for need in needs] for needs in broker.security] == [["userPassword"], ["oauth"]]
    assert [scheme.label for scheme in lights.schemes] == ["User name and password", "OAuth 2.0"]


def test_version_2_says_what_clients_do(lights: AsyncDocument) -> None:
    assert [(each.anchor, each.action, each.word) for each in lights.operations] == [
        ("operation-receiveMeasurement", "receives", "publish"),
        ("operation-subscribe-lights-lamp-commands", "sends", "subscribe"),
        ("operation-subscribe-archive", "sends", "subscribe"),
    ]


def test_version_3_says_what_the_api_does(rides: AsyncDocument) -> None:
    assert [(each.anchor, each.name) for each in rides.operations] == [
        ("operation-sendEnded", "sends rides.events.{city}.v2"),
        ("operation-requestRide", "receives rides.events.{city}.v2"),
    ]


def test_channels(rides: AsyncDocument, lights: AsyncDocument) -> None:
    events, replies, audit = rides.channels
    assert (events.title, events.servers) == ("Ride events", (Part("production", "server-production"),))
    (city,) = events.parameters
    assert (city.schema.enum, city.schema.default, city.location) == (
        ("oslo", "bergen"),
        "oslo",
        "$message.payload#/city",
    )
    assert [each.name for each in events.messages] == ["LegacyRide"], "those of its operations stand there"
    assert (replies.address, [each.anchor for each in replies.messages]) == ("replies", ["message-Accepted"])
    assert [each.anchor for each in audit.messages] == ["message-entry"]
    assert lights.channels[0].parameters[0].schema.constraints == ("at least 4 characters",)
    assert lights.channels[2].description == "Everything, for ever."


def test_messages_are_read_once(rides: AsyncDocument, lights: AsyncDocument) -> None:
    assert [each.anchor for each in rides.messages] == [
        "message-RideRequested",
        "message-RideEnded",
        "message-LegacyRide",
        "message-Accepted",
        "message-entry",
    ]
    assert [each.anchor for each in lights.messages] == ["message-Measured", "message-TurnOn", "message-TurnOff"]
    assert message(lights, "measured").title == "Measured"


def test_message(rides: AsyncDocument) -> None:
    found = message(rides, "RideRequested")
    assert found.headers
    assert [(row.name, row.required) for row in found.headers.schema.fields] == [("id", True), ("replyTo", False)]
    assert found.payload.schema.label == (Part("Ride", "schema-Ride"),)
    assert [row.name for row in found.payload.schema.fields] == ["id", "from", "to", "city"]
    assert (found.correlation, found.correlation_words) == ("$message.header#/id", "One ride")
    assert [each.title for each in found.examples] == ["Across the town", "Across the town: headers"]
    assert found.docs
    assert message(rides, "LegacyRide").deprecated


def test_traits_win_in_version_2_and_lose_in_3(rides: AsyncDocument, lights: AsyncDocument) -> None:
    assert message(rides, "RideRequested").content_type == "application/json"
    assert message(lights, "measured").content_type == "application/cbor"
    assert message(lights, "TurnOff").content_type == "application/json", "the default"
    assert operation(rides, "operation-sendEnded").title == "Rides that ended"
    assert operation(rides, "operation-sendEnded").bindings == (
        Binding("kafka", (("clientId", "string, Name of the service"),)),
    )
    assert operation(lights, "operation-receiveMeasurement").summary == "Taken from the trait"


def test_formats_of_payloads(rides: AsyncDocument, lights: AsyncDocument) -> None:
    ended, legacy = message(rides, "RideEnded").payload, message(rides, "LegacyRide").payload
    assert (ended.format, ended.schema.description) == ("Avro", "The end of it.")
    assert {row.name: row.schema.name for row in ended.schema.fields} == {
        "id": "string",
        "price": "bytes",
        "stops": "array of Stop",
    }
    assert ended.schema.fields[2].schema.fields[0].schema.format == "timestamp-millis"
    assert legacy.format == "Protobuf"
    assert legacy.source
    assert legacy.source.tokens[0][1] == "message Ride { string id = 1; }\n"
    assert message(lights, "TurnOn").payload.schema.fields[0].schema.default == "100"
    point = next(named for named in rides.schemas if named.name == "Point")
    assert [row.name for row in point.schema.fields] == ["lat", "lon"]


def test_reply(rides: AsyncDocument) -> None:
    reply = operation(rides, "operation-requestRide").reply
    assert reply
    assert (reply.address, reply.description) == ("$message.header#/replyTo", "A channel of the client")
    assert reply.channel == Part("replies", "channel-replies")
    assert [each.name for each in reply.messages] == ["Accepted"]


def test_operation_without_messages_has_those_of_its_channel() -> None:
    channel = {"messages": {"a": {"payload": {"type": "string"}}, "b": {"title": "B"}}}
    send = {"action": "send", "channel": {"$ref": "#/channels/c"}}
    found = define(channels={"c": channel}, operations={"o": send})
    assert [each.name for each in found.operations[0].messages] == ["a", "b"]
    assert found.channels[0].messages == ()


def test_many_messages_are_shown_briefly() -> None:
    payload = {"$ref": "#/components/schemas/S"}
    schemas = {"S": {"type": "object", "properties": {"a": {"type": "string"}}}}
    few, many = (
        define(components={"messages": {f"m{n}": {"payload": payload} for n in range(count)}, "schemas": schemas})
        for count in (3, 300)
    )
    assert few.messages[0].payload.schema.fields
    assert few.messages[0].examples
    assert many.messages[0].payload.schema.name == "S"
    assert not many.messages[0].payload.schema.fields
    assert not many.messages[0].examples

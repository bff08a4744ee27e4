"""What a file says arrives in the document, for proto2, proto3 and editions."""

from collections.abc import Callable

import pytest

from portalgen_protobuf.document import read_document
from portalgen_protobuf.values import Message, ProtoDocument

Text = Callable[[str], str]
FILES = ("orders.proto", "legacy.proto", "edition.proto")


@pytest.fixture(scope="session")
def orders(written: Text) -> ProtoDocument:
    return read_document(written("orders.proto"))


def message_of(document: ProtoDocument, name: str) -> Message:
    return next(each for each in document.messages if each.name == name)


@pytest.mark.parametrize("name", FILES)
def test_good_definition_has_no_faults(written: Text, name: str) -> None:
    document = read_document(written(name))
    assert document.faults == ()
    assert document.readable


def test_introduction(orders: ProtoDocument) -> None:
    assert (orders.dialect, orders.package) == ("Protocol buffers, proto3", "shop.orders.v1")
    assert orders.description == "The **orders** of the shop.\n\nAsk before you write."
    assert [(each.path, each.kind) for each in orders.imports] == [
        ("google/api/annotations.proto", ""),
        ("google/protobuf/timestamp.proto", "public"),
    ]
    assert [(each.name, each.value) for each in orders.options] == [("go_package", '"example.org/shop/" "orders"')]


def test_methods(orders: ProtoDocument) -> None:
    found = {each.title: each for each in orders.methods}
    assert [(each.name, each.kind) for each in orders.methods] == [
        ("Get", "unary"),
        ("Watch", "server streaming"),
        ("Upload", "client streaming"),
        ("Talk", "bidirectional streaming"),
    ]
    get, watch, upload = (found[f"Orders.{name}"] for name in ("Get", "Watch", "Upload"))
    assert get.description == "Returns one order.\nIt must be yours."
    assert (get.request.anchor, get.response.anchor) == ("message-GetRequest", "message-Order")
    assert get.options[0].value.startswith('{ get: "/v1/{name=orders/*}" additional_bindings {')
    assert (watch.response.anchor, watch.description) == ("message-Order", "as they change")
    assert (upload.request.anchor, upload.response.anchor) == ("message-Order.Line", "")
    assert found["Orders.Talk"].deprecated
    assert orders.services[0].options[0].name == "(shop.visibility)"


def test_fields(orders: ProtoDocument) -> None:
    order = message_of(orders, "Order")
    assert order.deprecated
    assert [(group.oneof, [field.name for field in group.fields]) for group in order.groups] == [
        ("", ["id", "lines", "by_product", "state"]),
        ("payment", ["card", "invoice"]),
        ("", ["placed"]),
    ]
    assert order.groups[1].description == "How it is paid."
    fields = {field.name: field for field in order.fields}
    assert (fields["lines"].label, fields["lines"].type.anchor) == ("repeated", "message-Order.Line")
    assert (fields["by_product"].key, fields["by_product"].type.anchor) == ("string", "message-Order.Line")
    assert (fields["state"].label, fields["state"].deprecated) == ("optional", True)
    assert fields["state"].type.anchor == "enum-State"
    assert fields["invoice"].description == "in thirty days"
    assert fields["placed"].type.anchor == ""
    assert order.reserved == ("3", "8 to 10", "100 to max", '"old"', "'older'")
    name = message_of(orders, "GetRequest").fields[0]
    assert [(each.name, each.value) for each in name.options] == [
        ("(google.api.field_behavior)", "REQUIRED"),
        ("json_name", '"who"'),
    ]
    assert name.description == "orders/7"


def test_nested_types_hide_outer_ones(orders: ProtoDocument) -> None:
    assert message_of(orders, "Order.Line").fields[1].type.anchor == "enum-Order.Line.State"
    assert [each.name for each in orders.messages] == ["GetRequest", "Order", "Order.Line", "Invoice"]
    assert [(each.name, each.number) for each in orders.enums[0].values] == [
        ("UNKNOWN", "0"),
        ("FREE", "0x1"),
        ("GONE", "-2"),
    ]


def test_types_know_what_uses_them(orders: ProtoDocument) -> None:
    line = message_of(orders, "Order.Line")
    assert [use.text for use in line.used_by] == ["Orders.Upload", "Order.lines", "Order.by_product"]
    assert line.used_by[1].anchor == "field-Order.lines"


def test_comments_belong_to_what_they_touch(orders: ProtoDocument) -> None:
    assert message_of(orders, "GetRequest").description == ""
    assert message_of(orders, "Order").description == "One order."
    (state,) = (each for each in orders.enums if each.name == "State")
    assert [each.description for each in state.values] == ["", "not paid yet", ""]
    assert (state.values[2].deprecated, state.reserved) == (True, ("5",))


def test_examples(orders: ProtoDocument) -> None:
    get, watch, upload, talk = (each.example for each in orders.methods)
    assert get == ('grpcurl -d \'{\n  "name": "text"\n}\' \\\n  api.example.com:443 shop.orders.v1.Orders/Get')
    assert watch.endswith("Orders/Watch")
    assert '"state": "FREE"' in upload
    assert '"byProduct": {\n    "key": {' in talk
    assert "invoice" not in talk, "one field of a oneof"


def test_proto2(written: Text) -> None:
    document = read_document(written("legacy.proto"))
    assert (document.dialect, document.description) == ("Protocol buffers, proto2", "An old one.")
    search = message_of(document, "Search")
    assert [(field.name, field.label, field.number) for field in search.fields] == [
        ("query", "required", "1"),
        ("page", "optional", "2"),
        ("Result", "repeated", "3"),
        ("message", "optional", "4"),
        ("service", "optional", "5"),
    ]
    assert search.fields[2].type.anchor == "message-Search.Result"
    assert search.extensions == ("100 to 199", "500 to max")
    inner, outer = document.extensions
    assert [field.name for field in inner.fields] == ["inner"]
    assert (outer.type.anchor, outer.fields[0].type.anchor) == ("message-Search", "message-Search.Result")


def test_editions(written: Text) -> None:
    document = read_document(written("edition.proto"))
    assert document.dialect == "Protocol buffers, edition 2024"
    assert message_of(document, "User").reserved == ("nick", "2")
    assert [each.name for each in document.enums] == ["Kind"]


def test_words_of_the_language_may_be_names() -> None:
    text = "message message { string syntax = 1; bool rpc = 2; map<string, string> map = 3; int32 to = 4; }"
    fields = read_document(text).messages[0].fields
    assert [field.name for field in fields] == ["syntax", "rpc", "map", "to"]


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        (" ", "the definition is empty", 1, 1),
        ("message A {\n  string = 1;\n}", "the definition is not valid protobuf: '=' is not expected here", 2, 10),
        ("message A {\n  string b = 1;", "the definition is not valid protobuf: the text ends too early", 2, 15),
        ("message A {}\n$", "the definition is not valid protobuf: '$' is not expected here", 2, 1),
        ("./api.proto", "the definition is not valid protobuf: '.' is not expected here", 1, 1),
        ("message A {}\nmessage A {}", "A is defined twice", 2, 1),
        ("message A {\n  B b = 1;\n}", "the type B is not in the definition", 2, 1),
    ],
)
def test_every_fault_has_a_message_and_a_place(text: str, message: str, line: int, column: int) -> None:
    (found,) = read_document(text).faults
    assert (found.message, found.line, found.column) == (message, line, column)


def test_types_of_imported_files_are_no_fault() -> None:
    text = 'import "shop/money.proto"; message A { Money b = 1; }'
    assert read_document(text).faults == ()

"""What a schema says arrives in the document, from SDL and from introspection alike."""

import json
from collections.abc import Callable

import pytest

from portalgen_graphql.document import read_document
from portalgen_graphql.values import SchemaDocument, Type

Text = Callable[[str], str]
FILES = ("shop.graphql", "shop.introspection.json")


def type_of(document: SchemaDocument, name: str) -> Type:
    return next(each for each in document.types if each.name == name)


@pytest.mark.parametrize("name", FILES)
def test_good_definition_has_no_faults(written: Text, name: str) -> None:
    document = read_document(written(name))
    assert document.faults == ()
    assert document.readable
    assert document.description.strip() == "The **shop**: orders and what is in them."


@pytest.mark.parametrize("name", FILES)
def test_operations_come_first_by_kind(written: Text, name: str) -> None:
    document = read_document(written(name))
    assert [each.anchor for each in document.operations] == [
        *("query-order", "query-orders", "query-search", "query-old"),
        *("mutation-create", "mutation-pay"),
        "subscription-changed",
    ]
    assert [kind for kind, _ in document.kinds] == ["object", "interface", "union", "enum", "input", "scalar"]
    assert "Root" not in {each.name for each in document.types}


@pytest.mark.parametrize("name", FILES)
def test_arguments_defaults_and_deprecations(written: Text, name: str) -> None:
    document = read_document(written(name))
    order, orders, _, old = (each.field for each in document.operations[:4])
    assert [(each.name, str(each.type), each.default, each.required) for each in order.arguments] == [
        ("id", "ID!", "", True),
        ("with", "Detail", document.operations[0].field.arguments[1].default, False),
    ]
    assert order.arguments[1].default.startswith("{")
    assert orders.arguments[0].default == "[OPEN, PAID]"
    assert str(orders.type) == "[Order!]!"
    assert (old.deprecation, orders.deprecation) == ("Use `orders`.", None)
    state = type_of(document, "State")
    assert [(each.name, each.deprecation) for each in state.values] == [
        ("OPEN", None),
        ("PAID", None),
        ("LOST", "Found again"),
    ]


@pytest.mark.parametrize("name", FILES)
def test_types_know_each_other(written: Text, name: str) -> None:
    document = read_document(written(name))
    order = type_of(document, "Order")
    assert order.interfaces == ("Node", "Priced")
    assert [each.name for each in order.fields][-2:] == ["customer", "note"], "extensions add to the type"
    assert type_of(document, "Node").members == ("Order",)
    assert type_of(document, "Found").members == ("Order", "Customer")
    assert [(use.type, use.field) for use in type_of(document, "NewLine").used_by] == [("NewOrder", "lines")]
    assert ("Found", "") in [(use.type, use.field) for use in order.used_by]
    assert type_of(document, "Money").specified_by == "https://example.org/money"


def test_directives(written: Text) -> None:
    document = read_document(written("shop.graphql"))
    (cost,) = document.directives
    assert (cost.repeatable, cost.locations) == (True, ("FIELD_DEFINITION", "OBJECT"))
    order = document.operations[0].field
    assert [(each.name, each.arguments) for each in order.applied] == [("cost", "(points: 3)")]
    assert [each.name for each in type_of(document, "Order").applied] == ["key", "cost"]


def test_introspection_may_stand_alone(written: Text) -> None:
    whole = json.loads(written("shop.introspection.json"))
    assert read_document(json.dumps(whole["data"])) == read_document(json.dumps(whole))


def test_examples(written: Text) -> None:
    document = read_document(written("shop.graphql"))
    examples = {each.anchor: (each.example, each.variables) for each in document.operations}
    query, variables = examples["query-order"]
    assert query == (
        "query Order($id: ID!) {\n  order(id: $id) {\n    id\n    state\n    lines {\n      product\n      price\n"
        "    }\n    total\n    placed\n    customer {\n      email\n    }\n  }\n}"
    )
    assert json.loads(variables) == {"id": "1"}
    query, variables = examples["query-search"]
    assert "__typename\n    ... on Order {" in query
    assert json.loads(variables) == {"text": "text"}
    assert json.loads(examples["mutation-create"][1]) == {
        "input": {"lines": [{"product": "text", "count": 1}], "placed": "2026-03-14"}
    }
    assert json.loads(examples["mutation-pay"][1]) == {"by": {"card": "text"}}, "one of the fields, as @oneOf says"
    assert examples["query-old"] == ("query Old {\n  old\n}", "")


def test_subgraph_without_a_query_renders() -> None:
    text = (
        'extend schema @link(url: "x")\ntype A @key(fields: "id") @shareable { id: ID! b: B }\nextend type B { a: A }'
    )
    document = read_document(text)
    assert document.faults == ()
    assert [each.name for each in document.types] == ["A", "B"]
    assert document.operations == ()


def test_extension_of_the_query_alone_gives_operations() -> None:
    document = read_document("extend type Query { a: Int }")
    assert [each.title for each in document.operations] == ["query a"]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (" ", "the definition is empty", 1),
        ("type A {\n  b: \n}", "the definition is not a valid GraphQL schema: Expected Name, found '}'", 3),
        ("type A { b: Int }\ntype A { c: Int }", "A is defined twice", 2),
        ("type A {\n  b(c: D): [E!]\n}", "the type E is not in the definition", 2),
        ("query { a }", "a query is not part of a schema", 1),
        ('{"data": {"__schema": {}', "the definition is not valid JSON: ", 1),
        ('{"data": {"__schema": []}}', "the definition has no __schema with types", 1),
        ('{"__schema": {"types": [{"name": "A", "kind": "?"}]}}', "the kind of the type A is not known", 1),
    ],
)
def test_every_fault_has_a_message_and_a_line(text: str, message: str, line: int) -> None:
    (found,) = (each for each in read_document(text).faults if each.message.startswith(message))
    assert found.line == line

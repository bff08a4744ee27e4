"""What a definition says arrives in the document, for each version of the format."""

from collections.abc import Callable

import pytest

from portalgen_openapi.document import read_document
from portalgen_openapi.values import ApiDocument, Operation

Read = Callable[[str], ApiDocument]
Define = Callable[..., ApiDocument]
FILES = ("orders.openapi31.yaml", "rooms.openapi30.yaml", "legacy.swagger2.json")


def operation(document: ApiDocument, anchor: str) -> Operation:
    return next(each for each in document.operations if each.anchor == anchor)


@pytest.mark.parametrize("name", FILES)
def test_good_definition_has_no_faults(read: Read, name: str) -> None:
    assert read(name).faults == ()


def test_introduction(read: Read) -> None:
    document = read("orders.openapi31.yaml")
    assert (document.dialect, document.title, document.version) == ("OpenAPI 3.1.0", "Orders", "2.3.0")
    assert "[create](#operation-createOrder)" in document.description
    assert "[refunds](#tag-refunds)" in document.description
    assert [link.url for link in document.links] == [
        "https://example.org/orders",
        "mailto:orders@example.org",
        "https://www.apache.org/licenses/LICENSE-2.0",
    ]
    assert document.servers[0].variables == (("region", "eu (one of eu, us)", "Where the data is"),)


def test_operations_stand_by_first_tag_and_webhooks_last(read: Read) -> None:
    groups = {group.name: [each.anchor for each in group.operations] for group in read("orders.openapi31.yaml").groups}
    assert groups == {
        "orders": ["operation-listOrders", "operation-createOrder", "operation-get-orders-id"],
        "Other operations": ["operation-get-health"],
        "Webhooks": ["operation-post-orderExpired"],
    }


def test_parameters_of_the_path_come_along(read: Read) -> None:
    found = operation(read("orders.openapi31.yaml"), "operation-listOrders").parameters
    assert [(each.place, each.name) for each in found] == [
        ("query", "limit"),
        ("query", "state"),
        ("header", "X-Trace"),
    ]
    assert found[0].schema.constraints == ("≥ 1", "≤ 200")
    assert found[1].schema.name == "array of State"


def test_operation_replaces_a_parameter_of_its_path(define: Define) -> None:
    path = {"name": "q", "in": "query", "description": "path"}
    own = {"name": "q", "in": "query", "description": "own"}
    item = {"parameters": [path], "get": {"parameters": [own], "responses": {}}}
    found = define(paths={"/": item}).operations[0].parameters
    assert [each.description for each in found] == ["own"]


def test_responses(read: Read) -> None:
    page, client, other = operation(read("orders.openapi31.yaml"), "operation-listOrders").responses
    assert (page.status, client.status, other.status) == ("200", "4XX", "default")
    assert page.contents[0].types == ("application/json", "application/vnd.orders+json")
    assert [field.name for field in page.contents[0].schema.fields] == ["items", "next"]
    assert page.headers[0].name == "X-Total"
    assert client.contents[0].schema.name == "Problem"
    assert client.contents[0].schema.fields == (), "errors link their schema only"


def test_security(read: Read) -> None:
    document = read("orders.openapi31.yaml")
    listed, created, public = (
        operation(document, f"operation-{name}") for name in ("listOrders", "createOrder", "get-orders-id")
    )
    assert [[need.name for need in needs] for needs in listed.security] == [["oauth"]], "taken from the top"
    assert [[need.name for need in needs] for needs in created.security] == [["oauth"], ["key", "mtls"]]
    assert public.open
    assert public.security == ()
    assert [scheme.label for scheme in document.schemes] == [
        "OAuth 2.0",
        "API key in header X-Key",
        "Mutual TLS",
        "Bearer token (JWT)",
        "OpenID Connect https://id.example.org/.well-known",
    ]
    assert document.schemes[0].flows[0].scopes == (("orders.read", "Read"), ("orders.write", "Write"))


def test_callbacks_and_examples(read: Read) -> None:
    created = operation(read("orders.openapi31.yaml"), "operation-createOrder")
    name, calls = created.callbacks[0]
    assert (name, calls[0].path, calls[0].method) == ("paid", "{$request.body#/callback}", "POST")
    small, elsewhere = created.body.contents[0].examples if created.body else ()
    assert small.title == "One item"
    assert "".join(text for _, text in small.tokens) == '{\n  "id": "1",\n  "state": "NEW"\n}'
    assert elsewhere.url == "https://example.org/big.json"


def test_openapi_30(read: Read) -> None:
    booked, _ = read("rooms.openapi30.yaml").operations
    assert [each.place for each in booked.parameters] == ["path", "query", "cookie"]
    assert [field.name for field in booked.parameters[1].schema.fields] == ["from"]
    assert booked.body is not None
    seats = booked.body.contents[0].schema.fields[1]
    assert seats.schema.constraints == ("> 0",)
    assert booked.responses[0].links == (("next", "book"),)


def test_swagger_2(read: Read) -> None:
    document = read("legacy.swagger2.json")
    assert document.title == "Legacy 🚀"
    assert [server.url for server in document.servers] == ["https://old.example.org/v1", "http://old.example.org/v1"]
    assert [scheme.label for scheme in document.schemes] == ["HTTP Basic", "OAuth 2.0"]
    assert document.schemes[1].flows[0].title == "Authorization code"
    store, files = document.operations
    assert [(each.name, each.note) for each in store.parameters] == [("page", ""), ("ids", "repeated")]
    assert store.parameters[0].schema.default == "1"
    assert store.body is not None
    assert store.body.required
    assert store.body.contents[0].schema.name == "Record"
    stored, bad = store.responses
    assert [media.types for media in stored.contents] == [("application/json",), ("application/xml",)]
    assert stored.contents[0].examples[0].generated is False
    assert stored.headers[0].schema.name == "integer"
    assert bad.contents[0].schema.name == "Fault"
    assert files.body is not None
    fields = {field.name: (field.schema.format, field.required) for field in files.body.contents[0].schema.fields}
    assert fields == {"file": ("binary", True), "title": ("", False)}


def test_anchors_are_unique_and_stable(define: Define) -> None:
    paths = {path: {"get": {"operationId": "same", "responses": {}}} for path in ("/a", "/b", "/c")}
    found = define(paths=paths)
    assert [each.anchor for each in found.operations] == ["operation-same", "operation-same-2", "operation-same-3"]
    assert [fault.message for fault in found.faults] == [
        "the operationId same stands at GET /a and at GET /b",
        "the operationId same stands at GET /a and at GET /c",
    ]


def test_anchor_without_id_says_method_and_path(define: Define) -> None:
    found = define(paths={"/orders/{id}": {"get": {"responses": {}}}})
    assert found.operations[0].anchor == "operation-get-orders-id"


def test_links_that_no_browser_should_follow_are_left_out() -> None:
    info = "info: {title: T, version: '1', contact: {url: 'javascript:alert(1)'}, termsOfService: 'data:text/html,x'}"
    assert read_document(f"openapi: 3.1.0\n{info}").links == ()


def test_many_operations_are_shown_briefly(define: Define) -> None:
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}
    answers = {"200": {"description": "ok", **body}}
    schemas = {"A": {"type": "object", "properties": {"a": {"type": "string"}}}}
    few, many = (
        define(paths={f"/{n}": {"get": {"responses": answers}} for n in range(count)}, components={"schemas": schemas})
        for count in (3, 150)
    )
    assert few.operations[0].responses[0].contents[0].schema.fields
    assert few.operations[0].examples
    assert many.operations[0].responses[0].contents[0].schema.name == "A"
    assert not many.operations[0].responses[0].contents[0].schema.fields
    assert not many.operations[0].examples

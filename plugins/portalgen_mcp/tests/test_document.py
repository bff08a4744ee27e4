"""What a definition says arrives in the document, for each shape; of secrets only the name."""

import json
from collections.abc import Callable

import pytest

from portalgen.model.entity import Entity
from portalgen_mcp.document import read_document
from portalgen_mcp.servers import server_of
from portalgen_mcp.values import McpDocument
from tests.builders.definitions import api_entity

Text = Callable[[str], str]
FILES = ("registry.json", "listing.json", "client.json")


@pytest.fixture(scope="session")
def registry(written: Text) -> McpDocument:
    return read_document(written("registry.json"))


def with_remotes(*remotes: object, definition: object = None) -> Entity:
    entity = api_entity("", spec_type="mcp-server")
    spec: dict[str, object] = {
        "type": "mcp-server",
        "lifecycle": "production",
        "owner": "web",
        "remotes": list(remotes),
    }
    if definition is not None:
        spec["definition"] = definition
    entity.document["spec"].clear()
    entity.document["spec"].update(spec)
    return entity


@pytest.mark.parametrize(
    ("name", "secrets"), [(FILES[0], ["api_key"]), (FILES[1], []), (FILES[2], ["token", "api-key"])]
)
def test_good_definition_has_no_faults_but_its_secrets(written: Text, name: str, secrets: list[str]) -> None:
    document = read_document(written(name))
    expected = [f"the value of the secret {each} stands in the definition" for each in secrets]
    assert [fault.message for fault in document.faults] == expected
    assert document.readable
    assert "sesame" not in repr(document)


def test_registry(registry: McpDocument) -> None:
    assert (registry.title, registry.version, registry.description) == ("Orders", "1.2.0", "Looks **orders** up.")
    assert [(link.title, link.url) for link in registry.links] == [
        ("Website", "https://example.org/orders"),
        ("Repository", "https://git.example/shop"),
    ]
    first, second = registry.remotes
    assert (first.transport, first.url) == (
        "streamable-http",
        "https://mcp.example.org/orders?api_key=<api_key>&region=eu",
    )
    assert [(each.name, each.required, each.secret, each.value) for each in first.headers] == [
        ("Authorization", True, True, ""),
        ("X-Region", True, False, "eu"),
        ("X-Trace", False, False, ""),
    ]
    assert second.transport == "sse"


def test_packages_are_started_as_their_registries_want_it(registry: McpDocument) -> None:
    assert [(each.registry, " ".join(each.command)) for each in registry.packages] == [
        ("npm", "npx -y @shop/orders-mcp@1.2.0 --region eu <folder>"),
        ("pypi", "uvx orders-mcp@1.2.0"),
        ("oci", "docker run -i --rm -e SHOP_TOKEN registry.example.org/shop/orders:1.2.0"),
        ("nuget", "dnx --yes Shop.Orders@1.2.0"),
        ("mcpb", ""),
    ]
    token, mode = registry.packages[0].variables
    assert (token.secret, token.value, mode.value, mode.choices) == (True, "", "safe", ("fast", "safe"))


def test_answer_of_a_registry_and_older_names() -> None:
    package = {
        "registry_type": "pypi",
        "identifier": "a",
        "version": "1",
        "environment_variables": [{"name": "A_KEY", "is_required": True, "is_secret": True}],
    }
    document = read_document(json.dumps({"server": {"name": "x/a", "packages": [package]}, "_meta": {}}))
    assert document.packages[0].command == ("uvx", "a@1")
    assert document.packages[0].variables[0].required


def test_listing(written: Text) -> None:
    document = read_document(written("listing.json"))
    assert (document.title, document.version) == ("Orders of the shop", "0.3.0")
    get, cancel = document.tools
    assert (get.anchor, get.title, get.hints) == ("tool-get_order", "Get an order", ("read only",))
    assert cancel.hints == ("may destroy",)
    assert get.input is not None
    assert [(field.name, field.required) for field in get.input.fields] == [("id", True), ("with", False)]
    assert get.input.fields[1].schema.enum == ("lines", "customer")
    assert get.output is not None
    assert [(each.name, each.uri) for each in document.resources] == [
        ("States", "orders://states"),
        ("Order", "orders://{id}"),
    ]
    assert document.prompts[0].arguments[0].required


def test_client(written: Text) -> None:
    document = read_document(written("client.json"))
    (package,), (remote,) = document.packages, document.remotes
    assert package.command == ("uvx", "orders-mcp", "--token", "<token>", "--api-key=<api-key>", "--fast")
    assert [(each.name, each.secret) for each in package.variables] == [("SHOP_TOKEN", True), ("SHOP_MODE", False)]
    assert (remote.transport, remote.headers[0].name, remote.headers[0].value) == (
        "streamable-http",
        "Authorization",
        "",
    )


def test_entity_without_a_definition_has_its_remotes() -> None:
    entity = with_remotes(
        {"type": "streamable-http", "url": "https://me:sesame@mcp.example.org/orders"},
        {"type": "stdio", "url": "npx -y orders-mcp"},
    )
    document = server_of(entity)
    assert document is not None
    assert [each.url for each in document.remotes] == ["https://mcp.example.org/orders"]
    assert [each.command for each in document.packages] == [("npx", "-y", "orders-mcp")]


def test_a_remote_that_both_name_stands_once(written: Text) -> None:
    text = written("client.json")
    document = server_of(with_remotes({"type": "sse", "url": "https://mcp.example.org/orders"}, definition=text))
    assert document is not None
    assert [each.transport for each in document.remotes] == ["streamable-http"]


def test_configurations(written: Text) -> None:
    document = server_of(api_entity(written("registry.json"), spec_type="mcp-server"))
    assert document is not None
    assert "sesame" not in repr(document)
    ways = dict(document.configurations)
    remote = {each.client: json.loads(each.text) for each in ways[document.remotes[0].url]}
    assert remote["Claude Code"]["mcpServers"]["orders"] == {
        "type": "http",
        "url": "https://mcp.example.org/orders?api_key=<api_key>&region=eu",
        "headers": {"Authorization": "<Authorization>", "X-Region": "eu"},
    }
    assert remote["Claude Desktop"]["mcpServers"]["orders"]["args"][:3] == ["-y", "mcp-remote", document.remotes[0].url]
    assert remote["VS Code"] == {
        "inputs": [{"type": "promptString", "id": "Authorization", "description": "Authorization", "password": True}],
        "servers": {
            "orders": {
                "type": "http",
                "url": document.remotes[0].url,
                "headers": {"Authorization": "${input:Authorization}", "X-Region": "eu"},
            }
        },
    }
    package = {each.client: json.loads(each.text) for each in ways["@shop/orders-mcp"]}
    assert package["Claude Desktop"]["mcpServers"]["orders"]["env"] == {
        "SHOP_TOKEN": "<SHOP_TOKEN>",
        "SHOP_MODE": "safe",
    }
    assert package["VS Code"]["servers"]["orders"]["env"] == {"SHOP_TOKEN": "${input:SHOP_TOKEN}", "SHOP_MODE": "safe"}
    assert "https://example.org/orders.mcpb" not in ways, "nobody knows how to start it"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "the definition is empty", 1),
        ("{", "the definition is not valid YAML", 1),
        ("- 1", "the definition is not a map that describes an MCP server", 1),
        ("name: a", "the definition has no packages, remotes, tools, resources, prompts or mcpServers", 1),
        ("tools:\n  - title: a\n  - name: b", "a tool has no name", 2),
        ("tools: 7", "tools is a number, a list is expected", 1),
        (
            "mcpServers:\n  a:\n    command: b\n    env:\n      MY_TOKEN: sesame",
            "the value of the secret MY_TOKEN stands in the definition",
            5,
        ),
        (
            "packages:\n  - environmentVariables:\n      - {name: A, isSecret: true, value: sesame}",
            "the value of the secret A stands in the definition",
            3,
        ),
    ],
)
def test_every_fault_has_a_message_and_a_line(text: str, message: str, line: int) -> None:
    found = next(each for each in read_document(text).faults if each.message.startswith(message))
    assert found.line == line

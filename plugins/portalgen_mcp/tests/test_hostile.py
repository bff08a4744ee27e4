"""Nothing that a definition can hold raises, hangs or explodes."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen_mcp.cards import definition_cards
from portalgen_mcp.document import read_document
from portalgen_mcp.secrets import is_placeholder, is_secret, without_secrets
from portalgen_mcp.values import McpDocument
from tests.builders.definitions import api_entity, catalog_of, shown

WORDS = st.sampled_from(
    """name title version description server serverInfo repository url remotes packages type headers value default npm
    registryType identifier environmentVariables packageArguments runtimeArguments isRequired isSecret choices transport
    tools inputSchema outputSchema annotations readOnlyHint resources uri prompts arguments mcpServers servers command
    args env $ref #/a properties stdio oci https://a/b""".split()  # noqa: SIM905
)
LEAVES = st.none() | st.booleans() | st.integers() | WORDS | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=8),
    max_leaves=50,
)
QUIET = settings(deadline=None, max_examples=150)


@QUIET
@given(VALUES, st.sampled_from(["tools", "packages", "remotes", "mcpServers", "prompts", "resources", "server"]))
def test_any_json_value(value: Any, key: str) -> None:  # noqa: ANN401  (any JSON)
    for text in (json.dumps(value), json.dumps({key: value}), json.dumps({key: [value]})):
        assert shown(definition_cards, text, spec_type="mcp-server")


@QUIET
@given(st.text())
def test_any_text(text: str) -> None:
    assert isinstance(read_document(text), McpDocument)


@QUIET
@given(VALUES)
def test_any_remotes(value: Any) -> None:  # noqa: ANN401  (any JSON)
    entity = api_entity("{}", spec_type="mcp-server")
    entity.document["spec"]["remotes"] = value
    assert isinstance(list(definition_cards(entity, catalog_of(entity))), list)


def test_many_rows_stay_few() -> None:
    value = {
        "tools": [{"name": f"t{number}"} for number in range(5_000)],
        "packages": [{"registryType": "npm", "identifier": f"p{number}"} for number in range(5_000)],
    }
    entity = api_entity(json.dumps(value), spec_type="mcp-server")
    _, card = definition_cards(entity, catalog_of(entity))
    assert len(repr(card)) < 1_000_000


def test_schemas_that_multiply_stay_small() -> None:
    names = [f"S{number}" for number in range(40)]
    schemas = {
        name: {"type": "object", "properties": {each: {"$ref": f"#/$defs/{each}"} for each in names}} for name in names
    }
    found = read_document(
        json.dumps({"tools": [{"name": "a", "inputSchema": {"$ref": "#/$defs/S0", "$defs": schemas}}]})
    )
    assert len(repr(found)) < 30_000_000


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        ("https://me:sesame@a.example:8/b", "https://a.example:8/b"),
        ("https://a.example/?token=sesame&x=1", "https://a.example/?token=<token>&x=1"),
        ("https://[", ""),
    ],
)
def test_addresses_lose_their_secrets(url: str, clean: str) -> None:
    assert without_secrets(url) == clean


@pytest.mark.parametrize(
    "name", ["GITHUB_TOKEN", "Authorization", "api-key", "X-API-Key", "DB_PASSWORD", "clientSecret"]
)
def test_names_of_secrets(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize("name", ["REGION", "keyboard", "LOG_LEVEL", "monkey"])
def test_names_of_others(name: str) -> None:
    assert not is_secret(name)


@pytest.mark.parametrize(
    ("value", "holds"),
    [("${TOKEN}", True), ("Bearer {token}", True), ("<your token>", True), ("your-token", True), ("sesame", False)],
)
def test_placeholders(value: str, holds: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    assert is_placeholder(value) is holds

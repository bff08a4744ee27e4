"""No secret is shown wherever it is written down, and each that is masked is a fault with a line."""

import json
from typing import Any

import pytest

from portalgen_mcp.cards import definition_cards
from portalgen_mcp.document import read_document
from portalgen_mcp.rules import check_servers
from portalgen_mcp.words import masked_words
from tests.builders.definitions import api_entity, catalog_of, shown

SECRET = "sesame-4711"  # noqa: S105  (stands for one)


@pytest.mark.parametrize(
    ("words", "clean", "names"),
    [
        (
            ["--header", f"Authorization: Bearer {SECRET}"],
            ["--header", "Authorization: <Authorization>"],
            ["Authorization"],
        ),
        (["--header", f"Authorization:{SECRET}"], ["--header", "Authorization:<Authorization>"], ["Authorization"]),
        ([f"--header=X-Api-Key: {SECRET}"], ["--header=X-Api-Key: <X-Api-Key>"], ["X-Api-Key"]),
        ([f"postgresql://admin:{SECRET}@db/main"], ["postgresql://db/main"], ["password"]),
        ([f"--dsn=postgresql://admin:{SECRET}@db/main"], ["--dsn=postgresql://db/main"], ["password"]),
        ([f"https://{SECRET}@git.example/a"], ["https://git.example/a"], ["user"]),
        ([f"https://a.example/?api_key={SECRET}&b=1"], ["https://a.example/?api_key=<api_key>&b=1"], ["api_key"]),
        (["-e", f"TOKEN={SECRET}"], ["-e", "TOKEN=<TOKEN>"], ["TOKEN"]),
        ([f"--password=a {SECRET} b"], ["--password=<password>"], ["password"]),
        (["--token", SECRET, "--fast"], ["--token", "<token>", "--fast"], ["token"]),
        (
            [f'{{"Authorization": "Bearer {SECRET}", "a": 1}}'],
            ['{"Authorization": "<Authorization>", "a": 1}'],
            ["Authorization"],
        ),
        (
            [f"curl -H 'Authorization: Bearer {SECRET}' b"],
            ["curl -H 'Authorization: <Authorization>' b"],
            ["Authorization"],
        ),
        ([f"npx a --token {SECRET} b"], ["npx a --token <token> b"], ["token"]),
    ],
)
def test_words_lose_their_secrets(words: list[str], clean: list[str], names: list[str]) -> None:
    found = list(masked_words(words))
    assert [word for word, _ in found] == clean
    assert [name for _, each in found for name in each] == names


@pytest.mark.parametrize(
    "words",
    [
        ["docker", "run", "-i", "--rm", "-e", "TOKEN", "ghcr.io/shop/auth-proxy:1.2"],
        ["auth-proxy:1.2", "@shop/token-server@1.2.0", "https://mcp.example.org/auth"],
        ["--header", "Authorization: ${AUTH}", "--header", "Authorization:${AUTH}", "TOKEN=<token>"],
        ["postgresql://db/main", "--mode=safe", "C:\\keys", "a token of yours"],
    ],
)
def test_other_words_stay(words: list[str]) -> None:
    assert list(masked_words(words)) == [(word, ()) for word in words]


def package(**keys: object) -> dict[str, Any]:
    return {"packages": [{"registryType": "npm", "identifier": "a", **keys}]}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (
            {"mcpServers": {"a": {"command": "npx", "args": ["--header", f"Authorization: Bearer {SECRET}"]}}},
            "Authorization",
        ),
        ({"mcpServers": {"a": {"command": "npx", "args": [f"postgresql://admin:{SECRET}@db/main"]}}}, "password"),
        ({"mcpServers": {"a": {"command": "docker", "args": ["-e", f"TOKEN={SECRET}"]}}}, "TOKEN"),
        ({"mcpServers": {"a": {"command": f"npx --token {SECRET}"}}}, "token"),
        ({"mcpServers": {"a": {"url": f"https://a.example/?api_key={SECRET}"}}}, "api_key"),
        ({"remotes": [{"type": "sse", "url": f"https://a.example/?api_key={SECRET}"}]}, "api_key"),
        (package(packageArguments=[{"name": "--header", "value": f"Authorization: Bearer {SECRET}"}]), "Authorization"),
        (package(runtimeArguments=[{"name": "-e", "value": f"TOKEN={SECRET}"}]), "TOKEN"),
        (package(environmentVariables=[{"name": "DATABASE", "default": f"postgres://a:{SECRET}@db"}]), "password"),
        (package(environmentVariables=[{"name": "DATABASE", "choices": [f"postgres://a:{SECRET}@db"]}]), "password"),
        ({"resources": [{"uri": f"postgres://a:{SECRET}@db/orders"}]}, "password"),
    ],
)
def test_every_masked_secret_is_a_fault(value: dict[str, Any], name: str) -> None:
    text = json.dumps(value)
    assert SECRET not in shown(definition_cards, text, spec_type="mcp-server")
    (fault,) = read_document(text).faults
    assert (fault.message, fault.line) == (f"the value of the secret {name} stands in the definition", 1)


@pytest.mark.parametrize("url", [f"https://a.example/?api_key={SECRET}", f"npx a --token {SECRET}"])
def test_secrets_beside_the_definition(url: str) -> None:
    entity = api_entity("{}", spec_type="mcp-server")
    entity.document["spec"]["remotes"] = [{"type": "stdio", "url": url}]
    assert SECRET not in repr(list(definition_cards(entity, catalog_of(entity))))
    found = [each for each in check_servers(catalog_of(entity)) if "descriptor" in each.message]
    assert [each.code for each in found] == ["api-definition"]

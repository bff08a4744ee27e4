"""What can be tried: operations with a server that portal.yaml allows, and nothing that would ask anybody else."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import portalgen_openapi
from portalgen.config import PluginSettings
from portalgen.errors import ConfigError
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built
from portalgen.model.entity import Entity
from portalgen_openapi.trial import Trial, make_trial

ALLOWED = frozenset({"https://api.example.com"})
GET: dict[str, Any] = {"responses": {"200": {"description": "ok"}}}


def trial(**keys: object) -> Trial | None:
    return make_trial(json.dumps({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, **keys}), ALLOWED)


def settings(values: object) -> PluginSettings:
    return PluginSettings("openapi", values)


def test_only_allowed_servers_stay() -> None:
    servers = [
        {"url": "https://api.example.com/v1", "description": "![x](https://evil.example/x)"},
        {"url": "https://{env}.example.com", "variables": {"env": {"default": "api"}}},
        {"url": "https://api.example.com@evil.example/v1"},
        {"url": "https://api.example.com.evil.example"},
        {"url": "http://api.example.com"},
        {"url": "/v2"},
    ]
    found = trial(servers=servers, paths={"/a": {"get": GET}})
    assert found is not None
    assert found.definition["servers"] == [{"url": "https://api.example.com/v1"}, {"url": "https://api.example.com"}]
    assert found.origins == ("https://api.example.com",)


def test_operations_elsewhere_are_left_out() -> None:
    far = [{"url": "https://evil.example"}]
    near = [{"url": "https://api.example.com/near"}]
    paths = {
        "/a": {"get": {**GET, "servers": far}, "put": GET},
        "/b": {"servers": far, "get": GET, "put": {**GET, "servers": near}},
        "/c": {"servers": far, "get": GET},
    }
    found = trial(servers=near, paths=paths)
    assert found is not None
    kept = {path: [key for key in item if key != "servers"] for path, item in found.definition["paths"].items()}
    assert kept == {"/a": ["put"], "/b": ["put"]}
    assert "evil" not in json.dumps(found.definition)


@pytest.mark.parametrize("servers", [[], [{"url": "https://evil.example"}], [{"url": "/"}]])
def test_without_an_allowed_server_there_is_nothing(servers: list[dict[str, str]]) -> None:
    assert trial(servers=servers, paths={"/a": {"get": GET}}) is None


@pytest.mark.parametrize("text", ["", "[1]", "openapi: 3.1.0", "openapi: 3.1.0\npaths: 7", ": :"])
def test_what_is_no_definition_is_nothing(text: str) -> None:
    assert make_trial(text, ALLOWED) is None


def test_nothing_is_fetched_for_references_or_signing_in() -> None:
    schemes = {
        "a": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://evil.example", "scopes": {}}}},
        "b": {"type": "openIdConnect", "openIdConnectUrl": "https://evil.example"},
        "k": {"type": "apiKey", "in": "header", "name": "X-Key"},
    }
    schemas = {"A": {"$ref": "https://evil.example/a.json"}, "B": {"$ref": "#/components/schemas/A"}}
    found = trial(
        servers=[{"url": "https://api.example.com"}],
        paths={"/a": {"get": GET}},
        components={"securitySchemes": schemes, "schemas": schemas},
        externalDocs={"url": "https://evil.example"},
    )
    assert found is not None
    assert "evil" not in json.dumps(found.definition)
    assert found.definition["components"]["securitySchemes"] == {
        "a": {"type": "http", "scheme": "bearer"},
        "b": {"type": "http", "scheme": "bearer"},
        "k": schemes["k"],
    }
    assert found.definition["components"]["schemas"]["B"] == schemas["B"]


def test_ways_to_sign_in_are_followed() -> None:
    oauth = {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://evil.example", "scopes": {}}}}
    schemes: dict[str, Any] = {
        "a": {"$ref": "#/components/x-shared/oauth"},
        "b": {"$ref": "#/components/securitySchemes/a"},
        "c": {"$ref": "#/components/securitySchemes/c"},
        "d": {"type": ["oauth2"]},
        "e": 7,
        "f": {"$ref": "#/none"},
    }
    found = trial(
        servers=[{"url": "https://api.example.com"}],
        paths={"/a": {"get": GET}},
        components={"securitySchemes": schemes, "x-shared": {"oauth": oauth}},
    )
    assert found is not None
    bearer = {"type": "http", "scheme": "bearer"}
    assert found.definition["components"]["securitySchemes"] == {"a": bearer, "b": bearer, "d": {"type": ["oauth2"]}}
    old = {"swagger": "2.0", "host": "api.example.com", "paths": {"/a": {"get": GET}}, "x": {"o": oauth}}
    local = {"securityDefinitions": {"a": {"$ref": "#/definitions/o"}}, "definitions": {"o": oauth}}
    again = make_trial(json.dumps({**old, **local}), ALLOWED)
    assert again is not None
    assert again.definition["securityDefinitions"]["a"]["type"] == "apiKey"


def test_what_a_browser_reads_has_only_numbers_of_json() -> None:
    text = """{"openapi": "3.1.0", "servers": [{"url": "https://api.example.com"}],
        "paths": {"/a": {"get": {"responses": {}}}}, "components": {"schemas": {"A": {"maximum": 1e999}}}}"""
    for each in (text, text.replace("1e999", ".inf")):
        found = make_trial(each, ALLOWED)
        assert found is not None
        assert '"maximum": null' in json.dumps(found.definition, allow_nan=False)


def test_swagger_2_keeps_allowed_schemes() -> None:
    old = {"swagger": "2.0", "info": {}, "schemes": ["http", "https"], "basePath": "/v1", "paths": {"/a": {"get": GET}}}
    found = make_trial(json.dumps({**old, "host": "api.example.com"}), ALLOWED)
    assert found is not None
    assert found.definition["schemes"] == ["https"]
    assert make_trial(json.dumps({**old, "host": "api.example.com/@evil.example"}), ALLOWED) is None
    assert make_trial(json.dumps(old), ALLOWED) is None


@pytest.mark.parametrize("values", [None, {}, False])
def test_without_the_setting_there_is_no_byte_of_it(values: object) -> None:
    assert not [
        path for path in portalgen_openapi.register_assets(settings(values)) if "swagger" in path or "try" in path
    ]
    assert len(list(portalgen_openapi.register_pages(settings(values)))) == 1


def test_with_the_setting_there_are_pages_with_definitions(
    api_entity: Callable[..., Entity], catalog_of: Callable[..., Catalog]
) -> None:
    given = settings({"tryIt": {"servers": ["https://API.example.com/"]}})
    text = {"openapi": "3.1.0", "info": {"title": "</script><script>"}, "paths": {"/a": {"get": GET}}}
    entity = api_entity(json.dumps({**text, "servers": [{"url": "https://api.example.com"}]}))
    _, pages = portalgen_openapi.register_pages(given)
    (page,) = pages(Built(catalog_of(entity)))
    assert page.route == "try-it/default/orders/"
    assert "<" not in str(getattr(page.context, "json"))  # noqa: B009  (a context of any page)
    assert {Path(path).suffix for path in portalgen_openapi.register_assets(given)} == {".css", ".js", ".txt"}


@pytest.mark.parametrize(
    "server",
    [
        "https://api.example.com/v1",
        "api.example.com",
        "ftp://a.example",
        "https://*.example.com",
        "https://a'b",
        "https://a@b",
    ],
)
def test_what_is_no_server_is_said_with_its_key(server: str) -> None:
    with pytest.raises(ConfigError, match=r"plugins\.openapi\.tryIt\.servers"):
        portalgen_openapi.register_cards(settings({"tryIt": {"servers": [server]}}))

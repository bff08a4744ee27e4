"""Samples of requests: shells and Python read in them what the definition says, however hostile it is."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from portalgen_openapi.values import ApiDocument

Define = Callable[..., ApiDocument]
SERVERS = [{"url": "https://{env}.example.com/v1", "variables": {"env": {"default": "api", "enum": ["api", "test"]}}}]
TEXT = 'it\'s $HOME `id` "q" \\ !x\n--next; @file'
SECRETS = {"TOKEN": "t0k en", "API_KEY": "k3y", "API_USER": "ada", "API_PASSWORD": "pass word"}


def samples(
    define: Define,
    path: str,
    method: str = "get",
    **keys: Any,  # noqa: ANN401  (any JSON)
) -> dict[str, str]:
    """Return client -> sample of the only operation of a definition."""
    operation = {key: value for key, value in keys.items() if key not in {"components", "security", "servers"}}
    top = {key: keys[key] for key in ("components", "security") if key in keys}
    document = define(paths={path: {method: operation}}, servers=keys.get("servers", SERVERS), **top)
    return dict(document.operations[0].samples)


def heard(folder: Path, command: str) -> list[str]:
    """Return the arguments that a shell gives to the command, with a program of its name that says them."""
    for name in ("curl", "http"):
        program = folder / name
        program.write_text(f"#!{sys.executable}\nimport sys\nsys.stdout.write('\\0'.join(sys.argv[1:]))\n")
        program.chmod(0o755)
    environment = {**os.environ, **SECRETS, "PATH": f"{folder}:{os.environ['PATH']}"}
    run = subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, check=True)  # noqa: S603
    return run.stdout.decode().split("\0")


def called(script: str, monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return what a script gives to `requests`."""
    found: list[tuple[tuple[Any, ...], dict[str, Any]]] = []

    class Answer:
        text = ""

        def raise_for_status(self) -> None:
            """Go on."""

    def send(*args: object, **keys: object) -> Answer:
        found.append((args, keys))
        return Answer()

    module = ModuleType("requests")
    for name in ("get", "post", "put", "request"):
        setattr(module, name, send)
    monkeypatch.setitem(sys.modules, "requests", module)
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    exec(compile(script, "sample", "exec"), {})  # noqa: S102  (that it can be run is what is tested)
    return found[0]


def parameter(name: str, place: str, **keys: object) -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "schema": {"type": "string"}, **keys}


def test_required_parameters_have_examples_or_names(define: Define) -> None:
    rows = [
        parameter("orderId", "path"),
        parameter("at", "query", schema={"type": "string", "format": "date"}),
        parameter("tag", "query", schema={"type": "array", "items": {"type": "string"}}, example=["a b", "c&d"]),
        parameter(
            "ids", "query", schema={"type": "array", "items": {"type": "integer"}}, explode=False, example=[1, 2]
        ),
        parameter("left", "query", required=False),
        parameter("X-Trace", "header", example="t1"),
        parameter("seen", "cookie", example="yes"),
    ]
    found = samples(define, "/orders/{orderId}/items", parameters=rows)
    url = "https://api.example.com/v1/orders/ORDER_ID/items?at=2026-03-14&tag=a%20b&tag=c%26d&ids=1,2"
    assert found["curl"] == f"curl '{url}' \\\n  -H 'X-Trace: t1' \\\n  -H 'Cookie: seen=yes'"
    assert found["HTTPie"] == f"http GET '{url}' \\\n  'X-Trace:t1' \\\n  'Cookie:seen=yes'"
    assert url in found["Python"]
    assert url in found["JavaScript"]


@pytest.mark.parametrize(
    ("scheme", "header"),
    [
        ({"type": "http", "scheme": "bearer"}, "Authorization: Bearer t0k en"),
        ({"type": "oauth2", "flows": {}}, "Authorization: Bearer t0k en"),
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, "X-Key: k3y"),
        ({"type": "apiKey", "in": "cookie", "name": "session"}, "Cookie: session=k3y"),
    ],
)
def test_secrets_are_named_and_stay_one_word(
    define: Define, tmp_path: Path, scheme: dict[str, Any], header: str
) -> None:
    known = {"securitySchemes": {"s": scheme}}
    found = samples(define, "/a", components=known, security=[{"s": []}])
    assert heard(tmp_path, found["curl"]) == ["https://api.example.com/v1/a", "-H", header]
    name, value = header.split(": ")
    assert heard(tmp_path, found["HTTPie"]) == ["GET", "https://api.example.com/v1/a", f"{name}:{value}"]


def test_basic_and_a_key_in_the_query(define: Define, tmp_path: Path) -> None:
    schemes = {"b": {"type": "http", "scheme": "basic"}, "k": {"type": "apiKey", "in": "query", "name": "api key"}}
    found = samples(define, "/a", components={"securitySchemes": schemes}, security=[{"b": [], "k": []}])
    assert heard(tmp_path, found["curl"]) == ["https://api.example.com/v1/a?api%20key=k3y", "-u", "ada:pass word"]


def test_hostile_texts_are_only_text(define: Define, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [parameter("x'; rm -rf /", "query", example=TEXT), parameter("X-A", "header", example=TEXT)]
    rows.append(parameter("X: b\nEvil", "header", example="no header has such a name"))
    body = {"required": True, "content": {"application/json": {"example": {"a'b": TEXT}}}}
    found = samples(define, "/a'$(id)`id`", "post", parameters=rows, requestBody=body)
    arguments = heard(tmp_path, found["curl"])
    assert arguments[0].startswith(
        "https://api.example.com/v1/a'$(id)%60id%60?x%27%3B%20rm%20-rf%20%2F=it%27s%20%24HOME"
    )
    assert arguments[1:5] == ["-H", "Content-Type: application/json", "-H", f"X-A: {TEXT}".replace("\n", " ")]
    assert arguments[5] == "--data-raw"
    assert len(arguments) == 7
    (url,), keys = called(found["Python"], monkeypatch)
    assert url == arguments[0]
    assert keys["json"] == {"a'b": TEXT}
    assert keys["headers"] == {"X-A": TEXT.replace("\n", " ")}


def test_forms_and_files(define: Define, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {"title": {"type": "string", "example": "@etc"}, "-x": {}},
    }
    form = {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    found = samples(define, "/a", "post", requestBody=form)
    assert heard(tmp_path, found["curl"])[1:] == ["--data-urlencode", "title=@etc"]
    assert heard(tmp_path, found["HTTPie"])[3:] == ["title=\\@etc"]
    assert called(found["Python"], monkeypatch)[1]["data"] == {"title": "@etc"}
    parts = {**schema, "properties": {**schema["properties"], "photo": {"type": "string", "format": "binary"}}}
    found = samples(define, "/a", "post", requestBody={"content": {"multipart/form-data": {"schema": parts}}})
    assert heard(tmp_path, found["curl"])[1:] == ["--form-string", "title=@etc", "-F", "photo=@PHOTO"]
    assert 'form.append("photo", PHOTO);' in found["JavaScript"]


def test_bodies_that_are_no_json(define: Define, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xml = {"content": {"application/xml": {"example": "<a>it's</a>"}}}
    found = samples(define, "/a", "put", requestBody=xml)
    assert heard(tmp_path, found["curl"])[-1] == "<a>it's</a>"
    assert called(found["Python"], monkeypatch)[1]["data"] == b"<a>it's</a>"
    without = samples(define, "/a", "put", requestBody={"content": {"image/png": {}}})
    assert heard(tmp_path, without["curl"])[-2:] == ["--data-binary", "@FILE"]


def test_servers_that_are_not_said_or_not_http(define: Define) -> None:
    for servers, url in (([], "https://HOST/a"), ([{"url": "/v2"}], "https://HOST/v2/a")):
        assert samples(define, "/a", servers=servers)["curl"] == f"curl '{url}'"
    assert samples(define, "/a", servers=[{"url": "javascript:alert(1)"}])["curl"] == "curl 'https://HOST/a'"


def test_webhooks_are_not_called(define: Define) -> None:
    assert define(webhooks={"sent": {"post": {"responses": {}}}}).operations[0].samples == ()


def test_head_and_other_methods(define: Define) -> None:
    assert samples(define, "/a", "head")["curl"].startswith("curl --head ")
    assert samples(define, "/a", "delete")["curl"].startswith("curl -X 'DELETE' ")


@pytest.mark.parametrize("example", ['{"a": 1e999}', '{"a": NaN}'])
def test_no_program_says_what_is_no_number(define: Define, example: str) -> None:
    content = {"application/json": {"schema": {"type": "array"}, "example": example}}
    found = samples(define, "/a", "post", requestBody={"content": content})
    assert not re.search(r"\b(?:inf|nan|NaN|Infinity|1e999)\b", "".join(found.values()))

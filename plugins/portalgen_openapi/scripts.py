"""Requests as programs in Python and JavaScript: nothing that a definition says is more than a literal in them."""

import json
from collections.abc import Iterator

from portalgen_definitions.source import strict_json
from portalgen_openapi.request import Payload, Request, Secret

_STEP = "    "


def python(request: Request) -> str:
    """Return a script for Python's requests."""
    payload = request.payload or Payload()
    arguments = [_python_secret(request.url), *_python_options(request, payload)]
    names = ("import os", "", "import requests") if "os.environ[" in "".join(arguments) else ("import requests",)
    known = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
    if request.method in known:
        call = f"requests.{request.method.lower()}("
    else:
        call, arguments = "requests.request(", [_string(request.method), *arguments]
    lines = (f"{_STEP}{each}," for each in arguments)
    return "\n".join(
        (*names, "", f"response = {call}", *lines, ")", "response.raise_for_status()", "print(response.text)")
    )


def javascript(request: Request) -> str:
    """Return a script with `fetch`."""
    payload = request.payload or Payload()
    start = list(_form(payload)) if payload.multipart else []
    options = list(_script_options(request, payload))
    url = _script_secret(request.url)
    lines = ("{", *(f"  {each}," for each in options), "}") if options else ()
    call = f"const response = await fetch({url}" + (", " + "\n".join(lines) if lines else "") + ");"
    return "\n".join((*start, call, "console.log(response.status, await response.text());"))


def _python_options(request: Request, payload: Payload) -> Iterator[str]:
    if request.basic:
        yield 'auth=(os.environ["API_USER"], os.environ["API_PASSWORD"])'
    headers = [row for row in request.headers if not (payload.json and row[0] == "Content-Type" and _plain(row[1]))]
    if headers:
        yield "headers={" + ", ".join(f"{_string(name)}: {_python_secret(value)}" for name, value in headers) + "}"
    yield from _python_payload(payload)
    yield "timeout=30"


def _python_payload(payload: Payload) -> Iterator[str]:
    fields = [field for field in payload.fields if not field.file]
    files = [field for field in payload.fields if field.file]
    if payload.multipart:  # without a file, requests would send a form of the other type
        rows = [f"{_string(field.name)}: (None, {_string(field.value)})" for field in fields]
        yield (
            "files={"
            + ", ".join([*rows, *(f"{_string(field.name)}: open({_string(field.value)}, 'rb')" for field in files)])
            + "}"
        )
    elif fields:
        yield "data={" + ", ".join(f"{_string(field.name)}: {_string(field.value)}" for field in fields) + "}"
    if payload.json:
        yield f"json={_literal(strict_json(payload.json), _STEP)}"
    elif payload.text:
        yield f"data={_string(payload.text)}.encode()"
    elif payload.file:
        yield f"data=open({_string(payload.file)}, 'rb')"


def _plain(value: Secret) -> bool:
    return value.text == "application/json"


def _literal(value: object, indent: str) -> str:
    inner = indent + _STEP
    if isinstance(value, dict) and value:
        rows = (f"{inner}{_string(str(key))}: {_literal(each, inner)},\n" for key, each in value.items())
        return "{\n" + "".join(rows) + indent + "}"
    if isinstance(value, list) and value:
        return "[\n" + "".join(f"{inner}{_literal(each, inner)},\n" for each in value) + indent + "]"
    return _string(value) if isinstance(value, str) else repr(value)


def _string(text: str) -> str:
    """Return a literal between double quotes where that takes no escapes; `repr` leaves nothing invisible."""
    written = repr(text)
    return written if '"' in written else f'"{written[1:-1]}"'


def _python_secret(value: Secret) -> str:
    if not value.name:
        return _string(value.text)
    secret = f'os.environ["{value.name}"]'
    return f"{_string(value.text)} + {secret}" if value.text else secret


def _script_options(request: Request, payload: Payload) -> Iterator[str]:
    if request.method != "GET":
        yield f"method: {json.dumps(request.method)}"
    rows = [f"{json.dumps(name)}: {_script_secret(value)}" for name, value in request.headers]
    if request.basic:
        rows.append('"Authorization": "Basic " + btoa(API_USER + ":" + API_PASSWORD)')
    if rows:
        yield "headers: { " + ", ".join(rows) + " }"
    yield from _script_payload(payload)


def _script_payload(payload: Payload) -> Iterator[str]:
    if payload.multipart:
        yield "body: form"
    elif payload.fields:
        fields = {field.name: field.value for field in payload.fields}
        yield f"body: new URLSearchParams({json.dumps(fields, ensure_ascii=False)})"
    elif payload.json:
        text = json.dumps(strict_json(payload.json), indent=2, ensure_ascii=False)
        yield "body: JSON.stringify(" + text.replace("\n", "\n  ") + ")"
    elif payload.text:
        yield f"body: {json.dumps(payload.text, ensure_ascii=False)}"
    elif payload.file:
        yield "body: file"


def _form(payload: Payload) -> Iterator[str]:
    yield "const form = new FormData();"
    for field in payload.fields:
        value = f"{field.value}" if field.file else json.dumps(field.value, ensure_ascii=False)
        yield f"form.append({json.dumps(field.name)}, {value});"


def _script_secret(value: Secret) -> str:
    text = json.dumps(value.text, ensure_ascii=False)
    if not value.name:
        return text
    return f"{text} + {value.name}" if value.text else value.name

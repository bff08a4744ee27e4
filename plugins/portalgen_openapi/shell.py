"""Requests as commands of a shell: nothing that a definition says is more than text to it."""

import re
from collections.abc import Iterator

from portalgen_openapi.request import Payload, Request, Secret

_PLAIN = re.compile(r"[A-Za-z0-9 _./:=@%+,?&-]*")
"""Characters that mean themselves between double quotes."""
_BREAK = " \\\n  "


def curl(request: Request) -> str:
    """Return the command for curl."""
    return _BREAK.join((f"{_curl_start(request)} {_quoted(request.url)}", *_curl_options(request)))


def httpie(request: Request) -> str:
    """Return the command for HTTPie."""
    payload = request.payload or Payload()
    options = [*(["--multipart"] if payload.multipart else ["--form"] if payload.fields else [])]
    start = " ".join(("http", *options, request.method, _quoted(request.url)))
    return _BREAK.join((start, *_httpie_items(request, payload)))


def _curl_start(request: Request) -> str:
    if request.method == "HEAD":
        return "curl --head"
    usual = "POST" if request.payload else "GET"
    return "curl" if request.method == usual else f"curl -X {_single(request.method)}"


def _curl_options(request: Request) -> Iterator[str]:
    payload = request.payload or Payload()
    if request.basic:
        yield '-u "$API_USER:$API_PASSWORD"'
    for name, value in request.headers:
        yield f"-H {_quoted(Secret(f'{name}: {value.text}', value.name))}"
    for field in payload.fields:
        if not payload.multipart:
            yield f"--data-urlencode {_single(f'{field.name}={field.value}')}"
        elif field.file:
            yield f"-F {_single(f'{field.name}=@{field.value}')}"
        else:
            yield f"--form-string {_single(f'{field.name}={field.value}')}"
    if payload.file:
        yield f"--data-binary @{payload.file}"
    elif payload.json or payload.text:
        yield f"--data-raw {_single(payload.json or payload.text)}"


def _httpie_items(request: Request, payload: Payload) -> Iterator[str]:
    if request.basic:
        yield '-a "$API_USER:$API_PASSWORD"'
    for name, value in request.headers:
        yield _quoted(Secret(f"{name}:{_literal(value.text)}", value.name))
    for field in payload.fields:
        name = field.name.replace("[", "\\[").replace("]", "\\]")
        mark = "@" if field.file else "="
        yield _single(f"{name}{mark}{_literal(field.value)}")
    if payload.file:
        yield f"< {payload.file}"
    elif payload.json or payload.text:
        yield f"--raw {_single(payload.json or payload.text)}"


def _literal(text: str) -> str:
    """Return a value that HTTPie reads as such: a sign behind the first one would make it something else."""
    return f"\\{text}" if text.startswith(("=", "@", ":", ";")) else text


def _quoted(value: Secret) -> str:
    if not value.name:
        return _single(value.text)
    if _PLAIN.fullmatch(value.text):
        return f'"{value.text}${value.name}"'
    return f'{_single(value.text)}"${value.name}"'


def _single(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"

"""What a request carries: the first example of JSON or text, the fields of a form, or a file that the caller has."""

import json
import re
from collections.abc import Iterator
from itertools import islice

from portalgen_definitions.examples import Sampler
from portalgen_definitions.node import Node
from portalgen_definitions.source import strict_json
from portalgen_definitions.values import Example
from portalgen_openapi.request import Field, Payload
from portalgen_openapi.sampled import placeholder, short
from portalgen_openapi.values import Media, Operation

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
MAX_LENGTH = 3_000
"""Characters of a body in a sample: it stands there in four languages."""
MAX_FIELDS = 50
"""Fields of a form."""
_NAME = re.compile(r"[A-Za-z0-9_][\w.\[\]-]{0,99}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read_payload(operation: Operation, body: Node) -> Payload | None:
    """Return what the first content of a body looks like; None for an operation without one."""
    if not operation.body or not operation.body.contents:
        return None
    media = operation.body.contents[0]
    kind = media.types[0].partition(";")[0].strip().lower()
    if kind in {FORM, MULTIPART}:
        content = next((each for name, each in body.members("content") if name == media.types[0]), body)
        fields = tuple(_fields(content.get("schema"), media.examples))
        return Payload(fields=fields, multipart=kind == MULTIPART) if fields else None
    return _written(media, is_json=kind.endswith("json"))


def _written(media: Media, *, is_json: bool) -> Payload:
    """Return an example as it is, unless it was cut or is too long to stand in a sample."""
    example = next((_text(each) for each in media.examples if not each.url), "")
    if not example or len(example) > MAX_LENGTH:
        return Payload(file="body.json" if is_json else "FILE")
    if not is_json:
        return Payload(text=_CONTROL.sub("", example))
    return Payload(json=example) if _is_json(example) else Payload(file="body.json")


def _fields(schema: Node, examples: tuple[Example, ...]) -> Iterator[Field]:
    value = _example_map(examples) or Sampler("readOnly").value(schema)
    properties = {name: node.follow() for name, node in schema.follow().members("properties")}
    for name, written in islice(value.items(), MAX_FIELDS) if isinstance(value, dict) else ():
        if _NAME.fullmatch(str(name)):
            binary = name in properties and _is_file(properties[name])
            each = short(written, placeholder(name))
            text = each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)
            said = placeholder(name) if text in {"", "string"} else _CONTROL.sub("", text)
            yield Field(name, placeholder(name) if binary else said, binary)


def _is_file(node: Node) -> bool:
    return node.text("format") == "binary" or bool(node.text("contentMediaType"))


def _example_map(examples: tuple[Example, ...]) -> dict[str, object]:
    for example in examples:
        if _is_json(_text(example)):
            value = strict_json(_text(example))
            return value if isinstance(value, dict) else {}
    return {}


def _is_json(text: str) -> bool:
    try:
        strict_json(text)
    except (ValueError, RecursionError):
        return False
    return True


def _text(example: Example) -> str:
    return "".join(text for _, text in example.tokens)

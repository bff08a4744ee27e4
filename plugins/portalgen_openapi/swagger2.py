"""Swagger 2.0 in, the same data in the shape of OpenAPI 3 out; references still point at the old places."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from portalgen_definitions.node import Node

FORM = ("multipart/form-data", "application/x-www-form-urlencoded")
MOST = 300
"""Parameters of one path or operation."""
DEFAULT_TYPE = "application/json"
_LISTS = {"csv": "", "multi": "repeated", "ssv": "separated by spaces", "tsv": "separated by tabs", "pipes": "by |"}
_PLACES = {"path", "query", "header", "cookie"}
_OUTER = {"name", "in", "description", "required", "collectionFormat", "x-example", "x-examples", "allowEmptyValue"}
_FLOWS = {"accessCode": "authorizationCode", "application": "clientCredentials"}

Map = dict[str, Any]


def upgrade_operation(operation: Node, item: Node) -> Node:
    """Return an operation with `parameters`, `requestBody` and `responses` as OpenAPI 3 has them."""
    written = operation.value if isinstance(operation.value, dict) else {}
    parameters = merged_parameters(item, operation)
    body = next((each for each in parameters if each.text("in") == "body"), None)
    form = [each for each in parameters if each.text("in") == "formData"]
    value = {
        **written,
        "parameters": [_parameter(each) for each in parameters if each.text("in") in _PLACES],
    }
    consumes = _types(operation, "consumes")
    if body:
        value["requestBody"] = _body(body, consumes)
    elif form:
        value["requestBody"] = _form(form, [each for each in consumes if each in FORM] or list(FORM[1:]))
    produces = _types(operation, "produces")
    value["responses"] = {status: _response(each.follow(), produces) for status, each in operation.members("responses")}
    return Node(value, operation.pointer, operation.tree)


def merged_parameters(item: Node, operation: Node) -> list[Node]:
    """Return the parameters of a path and its operation, references followed; the operation's own win."""
    found: dict[tuple[str, str], Node] = {}
    for parameter in (*islice(item.rows("parameters"), MOST), *islice(operation.rows("parameters"), MOST)):
        target = parameter.follow()
        if target:
            found[target.text("in"), target.text("name")] = target
    return list(found.values())


def servers(root: Node) -> list[Map]:
    """Return `servers` from host, basePath and schemes."""
    host, base = root.text("host"), root.text("basePath")
    if not host and not base:
        return []
    schemes = root.words("schemes") or ("https",)
    return [{"url": f"{scheme}://{host}{base}" if host else base} for scheme in (schemes if host else ("",))]


def security_scheme(scheme: Node) -> Map:
    """Return a security scheme as OpenAPI 3 has it."""
    value = dict(scheme.value) if isinstance(scheme.value, dict) else {}
    if value.get("type") == "basic":
        return {**value, "type": "http", "scheme": "basic"}
    if value.get("type") == "oauth2":
        flow = scheme.text("flow")
        return {**value, "flows": {_FLOWS.get(flow, flow): value}}
    return value


def _types(operation: Node, key: str) -> list[str]:
    own = operation.words(key)
    return list(own or operation.tree.root.words(key) or (DEFAULT_TYPE,))


def _parameter(node: Node) -> Map:
    value = node.value if isinstance(node.value, dict) else {}
    outer = {key: each for key, each in value.items() if key in _OUTER}
    return {**outer, "schema": _schema(value), "x-lists": _LISTS.get(node.text("collectionFormat"), "")}


def _schema(value: Map) -> Map:
    found = {key: each for key, each in value.items() if key not in _OUTER and key != "schema"}
    return {**found, "type": "string", "format": "binary"} if found.get("type") == "file" else found


def _body(node: Node, types: Iterable[str]) -> Map:
    value = node.value if isinstance(node.value, dict) else {}
    content = {"schema": value.get("schema", {})}
    return {**value, "content": dict.fromkeys(types, content)}


def _form(nodes: list[Node], types: Iterable[str]) -> Map:
    fields = {node.text("name"): {**_schema(_value(node)), "description": node.prose("description")} for node in nodes}
    needed = [node.text("name") for node in nodes if node.flag("required")]
    schema = {"type": "object", "properties": fields, "required": needed}
    return {"required": bool(needed), "content": {each: {"schema": schema} for each in types}}


def _response(node: Node, types: Iterable[str]) -> Map:
    value = _value(node)
    headers = {name: {"schema": _value(each), **_value(each)} for name, each in node.members("headers")}
    found = {**value, "headers": headers}
    examples = _value(node.get("examples"))
    if "schema" in value:
        found["content"] = {each: _content(value["schema"], examples, each) for each in types}
    return found


def _content(schema: object, examples: Map, media_type: str) -> Map:
    return {"schema": schema, **({"example": examples[media_type]} if media_type in examples else {})}


def _value(node: Node) -> Map:
    return node.value if isinstance(node.value, dict) else {}

"""The JSON that a server answers to an introspection query in, parts out."""

import json
import re
from collections.abc import Iterator
from typing import Any

from portalgen_definitions.values import Fault
from portalgen_graphql.limits import MAX_SHOWN, MAX_SIZE, MAX_TEXT
from portalgen_graphql.values import KINDS, ROOTS, Directive, Field, Parts, Type, TypeRef, Value

_KINDS = {"INPUT_OBJECT": "input", **{kind.upper(): kind for kind in KINDS}}
_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]{0,199}")
_OWN = {"String", "Int", "Float", "Boolean", "ID"}
_STANDARD = {"skip", "include", "deprecated", "specifiedBy", "oneOf"}
_DEPTH = 12
"""Lists and non-null marks around a type; the usual query asks for seven."""


def is_introspection(text: str) -> bool:
    """Tell JSON from SDL, which may start with an anonymous query, too."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and '"__schema"' in text


def read_introspection(text: str) -> Parts:
    """Read `{"data": {"__schema": ...}}` or `{"__schema": ...}`; never raises."""
    if len(text) > MAX_SIZE * 3:
        return _failed(f"the definition has {len(text):,} characters; at most {MAX_SIZE * 3:,} are read", 1, 1)
    try:
        return _of_json(json.loads(text.lstrip("\ufeff")))
    except json.JSONDecodeError as error:
        return _failed(f"the definition is not valid JSON: {error.msg}", error.lineno, error.colno)
    except (RecursionError, ValueError):
        return _failed("the definition is nested too deeply, or has a number too long to read", 1, 1)


def _of_json(value: object) -> Parts:
    schema = _map(_map(value).get("data")).get("__schema") or _map(value).get("__schema")
    if not isinstance(schema, dict):
        return _failed("the definition has no __schema with types", 1, 1)
    return _parts(schema)


def _failed(message: str, line: int, column: int) -> Parts:
    return Parts(faults=(Fault(message, line, column),))


def _parts(schema: dict[str, Any]) -> Parts:
    rows = list(_rows(schema, "types"))
    found = [row for row in rows if not row["name"].startswith("__") and row["name"] not in _OWN]
    names = ((kind, _map(schema.get(f"{kind}Type")).get("name")) for kind in ROOTS)
    odd = [row["name"] for row in found if _text(row, "kind") not in _KINDS]
    return Parts(
        types=tuple(_type(row) for row in found if _text(row, "kind") in _KINDS),
        directives=tuple(_directive(row) for row in _rows(schema, "directives") if row["name"] not in _STANDARD),
        roots=tuple((kind, name) for kind, name in names if isinstance(name, str)),
        description=_text(schema, "description"),
        faults=tuple(Fault(f"the kind of the type {name} is not known", 1, 1) for name in odd),
    )


def _type(row: dict[str, Any]) -> Type:
    kind = _KINDS[row["kind"]]
    return Type(
        kind=kind,
        name=row["name"],
        description=_text(row, "description"),
        interfaces=tuple(each["name"] for each in _rows(row, "interfaces")),
        # Types that implement an interface are told by their own `interfaces`.
        members=tuple(each["name"] for each in _rows(row, "possibleTypes")) if kind == "union" else (),
        fields=tuple(map(_field, _rows(row, "fields"))) if kind in {"object", "interface"} else (),
        values=tuple(map(_value, _rows(row, {"input": "inputFields", "enum": "enumValues"}.get(kind, "")))),
        specified_by=_text(row, "specifiedByURL") or _text(row, "specifiedByUrl"),
    )


def _field(row: dict[str, Any]) -> Field:
    arguments = tuple(map(_value, _rows(row, "args")))
    return Field(row["name"], _ref(row.get("type")), arguments, _text(row, "description"), _deprecation(row))


def _value(row: dict[str, Any]) -> Value:
    return Value(
        name=row["name"],
        type=_ref(row["type"]) if "type" in row else None,
        default=_text(row, "defaultValue")[:MAX_SHOWN],
        description=_text(row, "description"),
        deprecation=_deprecation(row),
    )


def _directive(row: dict[str, Any]) -> Directive:
    locations = row.get("locations")
    return Directive(
        name=row["name"],
        description=_text(row, "description"),
        arguments=tuple(map(_value, _rows(row, "args"))),
        locations=tuple(each for each in locations if isinstance(each, str)) if isinstance(locations, list) else (),
        repeatable=row.get("isRepeatable") is True,
    )


def _ref(value: object) -> TypeRef:
    before, after, here = "", "", _map(value)
    for _ in range(_DEPTH):
        kind = _text(here, "kind")
        if kind not in {"LIST", "NON_NULL"}:
            break
        if kind == "LIST":
            before, after = f"{before}[", f"]{after}"
        else:
            after = f"!{after}"
        here = _map(here.get("ofType"))
    return TypeRef(_text(here, "name")[:200] or "?", before, after)


def _deprecation(row: dict[str, Any]) -> str | None:
    return _text(row, "deprecationReason") if row.get("isDeprecated") is True else None


def _rows(value: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    """Yield the maps in a list that have a name as GraphQL allows it: names become anchors."""
    rows = value.get(key)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("name"), str) and _NAME.fullmatch(row["name"]):
            yield row


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found[:MAX_TEXT].encode("utf-8", "replace").decode() if isinstance(found, str) else ""

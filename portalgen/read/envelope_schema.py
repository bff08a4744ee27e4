"""The rules of `envelope` as parts of a JSON Schema."""

from typing import Any

from portalgen.read import patterns
from portalgen.read.placeholders import RESOLVERS

Schema = dict[str, Any]


def reference(name: str) -> Schema:
    """Return a reference to a definition of the same schema."""
    return {"$ref": f"#/definitions/{name}"}


def or_placeholder(schema: Schema) -> Schema:
    """Return the schema of a value that may also come from a file; its description stays in sight."""
    if not schema:
        return schema
    inner = {key: value for key, value in schema.items() if key != "description"}
    words = {"description": schema["description"]} if "description" in schema else {}
    return {**words, "if": reference("placeholder"), "else": inner} if inner else words


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _texts(values: Schema, keys: str) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": keys}, "additionalProperties": or_placeholder(values)}


_TEXT = {"type": "string", "minLength": 1}
_VISIBLE = {"type": "string", "pattern": r"\S"}
_WORDS = "patternErrorMessage"
"""Keyword by which YAML editors say it in words; validators pass it over."""
_NAME = {
    "type": "string",
    "maxLength": patterns.LONGEST,
    "pattern": _whole(patterns.NAME),
    _WORDS: "Use letters, digits, '-', '_' and '.', with a letter or digit at both ends.",
}
_NAMESPACE = {
    "type": "string",
    "maxLength": patterns.LONGEST,
    "pattern": _whole(patterns.LABEL),
    _WORDS: "Use lower case, digits and '-'.",
}
_TAG = {
    "type": "string",
    "maxLength": patterns.LONGEST,
    "pattern": _whole(patterns.TAG),
    _WORDS: "Use lower case letters, digits, ':', '+' and '#', with single '-' between.",
}
_ADDRESS = {
    "description": "Absolute address.",
    "type": "string",
    "pattern": r"^\s*[A-Za-z][A-Za-z0-9+.-]*:",
    _WORDS: "Write the whole address: https://…",
}
_SHORT_LABEL = rf"(?=[^./]{{1,{patterns.LONGEST}}}[./]){patterns.LABEL}"
_DOMAIN = rf"(?=[^/]{{1,{patterns.LONGEST_DOMAIN}}}/){_SHORT_LABEL}(?:\.{_SHORT_LABEL})*/"
_KEY = rf"^(?:{_DOMAIN})?(?=[^/]{{1,{patterns.LONGEST}}}$){patterns.NAME}$"

API_VERSION: Schema = {
    "description": "Version of the format of the kind.",
    "type": "string",
    "pattern": rf"^(?:{_DOMAIN})?{patterns.SUFFIX}$",
}
KIND: Schema = {"type": "string", "pattern": _whole(patterns.KIND)}

PLACEHOLDER: Schema = {  # without words of its own: editors would show them at every value
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {name: {"type": "string"} for name in RESOLVERS},
}

_LINK: Schema = {
    "type": "object",
    "required": ["url"],
    "properties": {
        "url": or_placeholder(_ADDRESS),
        "title": or_placeholder(_VISIBLE),
        "icon": or_placeholder({"description": "Name of an icon: dashboard, docs, chat, …", **_VISIBLE}),
        "type": or_placeholder(_TEXT),
    },
}

_LABEL_VALUE: Schema = {"type": "string", "maxLength": patterns.LONGEST, "pattern": f"^(?:{patterns.NAME})?$"}
_ANNOTATIONS = _texts({"type": "string"}, _KEY)

_FIELDS: Schema = {
    "namespace": _NAMESPACE,
    "uid": _TEXT,
    "etag": _TEXT,
    "title": {"description": "What people call it.", **_TEXT},
    "description": {"description": "Markdown.", "type": "string"},
    "labels": {"description": "Keys and values for selection.", **_texts(_LABEL_VALUE, _KEY)},
    "tags": {
        "description": "Single words for people, in lower case.",
        "type": "array",
        "items": or_placeholder(_TAG),
    },
    "links": {"description": "Further places.", "type": "array", "items": or_placeholder(_LINK)},
}

METADATA: Schema = {
    "description": "What any entity has.",
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"description": "Unique for kind and namespace.", **_NAME},
        **{key: or_placeholder(rule) for key, rule in _FIELDS.items()},
        "annotations": {
            "description": "Keys and values for tools.",
            **_ANNOTATIONS,
            "type": ["object", "null"],
        },
    },
}

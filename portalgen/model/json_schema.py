"""JSON Schemas that an administrator writes: one in, what it finds wrong with a value, in an author's words, out."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

Path = tuple[int | str, ...]

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a map",
    "null": "empty",
}
_OTHER_NAMES = {"text": "string", "float": "number", "list": "array", "dict": "object", "map": "object"}
"""Types as other languages call them."""
_PHRASES = {
    "const": "is not {expected_value}",
    "exclusiveMaximum": "is not below {limit}",
    "exclusiveMinimum": "is not above {limit}",
    "format": "is not of the format {format}",
    "maximum": "is above {limit}",
    "maxItems": "has more than {limit} items",
    "maxLength": "has more than {limit} characters",
    "maxProperties": "has more than {limit} keys",
    "minimum": "is below {limit}",
    "minItems": "has fewer than {limit} items",
    "minLength": "has fewer than {limit} characters",
    "minProperties": "has fewer than {limit} keys",
    "multipleOf": "is not a multiple of {multiple_of}",
    "pattern": "does not match {pattern}",
    "uniqueItems": "has an item twice",
    "anyOf": "has none of the forms that it may have",
    "oneOf": "has not exactly one of the forms that it may have",
    "not": "has a form that it may not have",
}
_LONGEST = 200
MISSING = "is missing"
"""Words of a fault whose path leads to a value that is not there."""
UNKNOWN = "is not a known key"
"""Words of a fault whose path leads to a value whose key is wrong."""


class SchemaError(ValueError):
    """The text of a JSON Schema is none; `words` say why, of the value that `path` leads to."""

    def __init__(self, words: str, path: Path = (), hint: str = "") -> None:
        """Make the text of both."""
        at = ".".join(map(str, path))
        super().__init__(f"{at} {words}" if at else words)
        self.words, self.path, self.hint = words, path, hint


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One value that a schema does not allow, or one that is missing."""

    path: Path
    """Keys and indexes that lead to it."""
    words: str
    """What is wrong, to follow the value's name: "is not a whole number"."""
    hint: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class JsonSchema:
    """A compiled schema. It reaches for no other file, and its patterns take linear time on any value."""

    document: Mapping[str, Any]
    """The schema as written."""
    _validator: "Validator"

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "JsonSchema":
        """Compile a schema of any draft, 2020-12 if it names none. Raises `SchemaError`."""
        import jsonschema_rs  # noqa: PLC0415  (0.05 s, and most portals have no schema)

        try:
            options = jsonschema_rs.RegexOptions()
            return cls(document, jsonschema_rs.validator_for(dict(document), offline=True, pattern_options=options))
        except jsonschema_rs.ValidationError as error:
            raise _schema_error(error) from error
        except (jsonschema_rs.ReferencingError, ValueError) as error:
            raise SchemaError(" ".join(str(error).split())[:_LONGEST]) from error

    def faults(self, value: object) -> Iterator[SchemaFault]:
        """Yield everything that the schema does not allow, in its order."""
        for error in self._validator.iter_errors(value):
            yield from _faults(error, self.document)


def _schema_error(error: "ValidationError") -> SchemaError:
    """Say what is wrong with a schema itself, by the schema of schemas."""
    path, given = tuple(error.instance_path), error.instance
    if path and path[-1] == "type" and isinstance(given, str):
        short = [name for name in _TYPES if given and name.startswith(given.lower())]
        close = [*short, _OTHER_NAMES.get(given.lower()), *difflib.get_close_matches(given.lower(), _TYPES, n=1)]
        meant = next(filter(None, close), "")
        return SchemaError("is no type", path, f"did you mean {meant}?" if meant else f"use {_listed([*_TYPES])}")
    fault = next(_faults(error, {}), None)
    return SchemaError(fault.words, fault.path, fault.hint) if fault else SchemaError(error.message[:_LONGEST], path)


def _faults(error: "ValidationError", document: Mapping[str, Any]) -> Iterator[SchemaFault]:
    path, kind = tuple(error.instance_path), error.kind
    values = kind.as_dict()
    if kind.name == "required":
        yield SchemaFault((*path, values["property"]), MISSING)
    elif kind.name in {"additionalProperties", "unevaluatedProperties"}:
        known = _known(error.schema_path, document)
        for key in values["unexpected"]:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {close[0]}?" if close else "correct its name, or remove it"
            yield SchemaFault((*path, key), UNKNOWN, hint)
    elif kind.name == "type":
        yield SchemaFault(path, f"is not {' or '.join(_TYPES.get(name, name) for name in values['types'])}")
    elif kind.name == "enum":
        yield SchemaFault(path, "has a value that is not allowed", f"use {_listed(values['options'])}")
    else:
        phrase = _PHRASES.get(kind.name)
        yield SchemaFault(path, phrase.format(**values) if phrase else f"is wrong: {error.message[:_LONGEST]}")


def _known(path: Sequence[int | str], document: Mapping[str, Any]) -> list[str]:
    """Return the properties beside a keyword of the schema, as far as its path can be followed."""
    here: Any = document
    for part in path[:-1]:
        here = here.get(part) if isinstance(here, dict) else None
    found = here.get("properties") if isinstance(here, dict) else None
    return sorted(found) if isinstance(found, dict) else []


def _listed(options: list[object]) -> str:
    shown = [str(option) for option in options]
    return " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))

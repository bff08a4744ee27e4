"""A file beside portal.yaml in, the JSON Schema in it out."""

from pathlib import Path
from typing import Any

from portalgen.model.json_schema import JsonSchema, SchemaError
from portalgen.yaml12 import parse_documents


def schema_of(given: dict[str, Any] | Path | None, folder: Path) -> JsonSchema | None:
    """Return a schema that is written in portal.yaml, or that a file of JSON or YAML holds; None for none.

    Raises `SchemaError`, in words that follow the name of the setting.
    """
    if given is None:
        return None
    try:
        return JsonSchema.of(_read(folder / given) if isinstance(given, Path) else given)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SchemaError(f"cannot be read: {reason}; its path starts at the folder of portal.yaml") from error


def _read(path: Path) -> dict[str, Any]:
    """Return what a file holds; JSON is YAML."""
    documents = parse_documents(path.read_text(encoding="utf-8"))
    if documents and documents[0].fault:
        fault = documents[0].fault
        raise SchemaError(f"line {fault.line}: {fault.message}")
    value = documents[0].value if documents else None
    if not isinstance(value, dict):
        raise SchemaError("it is no map")
    return value

"""Root: what makes a document an entity at all: apiVersion, kind and metadata.name."""

from collections.abc import Iterator, Mapping
from typing import Any

from portalgen.read.faults import Fault
from portalgen.read.near_keys import near_key
from portalgen.yaml12 import pointer

ROOT_KEYS = ("apiVersion", "kind", "metadata", "spec")
METADATA_KEYS = ("name", "namespace", "title", "description", "labels", "annotations", "tags", "links", "uid", "etag")
_HINT = "an entity starts with apiVersion: backstage.io/v1alpha1, kind: and metadata: name:"


def check_root(document: dict[str, Any]) -> Iterator[Fault]:
    """Yield what keeps a document from being an entity: misspelt keys, what is not text, and all that is missing."""
    missing = []
    for name, parent, key in _needed(document):
        held = parent.get(key)
        if isinstance(held, str) and held and key != "metadata":
            continue
        if key in parent:
            yield _wrong(name, held, document)
        elif meant := near_key(key, parent, METADATA_KEYS if "." in name else ROOT_KEYS):
            at = pointer("/metadata" if "." in name else "", meant)
            yield _fault(at, f"{name} is missing", f"'{meant}' means nothing: did you mean {key}?", on_key=True)
        else:
            missing.append(name)
    if missing:
        at = "/" + missing[0].replace(".", "/")
        yield _fault(at, f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing", _HINT)


def _needed(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Yield what must be text: its name in messages, the map that holds it, and its key there."""
    yield "apiVersion", document, "apiVersion"
    yield "kind", document, "kind"
    metadata = document.get("metadata")
    if isinstance(metadata, dict):
        yield "metadata.name", metadata, "name"
    elif "metadata" in document or near_key("metadata", document, ROOT_KEYS):
        yield "metadata", document, "metadata"
    else:
        yield "metadata.name", {}, "name"


def _wrong(name: str, value: object, document: Mapping[str, Any]) -> Fault:
    at = "/" + name.replace(".", "/")
    if value is None or value == "":
        is_flat = name == "metadata" and any(key in document for key in METADATA_KEYS)
        return _fault(at, f"{name} has no value", "indent by two spaces what belongs to it" if is_flat else _HINT)
    if name == "metadata":
        return _fault(at, "metadata is not a map", "write name: and the other fields below it, indented by two spaces")
    return _fault(at, f"{name} is not text", "put it in quotes" if isinstance(value, (bool, int, float)) else _HINT)


def _fault(at: str, message: str, hint: str, *, on_key: bool = False) -> Fault:
    return Fault(at, message, hint, "not-an-entity", whole_file=True, on_key=on_key)


def listed(words: list[str]) -> str:
    """Return `a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)

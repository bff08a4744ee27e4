"""Addresses inside of a JSON Schema: what `$id` and `$anchor` name, as references to places of the document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin

from portalgen.yaml12 import pointer
from portalgen_definitions.node import REFERENCES

MAX_LENGTH = 2_000
"""Characters of an address."""
_DATA = frozenset({"const", "default", "enum", "example", "examples"})
"""Members whose values are no schemas."""


@dataclass
class _Found:
    names: dict[str, str] = field(default_factory=dict)
    """Absolute address -> JSON pointer."""
    references: dict[str, str] = field(default_factory=dict)
    """Reference as written -> absolute address, seen from where it stands first."""


def aliases(root: object) -> Mapping[str, str]:
    """Return reference as written -> local reference, for those that name a place by `$id` or `$anchor`."""
    found = _Found()
    for value, at, base in _places(root):
        _note(value, at, base, found)
    pairs = ((written, _local(address, found.names)) for written, address in found.references.items())
    return {written: local for written, local in pairs if local and local != written}


def _note(value: dict[str, Any], at: str, base: str, found: _Found) -> None:
    if not at or _id(value):
        found.names.setdefault(base, at)
    for key in ("$anchor", "$dynamicAnchor"):
        if isinstance(value.get(key), str):
            found.names.setdefault(f"{base}#{value[key]}", at)
    old = _old_anchor(value)
    if old:
        found.names.setdefault(f"{base}{old}", at)
    for key in REFERENCES:
        written = value.get(key)
        if isinstance(written, str) and len(written) <= MAX_LENGTH:
            found.references.setdefault(written, _join(base, written))


def _places(root: object) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield every map with its JSON pointer and its base address."""
    rest: list[tuple[object, str, str]] = [(root, "", "")]
    while rest:
        value, at, base = rest.pop()
        if isinstance(value, dict):
            base = _base(value, base)
            yield value, at, base
            rest += [(each, pointer(at, str(key)), base) for key, each in value.items() if key not in _DATA]
        elif isinstance(value, list):
            rest += [(each, f"{at}/{index}", base) for index, each in enumerate(value)]


def _base(value: dict[str, Any], base: str) -> str:
    name = _id(value)
    return urldefrag(_join(base, name)).url if name else base


def _id(value: dict[str, Any]) -> str:
    """Return the address of a schema: `$id`, in draft 4 `id`; a property of that name is a map, not text."""
    found = value.get("$id", value.get("id"))
    usable = isinstance(found, str) and len(found) <= MAX_LENGTH and not found.startswith("#")
    return found if usable and isinstance(found, str) else ""


def _old_anchor(value: dict[str, Any]) -> str:
    """Return `#name` where drafts 4 to 7 name a place so, with the key of an address."""
    found = value.get("$id", value.get("id"))
    return found if isinstance(found, str) and found.startswith("#") and 1 < len(found) <= MAX_LENGTH else ""


def _local(address: str, names: Mapping[str, str]) -> str:
    """Return the local reference to an address, nothing for one that is elsewhere."""
    base, fragment = urldefrag(address)
    if fragment and not fragment.startswith("/"):
        return f"#{names[address]}" if address in names else ""
    return f"#{names[base]}{fragment}" if base in names else ""


def _join(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:  # such as a port that is none
        return reference

"""What reading YAML gives: documents with positions, faults, and the limits that they are read under."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Position = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask for."""

    size: int = 1_000_000
    """Bytes of a file; API definitions may be given more."""
    depth: int = 100
    nodes: int = 100_000
    """Values of one document after aliases are followed."""


@dataclass(frozen=True, slots=True)
class YamlFault:
    """Why a document has no value."""

    message: str
    line: int
    column: int
    hint: str = ""
    limit: bool = False
    """True: the text may be fine, but it is too large, too deep or expands too far."""


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """One document of a file: a value of dict, list, str, int, float, bool and None, or a fault."""

    value: Any
    line: int
    """First line of the document in its file."""
    text: str
    """As written."""
    positions: Mapping[str, Position] = field(default_factory=dict)
    """JSON pointer -> where the value starts ("" is the root)."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """JSON pointer -> tag as resolved, for values with a tag outside the core schema; never acted upon here."""
    fault: YamlFault | None = None
    values: int = 0
    """How many values it has after aliases are followed."""


def pointer(parent: str, key: object) -> str:
    """Return the JSON pointer (RFC 6901) of a member."""
    return f"{parent}/{str(key).replace('~', '~0').replace('/', '~1')}"

"""Text of a definition in, plain JSON data and where it was written out."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NoReturn

from portalgen.yaml12 import Limits, Position, YamlDocument, parse_documents
from portalgen_definitions.values import Fault

LIMITS = Limits(size=10_000_000, nodes=1_500_000)
LATE = 1_000_000
"""Characters of JSON in which the lines of faults are looked up."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Source:
    """Data of a definition; without any, `fault` says why."""

    value: object = None
    positions: Mapping[str, Position] = field(default_factory=dict)
    """JSON pointer -> line and column."""
    fault: Fault | None = None


class LatePositions(Mapping[str, Position]):
    """Positions of JSON that are looked for when somebody asks, which is when there is a fault; not of large texts."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> Mapping[str, Position]:
        documents = parse_documents(self._text, LIMITS) if len(self._text) <= LATE else ()
        return documents[0].positions if documents else {}

    def __getitem__(self, key: str) -> Position:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def parse_definition(text: str) -> Source:
    """Read YAML or JSON; never raises. Of several YAML documents the first with content counts."""
    if text.lstrip("\ufeff \t\r\n").startswith("{") and len(text) <= LIMITS.size:
        # Thirty times faster than the YAML reader, which is asked only about JSON that is broken or rather YAML.
        try:
            return Source(_json(text.lstrip("\ufeff")), LatePositions(text))
        except (ValueError, RecursionError):
            pass
    return _of_yaml(parse_documents(text, LIMITS))


def _json(text: str) -> object:
    value = json.loads(text, parse_constant=_refuse)
    if _SURROGATE.search(text):
        # Half a surrogate pair is legal JSON, but cannot be written as UTF-8.
        clean = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
        value = json.loads(clean)
    _check_depth(value)
    return value


def _check_depth(value: object) -> None:
    """Leave what is nested too deeply to the YAML reader, which says where it is."""
    level = [value]
    for _ in range(LIMITS.depth):
        level = [child for parent in level for child in _children(parent) if isinstance(child, dict | list)]
        if not level:
            return
    raise ValueError("nested too deeply")


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _of_yaml(documents: tuple[YamlDocument, ...]) -> Source:
    found = next((each for each in documents if each.fault or each.value is not None), None)
    if found is None:
        return Source(fault=Fault("the definition is empty", 1, 1))
    if found.fault:
        fault = found.fault
        start = "the definition is too much to read" if fault.limit else "the definition is not valid YAML"
        return Source(fault=Fault(f"{start}: {fault.message}", fault.line, fault.column))
    return Source(found.value, found.positions)

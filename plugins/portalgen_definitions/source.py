"""Text of a definition in, plain JSON data and where it was written out."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NoReturn

from portalgen.yaml12 import Limits, Position, YamlDocument, member, parse_documents, pointer
from portalgen_definitions.node import Tree
from portalgen_definitions.values import Fault

LIMITS = Limits(size=10_000_000, nodes=1_500_000)
LATE = 1_000_000
"""Characters of JSON in which the lines of faults are looked up."""

MAX_FAULTS = 20
"""Numbers that are named as too large."""
_MAY_BE_HUGE = re.compile(r"[eE]\+?\d{3}|\d{300}|\.(?:inf|Inf|INF|nan|NaN|NAN)\b")
_NUMBER = re.compile(r"[-+]?(?:\.(?:inf|nan)|\.?\d)", re.IGNORECASE)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Source:
    """Data of a definition; without any, `fault` says why."""

    value: object = None
    positions: Mapping[str, Position] = field(default_factory=dict)
    """JSON pointer -> line and column."""
    fault: Fault | None = None
    lost: tuple[str, ...] = ()
    """JSON pointers of the first numbers that JSON cannot write, such as `.inf` and `1e999`; they are null."""

    def tree(self, aliases: Mapping[str, str] | None = None) -> Tree:
        """Return the data with what is wrong with its numbers noted."""
        found = Tree(self.value, self.positions, aliases=aliases or {})
        for at in self.lost:
            name = " / ".join(member(part) for part in at.split("/")[1:])[:200]
            found.fault(f"{name or 'the definition'} is no number that JSON can write", at)
        return found


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
    value = strict_json(text)
    if _SURROGATE.search(text):
        # Half a surrogate pair is legal JSON, but cannot be written as UTF-8.
        clean = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
        value = strict_json(clean)
    _check_depth(value)
    return value


def strict_json(text: str) -> object:
    """Return the data of JSON as browsers read it, with no NaN and no number beyond a double. Raises `ValueError`."""
    return json.loads(text, parse_constant=_refuse, parse_float=_finite)


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse(digits)


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
    raise ValueError(f"{name[:100]} is not JSON")


def _of_yaml(documents: tuple[YamlDocument, ...]) -> Source:
    found = next((each for each in documents if each.fault or each.value is not None), None)
    if found is None:
        return Source(fault=Fault("the definition is empty", 1, 1))
    if found.fault:
        fault = found.fault
        start = "the definition is too much to read" if fault.limit else "the definition is not valid YAML"
        return Source(fault=Fault(f"{start}: {fault.message}", fault.line, fault.column))
    return Source(found.value, found.positions, lost=tuple(islice(_lost(found), MAX_FAULTS)))


def _lost(found: YamlDocument) -> Iterator[str]:
    """Yield the places of numbers that the YAML reader has made null."""
    if not _MAY_BE_HUGE.search(found.text):
        return
    lines = found.text.split("\n")
    for at in _nulls(found.value, ""):
        line, column = found.positions.get(at, (0, 0))
        if _NUMBER.match(lines[line - found.line][column - 1 :] if 0 <= line - found.line < len(lines) else ""):
            yield at


def _nulls(value: object, at: str) -> Iterator[str]:
    if value is None:
        yield at
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in rows:
        yield from _nulls(each, pointer(at, str(key)))

"""Spots: values in documents, whose lines are looked up only when somebody asks, since that takes a second reading."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from portalgen.diagnostics import NOWHERE, Where

NO_POSITIONS: Mapping[str, tuple[int, int]] = MappingProxyType({})


class _Value(NamedTuple):
    start: Where = NOWHERE
    """First line of the document."""
    pointer: str = ""
    """JSON pointer of the value, or of one that is not written."""
    positions: Mapping[str, tuple[int, int]] = NO_POSITIONS
    """JSON pointer -> line and column of every value of the document."""


class Spot(_Value):
    """A value in a document; two spots are equal if they are the same value of the same document."""

    __slots__ = ()

    @property
    def where(self) -> Where:
        """The place of the value, or of the nearest one around it that is written."""
        pointer = self.pointer
        while pointer and pointer not in self.positions:
            pointer = pointer.rpartition("/")[0]
        if not pointer:
            return self.start
        return Where(self.start.source, self.start.path, *self.positions[pointer])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spot) and self[:2] == other[:2]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:2])

    def __repr__(self) -> str:
        return f"Spot({self.start}, {self.pointer!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as a place: the text to look it up in stays here."""
        return Spot, (self.where,)


NO_SPOT = Spot()

"""Spots: values in documents, whose lines are looked up only when somebody asks, since that takes a second reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portalgen.diagnostics import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a document; two spots are equal if they are the same value of the same document."""

    start: Where = NOWHERE
    """First line of the document."""
    pointer: str = ""
    """JSON pointer of the value, or of one that is not written."""
    positions: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)
    """JSON pointer -> line and column of every value of the document."""

    @property
    def where(self) -> Where:
        """The place of the value, or of the nearest one around it that is written."""
        pointer = self.pointer
        while pointer and pointer not in self.positions:
            pointer = pointer.rpartition("/")[0]
        if not pointer:
            return self.start
        return Where(self.start.source, self.start.path, *self.positions[pointer])

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as a place: the text to look it up in stays here."""
        return Spot, (self.where,)


NO_SPOT = Spot()

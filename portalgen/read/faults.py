"""Faults: what is wrong with one document, by JSON pointer; and how they become diagnostics."""

from collections.abc import Iterable
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.yaml12 import Position, YamlDocument


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong value, or one that is missing."""

    pointer: str
    """JSON pointer of the value, or of the map that should hold it."""
    message: str
    hint: str = ""
    code: str = "invalid-entity"


@dataclass(frozen=True, slots=True)
class Place:
    """A document in a file: turns JSON pointers into places."""

    source: str
    path: str
    document: YamlDocument

    def at(self, pointer: str = "") -> Where:
        """Return the place of a value, or of the nearest one around it that is written."""
        positions = self.document.positions
        while pointer and pointer not in positions:
            pointer = pointer.rpartition("/")[0]
        line, column = positions.get(pointer, _start(self.document))
        return Where(self.source, self.path, line, column)

    def diagnose(self, faults: Iterable[Fault], subject: str = "") -> tuple[Diagnostic, ...]:
        """Return the faults as diagnostics; `subject` is what they are about (`component:default/shop`)."""
        prefix = f"{subject}: " if subject else ""
        return tuple(
            diagnose(fault.code, prefix + fault.message, where=self.at(fault.pointer), hint=fault.hint, entity=subject)
            for fault in faults
        )


def _start(document: YamlDocument) -> Position:
    return (document.line, 1)

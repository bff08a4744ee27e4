"""Faults: what is wrong with one document, by JSON pointer; and how they become diagnostics."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.spot import Spot
from portalgen.yaml12 import YamlDocument


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong value, or one that is missing."""

    pointer: str
    """JSON pointer of the value, or of the map that should hold it."""
    message: str
    hint: str = ""
    code: str = "invalid-entity"
    whole_file: bool = False
    """True: Backstage drops the whole file for it, and all that its Location brings."""


@dataclass(frozen=True, slots=True)
class Place:
    """A document in a file: turns JSON pointers into places."""

    source: str
    path: str
    document: YamlDocument

    start: Where = field(init=False)
    """Where the document starts."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", Where(self.source, self.path, *self.document.start))

    def at(self, pointer: str = "") -> Where:
        """Return the place of a value, or of the nearest one around it that is written."""
        return self.spot(pointer).where if pointer else self.start

    def spot(self, pointer: str) -> Spot:
        """Return a value by JSON pointer, its place to be looked up later."""
        return Spot(self.start, pointer, self.document.positions)

    def diagnose(self, faults: Iterable[Fault], subject: str = "") -> tuple[Diagnostic, ...]:
        """Return the faults as diagnostics; `subject` is what they are about (`component:default/shop`)."""
        prefix = f"{subject}: " if subject else ""
        return tuple(
            diagnose(fault.code, prefix + fault.message, where=self.at(fault.pointer), hint=fault.hint, entity=subject)
            for fault in faults
        )

"""Faults: what is wrong with one document, by JSON pointer; and how they become diagnostics."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.key_place import key_place
from portalgen.model.spot import Spot
from portalgen.yaml12 import YamlDocument, member


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
    on_key: bool = False
    """True: not the value is wrong, but its key."""


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

    def at_key(self, pointer: str) -> Where:
        """Return the place of a key by the JSON pointer of its value."""
        key, where = member(pointer.rpartition("/")[2]), self.at(pointer)
        return key_place(where, key, self.document.text, self.document.line)

    def spot(self, pointer: str) -> Spot:
        """Return a value by JSON pointer, its place to be looked up later."""
        return Spot(self.start, pointer, self.document.positions)

    def diagnose(self, faults: Iterable[Fault], subject: str = "") -> tuple[Diagnostic, ...]:
        """Return the faults as diagnostics; `subject` is what they are about (`component:default/shop`)."""
        prefix = f"{subject}: " if subject else ""
        return tuple(
            diagnose(fault.code, prefix + fault.message, where=self._where(fault), hint=fault.hint, entity=subject)
            for fault in faults
        )

    def _where(self, fault: Fault) -> Where:
        return self.at_key(fault.pointer) if fault.on_key else self.at(fault.pointer)

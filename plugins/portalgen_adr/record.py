"""What a decision record says of itself, in the forms that people use (MADR 2 to 4, Nygard, adr-tools)."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a status means."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    OTHER = "other"
    """A word of the author's own: it is shown as it is written."""


class Kin(StrEnum):
    """What one decision is to another."""

    SUPERSEDED_BY = "superseded-by"
    SUPERSEDES = "supersedes"
    AMENDED_BY = "amended-by"
    AMENDS = "amends"

    @property
    def inverse(self) -> "Kin":
        """What the other one is to it."""
        return _INVERSE[self]


_INVERSE = {
    Kin.SUPERSEDED_BY: Kin.SUPERSEDES,
    Kin.SUPERSEDES: Kin.SUPERSEDED_BY,
    Kin.AMENDED_BY: Kin.AMENDS,
    Kin.AMENDS: Kin.AMENDED_BY,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Another record, as this one names it."""

    kin: Kin
    file: str = ""
    """Path from the record's own folder."""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The head of a record."""

    status: str = ""
    """As written, without Markdown; empty if it says none."""
    state: State | None = None
    """None: it has no status."""
    date: str = ""
    deciders: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()

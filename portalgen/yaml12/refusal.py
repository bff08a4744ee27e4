"""Refusals: a document that libyaml does not take, by lines, with what it said; and what a second look makes of it."""

from dataclasses import dataclass, field
from typing import Any

from portalgen.yaml12.characters import show
from portalgen.yaml12.values import Position

_LONGEST = 40
"""Characters of a document's text in a message."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What its author did wrong, in their words."""

    message: str
    at: Position
    """Line and column, from 0."""
    hint: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document before the second look."""

    text: str
    """As libyaml reads it."""
    problem: str
    """What libyaml was doing, and what it did not like."""
    at: Position
    """Where it stopped: line and column, from 0."""
    since: Position
    """Where that began which it was reading."""
    index: int = 0
    """Where it stopped, in characters."""
    first: int = 1
    """Number of the document's first line in its file."""
    lines: list[str] = field(init=False)
    """As written."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", show(self.text).split("\n"))

    @classmethod
    def of(cls, text: str, error: Any, first: int) -> "Refusal":  # noqa: ANN401  (PyYAML's errors have no types)
        """Return what an error of libyaml says."""
        parts = (getattr(error, "context", ""), getattr(error, "problem", ""))
        began, ended = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
        mark = ended or began
        at = (mark.line, mark.column) if mark else (0, 0)
        since = (began.line, began.column) if began else at
        return cls(text, ": ".join(filter(None, parts)), at, since, mark.index if mark else 0, first)

    def row(self, number: int) -> str:
        """Return a line; empty if there is none (of a text with private characters, libyaml counts other lines)."""
        return self.lines[number] if number < len(self.lines) else ""

    @property
    def line(self) -> str:
        """The line that libyaml stopped on."""
        return self.row(self.at[0])

    @property
    def char(self) -> str:
        """What it stopped at; empty at the end."""
        return self.text[self.index : self.index + 1]

    @property
    def began(self) -> str:
        """The rest of the line on which that began which it was reading."""
        return self.row(self.since[0])[self.since[1] :]

    def above(self, line: int | None = None) -> tuple[int, str]:
        """Return the nearest line that says something above a line, or above the stop; with its number, -1 for none."""
        start = self.at[0] if line is None else line
        for number in range(min(start, len(self.lines)) - 1, -1, -1):
            written = self.lines[number].strip()
            if written and not written.startswith("#"):
                return number, self.lines[number]
        return -1, ""


def short(text: str) -> str:
    """Return a text of a document for a message."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def indent_of(line: str) -> int:
    """Return how many spaces a line starts with."""
    return len(line) - len(line.lstrip(" "))

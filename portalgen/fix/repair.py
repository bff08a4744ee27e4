"""Repairs: a place in a document and what would mend it, before anybody knows how it is written there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Write = Callable[[str], str]
"""Value as it is written -> as it should be written."""


@dataclass(frozen=True, slots=True)
class Put:
    """Another value in the place of one that is there."""

    value: Any
    write: Write
    folded: bool = False
    """True: the value may be on several lines without quotes, which are written anew."""

    def apply(self, parent: Any, key: str | int) -> None:  # noqa: ANN401  (a map or a list)
        """Change the parent's data."""
        parent[key] = self.value


@dataclass(frozen=True, slots=True)
class Remove:
    """A key of a map that goes, with its value."""

    def apply(self, parent: Any, key: str | int) -> None:  # noqa: ANN401
        """Change the parent's data."""
        del parent[key]


@dataclass(frozen=True, slots=True)
class Add:
    """A key that a map lacks."""

    value: Any
    text: str

    def apply(self, parent: Any, key: str | int) -> None:  # noqa: ANN401
        """Change the parent's data."""
        parent[key] = self.value


Action = Put | Remove | Add


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to mend, by the first of its actions that can be written there."""

    path: tuple[str | int, ...]
    words: str
    """What is done, for people: `metadata.tags: removed, it has no value`."""
    actions: tuple[Action, ...]

    def apply(self, document: Any, action: Action) -> None:  # noqa: ANN401
        """Do it to the data of a document."""
        parent = document
        for part in self.path[:-1]:
            parent = parent[part]
        action.apply(parent, self.path[-1])


def repair(path: tuple[str | int, ...], what: str, *actions: Action) -> Repair:
    """Return a repair; `what` follows the name of the place."""
    return Repair(path, f"{'.'.join(map(str, path))}: {what}", actions)


def instead(text: str) -> Write:
    """Return a writer of a text, in the quotes that are there."""
    return lambda written: f"{written[0]}{text}{written[0]}" if written[:1] in {"'", '"'} else text


def in_quotes(written: str) -> str:
    """Write a number or a truth value as a text."""
    return f'"{written}"'

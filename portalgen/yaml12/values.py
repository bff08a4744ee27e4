"""What reading YAML gives: documents with positions, faults, and the limits that they are read under."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Position = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask for."""

    size: int = 1_000_000
    """Bytes of a file; API definitions may be given more."""
    depth: int = 100
    nodes: int = 100_000
    """Values of one document after aliases are followed, keys among them."""
    total: int = 500_000
    """Values of all documents of one file."""
    documents: int = 10_000
    """Documents of one file; those beyond are one fault."""


DESCRIPTOR_LIMITS = Limits(size=5_000_000, nodes=50_000)
"""For descriptors, which may have API definitions written into them, as text."""
DEFINITION_LIMITS = Limits(size=10_000_000, nodes=300_000)
"""For files that descriptors bring in."""


@dataclass
class Mends:
    """How many characters may be read again to mend what libyaml does not take: each time costs the whole text."""

    left: int = 20_000_000
    """Of all files of a source."""
    most: int = 2_000_000
    """Of one file."""

    def of_a_file(self) -> "Mends":
        """Return what one file may take."""
        return Mends(min(self.left, self.most))

    def take(self, size: int) -> bool:
        """Take a reading, or say that there is too little left."""
        if size > self.left:
            return False
        self.left -= size
        return True


@dataclass(frozen=True, slots=True)
class YamlFault:
    """Why a document has no value."""

    message: str
    line: int
    column: int
    hint: str = ""
    limit: bool = False
    """True: the text may be fine, but it is too large, too deep or expands too far."""


class FaultError(Exception):
    """Ends the reading of a document."""

    def __init__(self, message: str, *, limit: bool = False, hint: str = "", alias: str = "") -> None:
        super().__init__(message)
        self.limit = limit
        self.hint = hint
        self.alias = alias
        """Name of an alias in the message: a repair may have given it another than its author did."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where the values of a document were written."""

    positions: Mapping[str, Position] = field(default_factory=dict)
    """JSON pointer -> where the value starts ("" is the root)."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """JSON pointer -> tag as resolved, for values with a tag outside the core schema; never acted upon here."""


NO_TRACE = Trace()


class Positions(Mapping[str, Position]):
    """The positions of a document, found by a second reading when somebody asks: most documents have no fault."""

    def __init__(self, find: Callable[[], Trace]) -> None:
        self._find = find

    def __getitem__(self, pointer: str) -> Position:
        return self.trace.positions[pointer]

    def __iter__(self) -> Iterator[str]:
        return iter(self.trace.positions)

    def __len__(self) -> int:
        return len(self.trace.positions)

    @property
    def tags(self) -> Mapping[str, str]:
        """Tags by the same pointers."""
        return self.trace.tags

    @cached_property
    def trace(self) -> Trace:
        """All of them."""
        return self._find()


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """One document of a file: a value of dict, list, str, int, float, bool and None, or a fault."""

    value: Any
    line: int
    """First line of the document in its file."""
    text: str
    """As written."""
    positions: Positions = field(default_factory=lambda: Positions(lambda: NO_TRACE), compare=False)
    """JSON pointer -> where the value starts ("" is the root); empty if there is a fault."""
    fault: YamlFault | None = None
    start: Position = (1, 1)
    """Where its content starts; line and column 1 of it if there is a fault."""
    values: int = 0
    """How many values it has after aliases are followed; 0 for a text of comments only."""

    @property
    def tags(self) -> Mapping[str, str]:
        """JSON pointer -> tag as resolved, for values with a tag outside the core schema; never acted upon here."""
        return self.positions.tags


def pointer(parent: str, key: object) -> str:
    """Return the JSON pointer (RFC 6901) of a member."""
    return f"{parent}/{str(key).replace('~', '~0').replace('/', '~1')}"


def member(part: str) -> str:
    """Return the key that a part of a JSON pointer stands for."""
    return part.replace("~1", "/").replace("~0", "~")

"""Allowance: how much the descriptors of one source may bring in, however often they name the same file or alias."""

from dataclasses import dataclass
from typing import NamedTuple

from portalgen.yaml12 import Limits


class AllowanceError(ValueError):
    """The source, or one file of it, has used up what it may bring in."""


class Price(NamedTuple):
    """What the reading of a file takes: bytes, values of documents, values of bundled definitions."""

    size: int
    values: int
    bundled: int

    def since(self, before: "Price") -> "Price":
        """Return what went between two states of what is left."""
        return Price(before.size - self.size, before.values - self.values, before.bundled - self.bundled)


@dataclass
class Pool:
    """Something that a source has a limited amount of, and each of its files, too."""

    left: int
    most: int
    """Of one file; and never more than four fifths of what is left: the file after it needs some, too."""
    words: str
    """What it is, for a message."""
    own: int = 0
    """What is left for the file that is being read; nothing more once it asked for too much."""

    def __post_init__(self) -> None:
        self.begin_file()

    def begin_file(self) -> None:
        """Start to count for another file."""
        self.own = min(self.most, self.left - self.left // 5)

    def take(self, amount: int) -> None:
        """Count an amount. Raises `AllowanceError` when it is too much, and until the file has ended."""
        if amount > self.own:
            self.own = -1
            raise AllowanceError(self.words)
        self.own -= amount
        self.left -= amount


class Allowance:
    """What is left of it; a limit of each document is not enough where thousands of documents name one file."""

    def __init__(self, size: int = 500_000_000, values: int = 10_000_000, bundled: int = 4_000_000) -> None:
        """Start with so many bytes of files, values of documents, and values of definitions of several files."""
        self._size = Pool(
            size,
            80_000_000,
            "the descriptors of this source and the files that they name are too large together",
        )
        self._values = Pool(values, 1_000_000, "the descriptors of this source hold too many values together")
        self._bundled = Pool(
            bundled,
            300_000,
            "the definitions of this source that name other files hold too many values together",
        )

        self._looks = Pool(2_000_000, 1_000_000, "the globs of this source look at too many files together")

    def begin_file(self) -> None:
        """Start to count for another descriptor: one that asks for too much costs itself."""
        for pool in (self._size, self._values, self._bundled, self._looks):
            pool.begin_file()

    def left(self) -> Price:
        """Return what is left for the source."""
        return Price(self._size.left, self._values.left, self._bundled.left)

    def affords(self, price: Price) -> bool:
        """Say whether the next file may cost so much."""
        return price.size <= self._size.own and price.values <= self._values.own and price.bundled <= self._bundled.own

    def pay(self, price: Price) -> None:
        """Take what an earlier reading of a file took. Raises `AllowanceError` when it is too much."""
        self._size.take(price.size)
        self._values.take(price.values)
        self._bundled.take(price.bundled)

    def take_file(self, size: int) -> None:
        """Count a file before it is read. Raises `AllowanceError` when it is too much, or other things were."""
        if self._values.own < 0 or self._bundled.own < 0:
            raise AllowanceError((self._values if self._values.own < 0 else self._bundled).words)
        self._size.take(size)

    def take_values(self, count: int) -> None:
        """Count the values of a document. Raises `AllowanceError` when they are too many."""
        self._values.take(count)

    def take_bundled(self, count: int) -> None:
        """Count values of definitions. Raises `AllowanceError` when they are too many."""
        self._bundled.take(count)

    def take_looks(self, count: int) -> None:
        """Count files that a glob is compared with. Raises `AllowanceError` when they are too many."""
        self._looks.take(count)

    def within(self, limits: Limits) -> Limits:
        """Return limits for one file that ask for no more values than are left."""
        nodes = max(0, min(limits.nodes, self._values.own))
        return Limits(size=limits.size, depth=limits.depth, nodes=nodes, documents=limits.documents)

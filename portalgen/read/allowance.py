"""Allowance: how much the descriptors of one source may bring in, however often they name the same file or alias."""

from dataclasses import dataclass

from portalgen.yaml12 import Limits


class AllowanceError(ValueError):
    """The source has used up what it may bring in."""


@dataclass
class Allowance:
    """What is left of it; a limit of each file is not enough where thousands of documents name one file."""

    size: int = 200_000_000
    """Bytes of descriptors and of files that placeholders name."""
    values: int = 1_000_000
    """Values of documents after aliases and placeholders are followed."""

    def take_file(self, size: int) -> None:
        """Count a file before it is read. Raises `AllowanceError` when it is too much."""
        self.size -= size
        if self.size < 0:
            raise AllowanceError("the descriptors of this source and the files that they name are too large together")

    def take_values(self, count: int) -> None:
        """Count the values of a document. Raises `AllowanceError` when they are too many."""
        self.values -= count
        if self.values < 0:
            raise AllowanceError("the descriptors of this source hold too many values together")

    def within(self, limits: Limits) -> Limits:
        """Return limits for one file that ask for no more values than are left."""
        return Limits(size=limits.size, depth=limits.depth, nodes=max(0, min(limits.nodes, self.values)))

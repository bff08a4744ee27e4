"""Budget: how much patterns of strangers may ask for, however many paths they are compared with."""

from dataclasses import dataclass


class TooManyStepsError(Exception):
    """A pattern asks for more than it may."""


@dataclass(slots=True)
class Budget:
    """Steps that are left: some come with each path, and there is a stock for dear patterns."""

    left: int = 3_000_000
    each: int = 500
    """Steps that come with each path."""

    def refill(self) -> None:
        """Begin with another path. Raises `TooManyStepsError` when there were none left before."""
        self.take(0)
        self.left += self.each

    def take(self, steps: int) -> None:
        """Raises `TooManyStepsError` when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise TooManyStepsError

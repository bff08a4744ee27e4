"""Reporter: how the pipeline says what it is doing, without knowing who listens."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Stage(Protocol):
    """One stage of a build while it runs."""

    def advance(self, label: str = "", /) -> None:
        """Count one more piece of work as done; `label` names it. Any thread may call this."""
        ...


class Reporter(Protocol):
    """Hears about every stage, in order."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Stage]:
        """Open a stage of `total` pieces (None: nobody knows yet); leaving the context ends it."""
        ...


class NullReporter:
    """Says nothing: for tests, `--quiet` and `--format json`."""

    def stage(self, _name: str, _total: int | None = None) -> AbstractContextManager[Stage]:
        """Return a stage that nobody hears of."""
        return nullcontext(_Silent())


class _Silent:
    def advance(self, _label: str = "", /) -> None:
        """Say nothing."""

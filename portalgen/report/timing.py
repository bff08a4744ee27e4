"""Timing: a reporter that also remembers how long each stage took, for the summary on the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from portalgen.report.reporter import Reporter, Stage


class TimingReporter:
    """Passes everything on; `seconds` has stage -> wall time, in the order in which stages began."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """Open a stage; rounds of the same stage add up."""
        self.seconds.setdefault(name, 0.0)
        start = perf_counter()
        try:
            with self._reporter.stage(name, total) as stage:
                yield stage
        finally:
            self.seconds[name] += perf_counter() - start

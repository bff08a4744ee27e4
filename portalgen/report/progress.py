"""Progress: bars on a terminal, one line a stage elsewhere (CI, pipes)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import perf_counter

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.table import Column
from rich.text import Text

from portalgen.report.reporter import Stage
from portalgen.report.words import plain, seconds

_HOST = re.compile(r"^\w+://[^/]*/")
"""What the labels of most pieces have in common."""


class LineReporter:
    """Writes one line when a stage ends: `crawl       1.40 s  21 done`."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """Count the pieces of a stage and write its line; a stage that fails leaves none."""
        start, counter = perf_counter(), _Counter()
        yield counter
        count = counter.done or total or 0
        took = seconds(perf_counter() - start)
        self._console.print(Text(f"{name:10} {took:>8}" + (f"  {count:,} done" if count else "")))


class _Counter:
    def __init__(self) -> None:
        self.done = 0
        self._lock = Lock()

    def advance(self, _label: str = "", /) -> None:
        """Count one."""
        with self._lock:
            self.done += 1


class TerminalReporter:
    """Draws a row a stage: what runs now has a bar and the name of the last piece, what is done a tick and its time."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """Open the row of a stage; when it ends the row stays on the screen and nothing is left to close."""
        progress = Progress(
            SpinnerColumn("dots", style="accent", finished_text=Text("✓", style="good")),
            TextColumn("{task.description}", table_column=Column(min_width=9, no_wrap=True)),
            BarColumn(bar_width=20, complete_style="accent", finished_style="good", pulse_style="accent"),
            _Count(table_column=Column(justify="right", min_width=11, no_wrap=True)),
            _Took(table_column=Column(justify="right", min_width=9, no_wrap=True)),
            _Label(table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis")),
            console=self._console,
            expand=True,
        )
        with progress:
            row = _Row(progress, progress.add_task(name, total=total, label=""))
            yield row
            row.finish()


class _Row:
    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def advance(self, label: str = "", /) -> None:
        """Move the bar by one and show the name of what was done."""
        self._progress.update(self._task, advance=1, label=_HOST.sub("", plain(label)))

    def finish(self) -> None:
        """Fill the bar: a stage may have fewer pieces than it thought."""
        task = self._progress.tasks[self._task]
        self._progress.update(self._task, total=task.completed or 1, completed=task.completed or 1, label="")
        self._progress.refresh()


class _Count(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Show `12/40`, or nothing for a stage that is one piece."""
        if not task.total or (task.finished and task.total <= 1):
            return Text("")
        done, total = int(task.completed), int(task.total)
        return Text(f"{done:,}" if task.finished else f"{done:,}/{total:,}")


class _Took(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Show the time that the stage took so far."""
        return Text(seconds(task.finished_time if task.finished and task.finished_time else task.elapsed or 0), "dim")


class _Label(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Show the last piece of work."""
        return Text(task.fields["label"], "dim", no_wrap=True, overflow="ellipsis")

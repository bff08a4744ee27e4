"""Output: the one way to the terminal. Progress and errors go to standard error, results to standard output."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from portalgen.diagnostics import Diagnostic
from portalgen.report.findings import SourceText, print_findings
from portalgen.report.progress import LineReporter, TerminalReporter
from portalgen.report.reporter import NullReporter, Reporter
from portalgen.report.to_json import to_json
from portalgen.report.words import plain

_THEME = Theme(
    {
        "accent": "cyan",
        "good": "green",
        "warn": "yellow",
        "bad": "bold red",
        "hint": "cyan",
        "place": "bold",
    }
)
_MAXIMUM_WIDTH = 120
_DIFF = {"+++": "bold", "---": "bold", "@@": "accent", "+": "good", "-": "bad"}
"""Start of a line of a difference -> style."""


@dataclass(frozen=True)
class Output:
    """Where words go and how loud they are; made once per command."""

    out: Console
    err: Console
    json: bool = False
    """True: standard output gets one JSON document, and nothing else is said but errors."""
    quiet: bool = False
    """True: errors and results, no progress."""
    interactive: bool = False
    """True: somebody watches; draw progress."""

    @classmethod
    def of(
        cls, streams: tuple[TextIO, TextIO], environ: Mapping[str, str], *, as_json: bool = False, quiet: bool = False
    ) -> "Output":
        """Make an output for (standard output, standard error) that honours NO_COLOR, FORCE_COLOR and CI."""
        out, err = (_console(stream, environ) for stream in streams)
        watched = streams[1].isatty() and not environ.get("CI") and environ.get("TERM") != "dumb"
        return cls(out, err, json=as_json, quiet=quiet, interactive=watched)

    def reporter(self) -> Reporter:
        """Return who hears of the stages of a build."""
        if self.json or self.quiet:
            return NullReporter()
        return TerminalReporter(self.err) if self.interactive else LineReporter(self.err)

    def findings(
        self, diagnostics: Iterable[Diagnostic], *, limit: int | None = None, source: SourceText | None = None
    ) -> None:
        """Print diagnostics for people."""
        if not self.json:
            print_findings(self.out, diagnostics, limit=limit, source=source)

    def summary(self, title: str, rows: Iterable[tuple[str, str]]) -> None:
        """Print what came out: a small table on a terminal, `name: value` lines elsewhere."""
        if self.json or self.quiet:
            return
        if not self.out.is_terminal:
            self.out.print(Text("\n".join([title, *(f"  {name}: {value}" for name, value in rows)])), soft_wrap=True)
            return
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in rows:
            table.add_row(name, Text(plain(value)))
        self.out.print(Text(f"\n{title}", "bold"))
        self.out.print(Padding(table, (0, 0, 0, 2)))

    def data(self, value: object) -> None:
        """Print one JSON document."""
        self.out.file.write(json.dumps(to_json(value), ensure_ascii=False, indent=2) + "\n")

    def text(self, text: str) -> None:
        """Print text exactly as it is."""
        self.out.file.write(text if text.endswith("\n") or not text else f"{text}\n")

    def diff(self, lines: Iterable[str]) -> None:
        """Print the lines of a unified difference."""
        if self.json:
            return
        for line in lines:
            style = next((style for start, style in _DIFF.items() if line.startswith(start)), "")
            self.out.print(Text(plain(line), style), soft_wrap=True)

    def say(self, text: str) -> None:
        """Tell what happened, unless nobody wants to know."""
        if not (self.json or self.quiet):
            self.err.print(Text(plain(text)), soft_wrap=True)

    def failure(self, message: str, hint: str = "") -> None:
        """Print an error and what to do about it."""
        first, _, rest = plain(message).partition("\n")
        self.err.print(Text.assemble(("error: ", "bad"), first), soft_wrap=True)
        if rest:
            self.err.print(Text(rest), soft_wrap=True)
        if hint:
            self.err.print(Text.assemble(("hint: ", "hint"), plain(hint)), soft_wrap=True)


def _console(stream: TextIO, environ: Mapping[str, str]) -> Console:
    console = Console(
        file=stream, _environ=environ, theme=_THEME, highlight=False, markup=False, emoji=False, soft_wrap=False
    )
    console.width = min(console.width, _MAXIMUM_WIDTH)
    return console

"""Diagnostics for people: `place  severity  code  message`, the line itself with a caret, and the way out below."""

from collections.abc import Callable, Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from portalgen.diagnostics import Diagnostic, Severity, Where
from portalgen.report.words import plain, tally

SourceText = Callable[[Where], str | None]
"""Returns the text of the file at a place, if it is at hand."""

_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "dim"}
_EXCERPT_WIDTH = 160


def print_findings(
    console: Console, diagnostics: Iterable[Diagnostic], *, limit: int | None = None, source: SourceText | None = None
) -> None:
    """Print diagnostics, worst first, at most `limit` of them; then how many there are."""
    found = sorted(set(diagnostics), key=lambda diagnostic: diagnostic.sort_key)
    shown = found[:limit]
    for diagnostic in shown:
        for part in (_wide if console.is_terminal else _line)(diagnostic):
            console.print(part, soft_wrap=not console.is_terminal)
        for part in _excerpt(diagnostic.where, source):
            console.print(part, soft_wrap=True)
        if diagnostic.hint:
            hint = Text.assemble(("hint: ", "hint"), plain(diagnostic.hint))
            console.print(Padding(hint, (0, 0, 0, 4)) if console.is_terminal else Text("    ") + hint, soft_wrap=True)
    if len(found) > len(shown):
        console.print(Text(f"… and {len(found) - len(shown):,} more (portalgen check shows all)", "dim"))
    if found:
        console.print(Text(tally(found), "bold"))


def _line(diagnostic: Diagnostic) -> Iterator[Text]:
    """All on one line, so that logs can be searched by line."""
    severity = str(diagnostic.severity)
    head = "  ".join(filter(None, (plain(str(diagnostic.where)), severity, diagnostic.code)))
    yield Text(f"{head}  {plain(diagnostic.message)}")


def _wide(diagnostic: Diagnostic) -> Iterator[Text | Padding]:
    """Place and code on the first line, the message below it, wrapped to the window."""
    where = plain(str(diagnostic.where))
    yield Text.assemble(
        (where, "place"),
        "  " if where else "",
        (str(diagnostic.severity), _STYLES[diagnostic.severity]),
        "  ",
        (diagnostic.code, "dim"),
    )
    yield Padding(Text(plain(diagnostic.message)), (0, 0, 0, 4))


def _excerpt(where: Where, source: SourceText | None) -> Iterator[Text]:
    """The line that the diagnostic is about, with a caret below its column."""
    text = source(where) if source and where.line else None
    lines = text.split("\n") if text else []
    if not 0 < where.line <= len(lines):
        return
    number = f"{where.line:>8}"
    written = plain(lines[where.line - 1].rstrip("\r")).replace("\t", " ")[:_EXCERPT_WIDTH]
    yield Text.assemble((f"{number} │ ", "dim"), written)
    if 0 < where.column <= len(written) + 1:
        yield Text.assemble((f"{'':8} │ ", "dim"), " " * (where.column - 1), ("^", "bad"))

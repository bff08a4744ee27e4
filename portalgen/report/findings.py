"""Diagnostics for people: `place  severity  code  message`, the line itself with a caret, and the way out below."""

from collections.abc import Callable, Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from portalgen.diagnostics import Diagnostic, Severity, Where
from portalgen.report.words import plain, tally

SourceText = Callable[[Where], str | None]
"""Returns the text of the file at a place, if it is at hand."""

_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "dim"}
_MARGIN = 8
"""Columns of the line number before an excerpt."""
_LOG_WIDTH = 160
"""Columns of an excerpt where there is no window."""


def print_findings(
    console: Console, diagnostics: Iterable[Diagnostic], *, limit: int | None = None, source: SourceText | None = None
) -> None:
    """Print diagnostics, worst first, at most `limit` of them; then how many there are."""
    found = sorted(set(diagnostics), key=lambda diagnostic: diagnostic.sort_key)
    shown = found[:limit]
    if shown and console.is_terminal:
        console.print()
    for diagnostic in shown:
        (_in_window if console.is_terminal else _in_log)(console, diagnostic, source)
    if len(found) > len(shown):
        console.print(Text(f"… and {len(found) - len(shown):,} more (--verbose shows all)", "dim"))
    if found:
        console.print(Text(tally(found), "bold"))


def _in_log(console: Console, diagnostic: Diagnostic, source: SourceText | None) -> None:
    """Place, code and message on one line, so that logs can be searched by line."""
    head = "  ".join(filter(None, (str(diagnostic.where), str(diagnostic.severity), diagnostic.code)))
    rows = [Text(plain(f"{head}  {diagnostic.message}")), *_excerpt(diagnostic.where, source, _LOG_WIDTH)]
    if diagnostic.hint:
        rows.append(Text(f"    hint: {plain(diagnostic.hint)}"))
    for row in rows:
        console.print(row, soft_wrap=True)


def _in_window(console: Console, diagnostic: Diagnostic, source: SourceText | None) -> None:
    """Place and code on the first line, the message below it, wrapped to the window; a blank line after it."""
    where = plain(str(diagnostic.where))
    severity = (str(diagnostic.severity), _STYLES[diagnostic.severity])
    console.print(Text.assemble((where, "place"), "  " if where else "", severity, "  ", (diagnostic.code, "dim")))
    console.print(Padding(Text(plain(diagnostic.message)), (0, 0, 0, 4), expand=False))
    for row in _excerpt(diagnostic.where, source, console.width - _MARGIN - 4):
        console.print(row, no_wrap=True, overflow="ignore", crop=False)
    if diagnostic.hint:
        hint = Text.assemble(("hint: ", "hint"), plain(diagnostic.hint))
        console.print(Padding(hint, (0, 0, 0, 4), expand=False))
    console.print()


def _excerpt(where: Where, source: SourceText | None, width: int) -> Iterator[Text]:
    """The line that the diagnostic is about, cut to the width around its column, with a caret below."""
    text = source(where) if source and where.line else None
    lines = text.split("\n") if text else []
    if not 0 < where.line <= len(lines):
        return
    written = plain(lines[where.line - 1].rstrip("\r")).replace("\t", "→")
    if not written:  # of portal.yaml: a line that is not for showing
        return
    start = max(0, where.column - width * 3 // 4)
    shown = ("…" if start else "") + written[start : start + width - 2]
    yield Text.assemble(
        (f"{where.line:>{_MARGIN}} │ ", "dim"), shown + ("…" if start + width - 2 < len(written) else "")
    )
    if 0 < where.column <= len(written) + 1:
        indent = " " * (cell_len(written[start : where.column - 1]) + bool(start))  # some signs are two columns wide
        yield Text.assemble((f"{'':{_MARGIN}} │ ", "dim"), indent, ("^", "bad"))

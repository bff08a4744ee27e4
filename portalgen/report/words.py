"""Words and numbers for people, and outside text made safe for a terminal."""

import re
from collections import Counter
from collections.abc import Iterable

from portalgen.diagnostics import Diagnostic, Severity

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def plain(text: str) -> str:
    """Return the text without control characters: what a repository says must not steer the reader's terminal."""
    return _CONTROL.sub("\ufffd", text)


def count(number: int, noun: str) -> str:
    """Return `1 page`, `1,204 pages`, `2 entities`."""
    if number == 1:
        return f"{number:,} {noun}"
    return f"{number:,} {noun.removesuffix('y')}ies" if noun.endswith(("ry", "ty")) else f"{number:,} {noun}s"


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """Return `2 errors, 1 warning`; empty if there is nothing."""
    found = Counter(diagnostic.severity for diagnostic in diagnostics)
    return ", ".join(count(found[severity], name) for severity, name in _NAMES.items() if found[severity])


def seconds(value: float) -> str:
    """Return `0.34 s`, `12.5 s` or `3 min 05 s`."""
    if value < 10:  # noqa: PLR2004  (two digits are enough for the eye)
        return f"{value:.2f} s"
    if value < 60:  # noqa: PLR2004  (a minute)
        return f"{value:.1f} s"
    minutes, rest = divmod(round(value), 60)
    return f"{minutes} min {rest:02} s"


def size(number: int) -> str:
    """Return `640 bytes`, `12.3 kB`, `4.5 MB` or `1.2 GB`."""
    if number < 1000:  # noqa: PLR2004  (a kilobyte)
        return count(number, "byte")
    factor, unit = next(row for row in _UNITS if number >= row[0])
    return f"{number / factor:.1f} {unit}"

"""What --fix would mend among the findings of a check, as sentences for who did not ask for it."""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from portalgen.diagnostics import Where

if TYPE_CHECKING:
    from portalgen.cli.checked import Checked
    from portalgen.report import Place, SourceText

_MENDED = frozenset({"invalid-entity", "unknown-kind"})
"""Codes of what --fix mends."""
_MOST = 100
"""Files that are looked into: each is read again."""


def mendable(
    checked: "Checked", place: "Callable[[Where], Place]", text: "SourceText", *, alone: bool
) -> Iterator[str]:
    """Say how many faults --fix would mend, and how to ask for it; `alone`: the command names the files already."""
    found = _faulty(checked, text)
    paths = {where: place(where).path for where in found}
    here = sum(number for where, number in found.items() if paths[where])
    elsewhere = sum(found.values()) - here
    if here:
        folder = os.path.commonpath([path for path in paths.values() if path])
        yield f"{'--fix' if alone else f'`portalgen check --fix {folder}`'} mends {_faults(here)}."
    if elsewhere:
        yield f"`portalgen check --fix .` in a clone of the repository mends {_faults(elsewhere)}."


def _faulty(checked: "Checked", text: "SourceText") -> dict[Where, int]:
    """Return the files with faults that can be mended, and how many those are."""
    from portalgen.fix import mend_text

    wrong = (row.where for row in checked.diagnostics if row.code in _MENDED)
    files = dict.fromkeys(Where(where.source, where.path) for where in wrong)
    kinds = checked.tools.policy.kinds
    counts = ((where, len(mend_text(text(where) or "", kinds).changes)) for where in islice(files, _MOST))
    return {where: number for where, number in counts if number}


def _faults(number: int) -> str:
    from portalgen.report import count

    return count(number, "fault")

"""Diagnostics of all documentation -> the same, with faults of files that several sites share told once."""

from collections.abc import Container, Iterable
from dataclasses import replace

from portalgen.diagnostics import Diagnostic


def told_once(found: Iterable[Diagnostic], ignored: Container[tuple[str, str]] = ()) -> tuple[Diagnostic, ...]:
    """Return each fault for the first entity that has it, by ref; worst first.

    `ignored` has entity and code of what authors have explained away: such an entity comes after those that have not.
    What an entity says itself, such as where its docs are, has a place of its own, and so is told for each. A link that
    is broken in the documentation and among the decisions, which may be said in other words, is one fault: the first.
    """

    def order(row: Diagnostic) -> tuple[bool, str, bool, str]:
        return (row.entity, row.code) in ignored, row.entity, not row.hint, row.hint

    first: dict[Diagnostic, Diagnostic] = {}
    for row in found:
        fault = replace(row, entity="", hint="", message=_about(row))
        first[fault] = min(first.get(fault, row), row, key=order)
    return tuple(sorted(first.values(), key=lambda row: row.sort_key))


def _about(row: Diagnostic) -> str:
    """Return what tells a fault from others at its place: of a link, how it is written."""
    is_link = row.code == "docs-broken-link" and row.message.startswith("'")
    return row.message.partition("' ")[0] if is_link else row.message

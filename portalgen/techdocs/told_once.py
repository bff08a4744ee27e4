"""Diagnostics of all documentation -> the same, with faults of files that several entities share told once."""

from collections.abc import Container, Iterable
from dataclasses import replace

from portalgen.diagnostics import Diagnostic


def told_once(found: Iterable[Diagnostic], ignored: Container[tuple[str, str]] = ()) -> tuple[Diagnostic, ...]:
    """Return each fault for the first entity that has it, by ref; worst first.

    `ignored` has entity and code of what authors have explained away: such an entity comes after those that have not.
    What an entity says itself, such as where its docs are, has a place of its own, and so is told for each.
    """

    def order(row: Diagnostic) -> tuple[bool, str]:
        return (row.entity, row.code) in ignored, row.entity

    first: dict[Diagnostic, Diagnostic] = {}
    for row in found:
        fault = replace(row, entity="")
        first[fault] = min(first.get(fault, row), row, key=order)
    return tuple(sorted(first.values(), key=lambda row: row.sort_key))

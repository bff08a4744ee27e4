"""Diagnostics of all documentation -> the same, with faults of files that several entities share told once."""

from collections.abc import Iterable
from dataclasses import replace

from portalgen.diagnostics import Diagnostic


def told_once(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each fault for the first entity that has it, by ref; worst first.

    What an entity says itself, such as where its docs are, has a place of its own, and so is told for each.
    """
    first: dict[Diagnostic, Diagnostic] = {}
    for row in found:
        fault = replace(row, entity="")
        first[fault] = min(first.get(fault, row), row, key=lambda one: one.entity)
    return tuple(sorted(first.values(), key=lambda row: row.sort_key))

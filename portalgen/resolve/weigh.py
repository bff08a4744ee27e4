"""Weighs findings: diagnostics as they were found in, what the configuration and the authors leave of them out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portalgen.diagnostics import Diagnostic, Severity, may_be_off
from portalgen.model.catalog import Catalog, Suppressed
from portalgen.resolve.ignores import explaining, ignores_of, unused_ignores

Levels = Mapping[str, Severity | None]
"""Code -> severity that the configuration gives it, None for off; other codes keep their own."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is shown, and what an author has explained away."""

    diagnostics: tuple[Diagnostic, ...]
    """Without duplicates, worst first."""
    suppressed: tuple[Suppressed, ...]
    """In the same order."""


def weigh(diagnostics: Iterable[Diagnostic], catalog: Catalog, levels: Levels) -> Weighed:
    """Take out what annotations of the entities suppress, then what is off; give the rest its configured severity.

    Weighing what was weighed before changes nothing.
    """
    reasons = explained(catalog)
    shown: dict[Diagnostic, None] = {}
    suppressed: dict[Suppressed, None] = {}
    for found in diagnostics:
        reason = reasons.get((found.entity, found.code))
        leveled = _leveled(found, levels)
        if leveled and reason:
            suppressed[Suppressed(leveled, reason)] = None
        elif leveled:
            shown[leveled] = None
    return Weighed(
        tuple(sorted(shown, key=lambda row: row.sort_key)),
        tuple(sorted(suppressed, key=lambda row: row.diagnostic.sort_key)),
    )


def explained(catalog: Catalog) -> Mapping[tuple[str, str], str]:
    """Return what annotations suppress: ref of an entity and code -> its author's reason."""
    return {
        (str(entity.ref), ignore.code): ignore.reason
        for entity in explaining(catalog)
        for ignore in ignores_of(entity)
        if ignore.reason and may_be_off(ignore.code)
    }


def weigh_catalog(diagnostics: Iterable[Diagnostic], catalog: Catalog, levels: Levels) -> Catalog:
    """Return the catalog with all that was found so far, weighed, and what is wrong with the annotations themselves."""
    found = tuple(diagnostics)
    weighed = weigh((*found, *unused_ignores(catalog, found)), catalog, levels)
    return replace(catalog, diagnostics=weighed.diagnostics, suppressed=weighed.suppressed)


def _leveled(found: Diagnostic, levels: Levels) -> Diagnostic | None:
    level = levels.get(found.code, found.severity)
    return None if level is None else found if level == found.severity else replace(found, severity=level)

"""The annotation `portalgen.dev/ignore`: an entity in, the codes that its author explains away, and why, out.

Grammar: `code reason; code reason`. A semicolon or a line break ends a reason; a code without one counts for nothing.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portalgen.diagnostics import CODES, Diagnostic, diagnose, may_be_off
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.yaml12 import pointer

IGNORE = "portalgen.dev/ignore"

_LATER = re.compile(r"docs-|diagram-|api-|plugin-|reserved-")
"""Codes that later stages find too: whether one still occurs is not known when the catalog is finished."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One code that an entity's author does not want to hear of."""

    code: str
    reason: str


def ignores_of(entity: Entity) -> tuple[Ignore, ...]:
    """Return what an entity's annotation lists, in its order."""
    text = entity.annotations.get(IGNORE)
    rows = (row.split(maxsplit=1) for row in re.split(r"[;\n]", text)) if text else ()
    return tuple(Ignore(row[0].rstrip(":,"), " ".join(row[1:]).strip()) for row in rows if row)


def unused_ignores(catalog: Catalog, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Find annotations without a reason, for codes that are not known, or that do not occur at their entity."""
    occurring = {(row.entity, row.code) for row in found}
    for entity in catalog.entities.values():
        for ignore in ignores_of(entity):
            if not ignore.reason:
                hint = f"write why it is right as it is: '{ignore.code} <reason>'"
                yield _diagnose("ignore-without-reason", entity, f"gives no reason for {ignore.code}", hint)
            elif ignore.code not in CODES:
                yield _diagnose("ignore-unused", entity, f"names '{ignore.code}', which is no code", _near(ignore.code))
            elif not may_be_off(ignore.code):
                hint = f"mend what is wrong, or set diagnostics.{ignore.code} in portal.yaml to a lower severity"
                yield _diagnose("ignore-unused", entity, f"names {ignore.code}, which cannot be ignored", hint)
            elif (str(entity.ref), ignore.code) not in occurring and not _LATER.match(ignore.code):
                yield _diagnose("ignore-unused", entity, f"names {ignore.code}, which does not occur here", "remove it")


def _near(code: str) -> str:
    close = difflib.get_close_matches(code, CODES, n=1)
    return f"did you mean {close[0]}?" if close else "use the code as `portalgen check` prints it"


def _diagnose(code: str, entity: Entity, words: str, hint: str) -> Diagnostic:
    where = entity.at(pointer("/metadata/annotations", IGNORE))
    return diagnose(code, f"{entity.ref}: {IGNORE} {words}", where=where, hint=hint, entity=str(entity.ref))

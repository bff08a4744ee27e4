"""The annotation `portalgen.dev/ignore`: an entity in, the codes that its author explains away, and why, out.

Grammar: `code reason; code reason`. A semicolon or a line break ends a reason; a code without one counts for nothing,
nor does what follows the first hundred.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portalgen.diagnostics import CODES, Diagnostic, diagnose, may_be_off
from portalgen.model.catalog import Catalog
from portalgen.model.entity import IGNORE, Entity
from portalgen.yaml12 import pointer

_MOST = 100
"""Rows of one annotation that count."""
_SHOWN = 60
"""Characters of a code, longer than any that is known, that are compared and shown."""
_COMPARED = 500
"""Codes of one catalog, none of them known, that are compared with the known ones."""
_LATER = re.compile(r"docs-|diagram-|api-|plugin-|reserved-")
"""Codes that later stages find too: whether one still occurs is not known when the catalog is finished."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One code that an entity's author does not want to hear of."""

    code: str
    reason: str


def explaining(catalog: Catalog) -> tuple[Entity, ...]:
    """Return the entities that have the annotation, with something in it."""
    return tuple(entity for entity in catalog.entities.values() if entity.ignore)


def ignores_of(entity: Entity) -> tuple[Ignore, ...]:
    """Return what an entity's annotation lists, in its order, cut at `_MOST`."""
    rows = (row.split(maxsplit=1) for row in _rows(entity)[:_MOST])
    return tuple(Ignore(row[0].rstrip(":,")[:_SHOWN], " ".join(row[1:]).strip()) for row in rows)


def _rows(entity: Entity) -> list[str]:
    return [row for row in re.split(r"[;\n]", entity.ignore) if row.strip()]


def unused_ignores(catalog: Catalog, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Find annotations without a reason, for codes that are not known, or that do not occur at their entity."""
    occurring = {(row.entity, row.code) for row in found}
    compared: dict[str, str] = {}
    for entity in explaining(catalog):
        for ignore in ignores_of(entity):
            if not ignore.reason:
                hint = f"write why it is right as it is: '{ignore.code} <reason>'"
                yield _diagnose("ignore-without-reason", entity, f"gives no reason for {ignore.code}", hint)
            elif ignore.code not in CODES:
                hint = _near(ignore.code, compared)
                yield _diagnose("ignore-invalid", entity, f"names '{ignore.code}', which is no code", hint)
            elif not may_be_off(ignore.code):
                hint = f"mend what is wrong, or set diagnostics.{ignore.code} in portal.yaml to a lower severity"
                yield _diagnose("ignore-invalid", entity, f"names {ignore.code}, which cannot be ignored", hint)
            elif (str(entity.ref), ignore.code) not in occurring and not _LATER.match(ignore.code):
                yield _diagnose("ignore-unused", entity, f"names {ignore.code}, which does not occur here", "remove it")
        if (more := len(_rows(entity)) - _MOST) > 0:
            hint = f"keep the {_MOST} that matter: the others count for nothing"
            yield _diagnose("ignore-unused", entity, f"has {more} rows after the first {_MOST}", hint)


def _near(code: str, compared: dict[str, str]) -> str:
    """Say what a code may mean; `compared` has what was found for others, and grows."""
    if code not in compared and len(compared) < _COMPARED:
        compared[code] = next(iter(difflib.get_close_matches(code, CODES, n=1)), "")
    close = compared.get(code)
    return f"did you mean {close}?" if close else "use the code as `portalgen check` prints it"


def _diagnose(code: str, entity: Entity, words: str, hint: str) -> Diagnostic:
    where = entity.at(pointer("/metadata/annotations", IGNORE))
    return diagnose(code, f"{entity.ref}: {IGNORE} {words}", where=where, hint=hint, entity=str(entity.ref))

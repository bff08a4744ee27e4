"""Removed: entities that a portal has published from here, that are declared no more, and that others still name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, Severity, Where, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.kinds import Kind
from portalgen.model.ref import EntityRef, RefError
from portalgen.model.relations import Relates
from portalgen.published.standing import Standing

_SHOWN = 3
"""Entities that a message names."""


@dataclass(frozen=True)
class Removed:
    """A rule for what is not in the catalog any more."""

    standing: Standing
    before: Mapping[EntityRef, tuple[EntityRef, ...]]
    """What is gone -> the other ends of its published relations."""
    kinds: Mapping[str, Kind]
    """By key."""

    def __call__(self, catalog: Catalog) -> Iterator[Diagnostic]:
        """Find what others will look for in vain; what has a fault of its own is not removed."""
        errors = [row for row in catalog.diagnostics if row.severity == Severity.ERROR]
        faulty = {row.entity for row in errors}
        broken = {(row.where.source, row.where.path) for row in errors if not row.entity}
        for ref, where in self.standing.gone.items():
            naming = [other for other in self.before[ref] if other not in catalog and self._names(other, ref)]
            if naming and str(ref) not in faulty and (where.source, where.path) not in broken:
                yield _removed(ref, where, naming)

    def _names(self, other: EntityRef, ref: EntityRef) -> bool:
        """Say whether an entity itself names another, which its relations do not tell."""
        if other not in self.standing.published.lines:
            return False
        return ref in set(_named(self.standing.published.entity(other), self.kinds.get(other.kind)))


def _removed(ref: EntityRef, where: Where, naming: list[EntityRef]) -> Diagnostic:
    shown = ", ".join(map(str, naming[:_SHOWN])) + (", …" if len(naming) > _SHOWN else "")
    what = f"{len(naming):,} entities elsewhere name" if len(naming) > 1 else "an entity elsewhere names"
    message = f"{ref} is declared here no more, and {what} it: {shown}"
    hint = "change those first, or keep it; a new name is a new entity"
    return diagnose("removed-entity", message, where=where, hint=hint, entity=str(ref))


def _named(entity: Entity, kind: Kind | None) -> Iterator[EntityRef]:
    spec = entity.spec
    fields = kind.spec_for(spec).model_fields if kind else {}
    marks = ((name, mark) for name, field in fields.items() for mark in field.metadata if isinstance(mark, Relates))
    for name, mark in marks:
        value = spec.get(name)
        for text in value if isinstance(value, list) else (value,):
            try:
                yield EntityRef.parse(str(text), kind=mark.kind, namespace=entity.ref.namespace)
            except RefError:
                continue

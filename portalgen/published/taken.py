"""Taken: entities that are declared here and, in the published catalog, by another repository."""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.entity import MANAGED_BY, Entity
from portalgen.model.forge import Forges
from portalgen.published.read_published import Published


@dataclass(frozen=True)
class Taken:
    """A rule for catalogs whose repositories are known by their addresses."""

    published: Published
    forges: Forges

    def __call__(self, catalog: Catalog) -> Iterator[Diagnostic]:
        """Find entities that another repository has already; a file that moved within one is no fault."""
        for ref, entity in catalog.entities.items():
            known = self.published.entity(ref) if ref in self.published.lines else None
            ours, theirs = self._repository(entity), self._repository(known) if known else ""
            if known and ours and theirs and ours != theirs:
                message = f"{ref} is already declared at {_place(known)}, says the portal"
                hint = "give one of the two another name or namespace, or remove it"
                yield diagnose("duplicate-entity", message, where=entity.where, hint=hint, entity=str(ref))

    def _repository(self, entity: Entity) -> str:
        found = self.forges.parse(_place(entity))
        return self.forges.identity(found.repository) if found else ""


def _place(entity: Entity) -> str:
    """Return the address of the file that declares an entity."""
    annotations = entity.metadata.get("annotations")
    place = annotations.get(MANAGED_BY) if isinstance(annotations, dict) else ""
    return str(place or "").removeprefix("url:")

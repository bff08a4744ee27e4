"""Taken: entities that are declared here and, in the published catalog, by another file or repository."""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.published.standing import Standing


@dataclass(frozen=True)
class Taken:
    """A rule for catalogs whose repositories are known by their addresses."""

    standing: Standing

    def __call__(self, catalog: Catalog) -> Iterator[Diagnostic]:
        """Find entities that another place has already; a file that moved within one repository is no fault."""
        for ref, entity in catalog.entities.items():
            if self.standing.is_elsewhere(ref, entity.where.source):
                kind, _, target = self.standing.published.places[ref].partition(":")
                place = target if "://" in target else f"{kind}:{target}"
                message = f"{ref} is already declared at {place}, says the portal"
                hint = "give one of the two another name or namespace, or remove it"
                yield diagnose("duplicate-entity", message, where=entity.where, hint=hint, entity=str(ref))

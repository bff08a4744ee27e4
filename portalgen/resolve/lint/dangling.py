"""Dangling references: relations with an end that is not in the catalog."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, Severity, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.relations import OWNERSHIP, Relation
from portalgen.resolve.suggestions import Suggestions


def dangling(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find relations that lead to, or come from, an entity that is not in the catalog."""
    rejected = {row.entity: row.where for row in catalog.diagnostics if row.entity and row.severity == Severity.ERROR}
    suggestions = Suggestions(catalog)
    for relation in catalog.relations:
        for missing in (relation.source, relation.target):
            if missing not in catalog:
                where = rejected.get(str(missing))
                hint = f"it was rejected: mend {where}" if where else _hint(missing, suggestions)
                yield _dangling(relation, missing, hint)


def _dangling(relation: Relation, missing: EntityRef, hint: str) -> Diagnostic:
    says = relation.target if missing == relation.source else relation.source
    is_owner = relation.pair == OWNERSHIP and missing == relation.target
    what = "its owner" if is_owner else "it names"
    verb = "is" if is_owner else "which is"
    message = f"{says}: {what} {missing}{'' if is_owner else ','} {verb} not in the catalog"
    return diagnose(
        "dangling-owner" if is_owner else "dangling-reference",
        message,
        where=relation.where,
        hint=hint,
        entity=str(says),
    )


def _hint(missing: EntityRef, suggestions: Suggestions) -> str:
    if "@" in missing.name:
        owner = suggestions.owner_of(missing.name)
        meant = f"; that is {owner}" if owner else ": write the name of a group, or user:name"
        return f"an e-mail address is no reference{meant}"
    near = " or ".join(suggestions.near(missing))
    return f"did you mean {near}?" if near else f"add the {missing.kind} to the catalog, or correct the reference"

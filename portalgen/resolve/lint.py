"""Checks of the finished catalog that ship in the box."""

import difflib
from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, Severity, Where, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.relations import OWNERSHIP, Relation


def dangling(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find relations that lead to, or come from, an entity that is not in the catalog."""
    rejected = {row.entity: row.where for row in catalog.diagnostics if row.entity and row.severity == Severity.ERROR}
    for relation in catalog.relations:
        for missing in (relation.source, relation.target):
            if missing not in catalog:
                yield _dangling(catalog, relation, missing, rejected.get(str(missing)))


def _dangling(catalog: Catalog, relation: Relation, missing: EntityRef, rejected: Where | None) -> Diagnostic:
    says = relation.target if missing == relation.source else relation.source
    is_owner = relation.pair == OWNERSHIP and missing == relation.target
    what = "its owner" if is_owner else "it names"
    verb = "is" if is_owner else "which is"
    message = f"{says}: {what} {missing}{'' if is_owner else ','} {verb} not in the catalog"
    return diagnose(
        "dangling-owner" if is_owner else "dangling-reference",
        message,
        where=relation.where,
        hint=f"it was rejected: mend {rejected}" if rejected else _suggestion(catalog, missing),
        entity=str(says),
    )


def _suggestion(catalog: Catalog, missing: EntityRef) -> str:
    same_kind = {entity.ref.name: entity.ref for entity in catalog.of_kind(missing.kind)}
    close = difflib.get_close_matches(missing.name, same_kind, n=2)
    if close:
        return "did you mean " + " or ".join(same_kind[name].short(kind=missing.kind) for name in close) + "?"
    others = sorted(str(ref) for ref in catalog.entities if ref.name == missing.name)
    if others:
        return f"did you mean {' or '.join(others[:2])}?"
    return f"add the {missing.kind} to the catalog, or correct the reference"


BUILT_IN_RULES = (dangling,)
"""What is checked in every portal."""

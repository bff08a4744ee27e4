"""Checks of the finished catalog that ship in the box."""

import difflib
from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, Severity, Where, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.relations import OWNERSHIP, PARENTHOOD, PART, Relation


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
    if "@" in missing.name:
        return _owner_of_mail(catalog, missing.name)
    same_kind = {entity.ref.name: entity.ref for entity in catalog.of_kind(missing.kind)}
    close = difflib.get_close_matches(missing.name, same_kind, n=2)
    if close:
        return "did you mean " + " or ".join(same_kind[name].short(kind=missing.kind) for name in close) + "?"
    others = sorted(str(ref) for ref in catalog.entities if ref.name == missing.name)
    if others:
        return f"did you mean {' or '.join(others[:2])}?"
    return f"add the {missing.kind} to the catalog, or correct the reference"


def _owner_of_mail(catalog: Catalog, mail: str) -> str:
    """Name who has an e-mail address."""
    for entity in (*catalog.of_kind("user"), *catalog.of_kind("group")):
        profile = entity.spec.get("profile")
        if isinstance(profile, dict) and str(profile.get("email")).lower() == mail:
            return f"an e-mail address is no reference; that is {entity.ref}"
    return "an e-mail address is no reference: write the name of a group, or user:name"


def cyclic(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find hierarchies that run in a circle: an entity that is part or child of itself, directly or not."""
    import networkx as nx  # noqa: PLC0415  (0.1 s, and only checks need it)

    for pair in (PART, PARENTHOOD):
        edges = {(row.source, row.target): row for row in catalog.relations if row.pair == pair}
        groups: Iterator[set[EntityRef]] = nx.strongly_connected_components(nx.DiGraph(edges.keys()))
        for group in groups:
            inside = sorted(edge for edge in edges if set(edge) <= group)
            if inside:
                yield _cycle(edges[inside[0]], sorted(group))


def _cycle(relation: Relation, members: list[EntityRef]) -> Diagnostic:
    names = ", ".join(map(str, members))
    how = "names itself" if len(members) == 1 else f"is in a circle with {len(members) - 1} more: {names}"
    return diagnose(
        "relation-cycle",
        f"{relation.source}: {relation.pair.forward} {how}",
        where=relation.where,
        hint="remove one of these relations",
        entity=str(relation.source),
    )


BUILT_IN_RULES = (dangling, cyclic)
"""What is checked in every portal."""

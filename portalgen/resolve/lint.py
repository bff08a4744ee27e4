"""Checks of the finished catalog that ship in the box."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, Severity, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.relations import OWNERSHIP, PARENTHOOD, PART, Relation
from portalgen.resolve.suggestions import Suggestions

_SHOWN = 10
"""Members of a circle that its message names."""


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


def cyclic(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find hierarchies that run in a circle: an entity that is part or child of itself, directly or not."""
    import networkx as nx  # noqa: PLC0415  (0.1 s, and only checks need it)

    for pair in (PART, PARENTHOOD):
        edges = {(row.source, row.target): row for row in catalog.relations if row.pair == pair}
        groups: Iterator[set[EntityRef]] = nx.strongly_connected_components(nx.DiGraph(edges.keys()))
        themselves = {source for source, target in edges if source == target}
        for group in groups:
            if len(group) > 1 or group <= themselves:
                first = min(edge for edge in edges if set(edge) <= group)
                yield _cycle(edges[first], sorted(group))


def _cycle(relation: Relation, members: list[EntityRef]) -> Diagnostic:
    names = ", ".join(map(str, members[:_SHOWN])) + (", …" if len(members) > _SHOWN else "")
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

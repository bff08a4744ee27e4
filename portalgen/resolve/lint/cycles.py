"""Cycles: hierarchies, and dependencies, that run in a circle."""

from collections.abc import Iterator, Sequence

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.relations import DEPENDENCY, PARENTHOOD, PART, Relation

_SHOWN = 10
"""Members of a circle that its message names."""
_PEELED = 3
"""Rounds in which what leads nowhere is taken away at once: most hierarchies are no deeper, and that is fast."""
_CODES = {PART: "relation-cycle", PARENTHOOD: "relation-cycle", DEPENDENCY: "dependency-cycle"}
_HINTS = {
    "relation-cycle": "remove one of these relations",
    "dependency-cycle": "remove one of these relations, or move what both need into a part of its own",
}


def cyclic(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find entities that are part of, child of, or dependent on themselves, directly or not."""
    for pair, code in _CODES.items():
        yield from _circles(code, _core(catalog.of_pair(pair)))


def _circles(code: str, rows: list[Relation]) -> Iterator[Diagnostic]:
    if not rows:
        return
    import networkx as nx  # noqa: PLC0415  (0.1 s, and almost no catalog needs it)

    edges = {(row.source, row.target): row for row in rows}
    graph: nx.DiGraph[EntityRef] = nx.DiGraph(list(edges))
    groups: Iterator[set[EntityRef]] = nx.strongly_connected_components(graph)
    for group in groups:
        inside = [(source, target) for source in group for target in graph[source] if target in group]
        if inside:
            yield _cycle(code, edges[min(inside)], sorted(group))


def _core(rows: Sequence[Relation]) -> list[Relation]:
    """Return the edges that are left when what nothing leads to is taken away, again and again: no circle is lost."""
    for _ in range(_PEELED):
        leading_on = {row[0] for row in rows}
        rows = [row for row in rows if row[2] in leading_on]
    following: dict[EntityRef, list[EntityRef]] = {}
    leading: dict[EntityRef, int] = {}
    for source, _, target, _ in rows:
        following.setdefault(source, []).append(target)
        leading[target] = leading.get(target, 0) + 1
    free = [ref for ref in following if ref not in leading]
    for ref in free:  # grows while it is walked
        for target in following.pop(ref, ()):
            leading[target] -= 1
            if not leading[target]:
                free.append(target)
    return [row for row in rows if row.source in following] if following else []


def _cycle(code: str, relation: Relation, members: list[EntityRef]) -> Diagnostic:
    names = ", ".join(map(str, members[:_SHOWN])) + (", …" if len(members) > _SHOWN else "")
    how = "names itself" if len(members) == 1 else f"is in a circle with {len(members) - 1} more: {names}"
    return diagnose(
        code,
        f"{relation.source}: {relation.pair.forward} {how}",
        where=relation.where,
        hint=_HINTS[code],
        entity=str(relation.source),
    )

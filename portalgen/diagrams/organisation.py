"""The groups of the catalog in, the tree of an organisation or of one group out."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from portalgen.diagrams.sketch import Sketch, node_of, sketch
from portalgen.model.catalog import Catalog
from portalgen.model.diagram import Diagram
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef

_WIDEST = 6
"""Boxes on one level that a page can show beside each other; a wider tree grows to the right instead of down."""
_FARTHEST = 8
"""Levels above and below a group that its picture shows."""
_LEAVES = (8, 4, 1)
"""Leaves of one group that stay boxes of their own; the next number counts while the tree is crowded."""


def organisation_diagram(catalog: Catalog) -> Diagram | None:
    """Return the tree of all groups, None if no group has a parent."""
    groups = [group.ref for group in catalog.of_kind("group")]
    tree = _tree(groups, catalog)
    return _diagram("Groups of the organisation", tree) if tree.edges else None


def group_diagram(group: Entity, catalog: Catalog) -> Diagram | None:
    """Return the tree above and below one group, None if it has neither parent nor children."""
    above = _reached(group.ref, "childOf", catalog)
    below = _reached(group.ref, "parentOf", catalog)
    tree = _tree({group.ref} | below, catalog, up=above)
    if not tree.edges:
        return None
    focus = {str(group.ref): node_of(group.ref, catalog, focus=True)}
    return _diagram(f"{group.title} in the organisation", replace(tree, nodes={**tree.nodes, **focus}))


def _tree(groups: Iterable[EntityRef], catalog: Catalog, *, up: frozenset[EntityRef] = frozenset()) -> Sketch:
    groups = tuple(groups)
    edges = {(group, "parentOf", child) for group in groups for child in catalog.related(group, "parentOf")}
    edges |= {(parent, "parentOf", group) for group in (*groups, *up) for parent in catalog.related(group, "childOf")}
    return sketch(catalog, edges, also=groups)


def _reached(start: EntityRef, name: str, catalog: Catalog) -> frozenset[EntityRef]:
    found: set[EntityRef] = set()
    level = {start}
    for _ in range(_FARTHEST):
        level = {other for ref in level for other in catalog.related(ref, name)} - found - {start}
        found |= level
    return frozenset(found)


def _diagram(title: str, tree: Sketch) -> Diagram:
    for most in _LEAVES:
        if tree.is_crowded:
            tree = tree.gathered_by(_parent_of_leaf(tree), least=most + 1)
    direction = "TB" if _widest_level(tree) <= _WIDEST else "LR"
    return tree.diagram(title, direction=direction)


def _parent_of_leaf(tree: Sketch) -> Callable[[str], str]:
    whole = {edge.source for edge in tree.edges}
    parents = {edge.target: edge.source for edge in sorted(tree.edges, reverse=True)}
    return lambda name: "" if name in whole or tree.nodes[name].focus else parents.get(name, "")


def _widest_level(tree: Sketch) -> int:
    """Return how many boxes stand beside each other at most, groups without relatives aside."""
    children = {edge.target for edge in tree.edges}
    level = {edge.source for edge in tree.edges} - children
    seen, widest = set(level), len(level)
    while level:
        level = {edge.target for edge in tree.edges if edge.source in level} - seen
        seen |= level
        widest = max(widest, len(level))
    return widest

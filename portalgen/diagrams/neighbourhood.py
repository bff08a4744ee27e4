"""An entity and the catalog in, the diagram of its direct relations out: what needs it left, what it needs right."""

from dataclasses import replace

from portalgen.diagrams.sketch import node_of, sketch
from portalgen.model.catalog import Catalog
from portalgen.model.diagram import Diagram
from portalgen.model.entity import Entity

_LONG_COLUMNS = (12, 6, 3)
"""Boxes of one relation and kind that may stand below each other; the next number counts while it is crowded."""


def neighbourhood_diagram(entity: Entity, catalog: Catalog) -> Diagram | None:
    """Return the diagram of everything that an entity relates to directly, None if there is nothing.

    Every edge has the direction of Backstage's graph. Dangling refs are boxes too.
    """
    focus = str(entity.ref)
    relations = catalog.relations_of(entity.ref)
    if not relations:
        return None
    found = sketch(catalog, ((entity.ref, name, other) for name, others in relations.items() for other in others))
    names: dict[str, str] = {}
    for name, others in relations.items():
        names |= {str(other): f"{names.get(str(other), '')}{name} " for other in others if other != entity.ref}
    for longest in _LONG_COLUMNS:
        if longest == _LONG_COLUMNS[0] or found.is_crowded:
            found = found.gathered_by(lambda name: names.get(name, ""), least=longest + 1)
    boxes = {**found.nodes, focus: node_of(entity.ref, catalog, focus=True)}
    return replace(found, nodes=boxes).diagram(f"Relations of {entity.title}")

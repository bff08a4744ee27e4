"""The card with an entity's diagram: systems and domains from inside, groups in their tree, others among neighbours."""

from collections.abc import Iterator

from portalgen.diagrams import domain_diagram, group_diagram, neighbourhood_diagram, system_diagram
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card
from portalgen.model.entity import Entity
from portalgen.render.graph_context import EntityDiagram

MAKERS = {"system": system_diagram, "domain": domain_diagram, "group": group_diagram}
TITLES = {"group": "@card.organisation", "system": "@card.diagram", "domain": "@card.diagram"}
WITHOUT = frozenset({"user", "location", "template"})
"""Kinds whose relations a list says better."""


def diagram_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the diagram, if there is anything to draw; the page draws it when it is rendered."""
    kind = entity.ref.kind
    if kind in WITHOUT:
        return
    diagram = MAKERS.get(kind, neighbourhood_diagram)(entity, catalog)
    if diagram is not None:
        title = TITLES.get(kind, "@card.relations-diagram")
        wide = kind in {"system", "domain"}
        order = 40 if kind == "group" else 10
        yield Card(
            title,
            "cards/diagram.html",
            EntityDiagram(diagram, str(entity.ref), routes.entity(entity.ref)),
            order=order,
            wide=wide,
        )

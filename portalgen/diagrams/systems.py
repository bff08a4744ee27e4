"""A system or domain and the catalog in, its diagram out: what is in it, and its direct neighbours in their own."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from portalgen.diagrams.sketch import Edge, Sketch, counted, node_of, sketch
from portalgen.diagrams.whereabouts import home, needs, parts, subdomains, unit
from portalgen.model.catalog import Catalog
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramNode
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef

Homes = Mapping[EntityRef, EntityRef | None]
"""Entity -> the system or domain in whose boundary its box stands."""


def system_diagram(entity: Entity, catalog: Catalog) -> Diagram | None:
    """Return the diagram of a system, None if it has no parts.

    Its parts stand inside, with those of its components; what they need and what needs them stands outside, in the
    boundaries of other systems. Only edges that begin or end inside are drawn.
    """
    inside = parts(entity.ref, catalog)
    if not inside:
        return None
    edges = [edge for ref in inside for edge in needs(ref, catalog)]
    edges += [(ref, "partOf", whole) for ref in inside for whole in catalog.related(ref, "partOf") if whole in inside]
    outside = {end for source, _, target in edges for end in (source, target)} - inside
    homes = {ref: home(ref, "system", catalog) for ref in outside} | dict.fromkeys(inside, entity.ref)
    found = _placed(sketch(catalog, edges, also=inside), homes, {entity.ref}, catalog)
    own = found.boundary(entity.ref, catalog, focus=True)
    return found.diagram(f"{entity.title}: parts and neighbours", (own, *_others(found, homes, {entity.ref}, catalog)))


def domain_diagram(entity: Entity, catalog: Catalog) -> Diagram | None:
    """Return the diagram of a domain, None if there is nothing in it.

    Its systems and sub-domains stand inside, neighbouring systems in their own domains. An edge between two systems
    says that a part of the one needs a part of the other.
    """
    below = subdomains(entity.ref, catalog)
    own = {entity.ref, *below}
    inside = {part: domain for domain in own for part in catalog.related(domain, "hasPart") if part not in own}
    # A boundary needs something in it: a sub-domain with nothing inside is a box.
    inside |= {domain: whole for domain, whole in below.items() if not catalog.related(domain, "hasPart")}
    if not inside:
        return None
    edges = _between_units(inside, catalog)
    outside = {end for source, _, target in edges for end in (source, target)} - inside.keys()
    homes = {ref: home(ref, "domain", catalog) for ref in outside} | inside
    found = _placed(sketch(catalog, edges, also=inside), homes, own, catalog)
    frame = _nested(entity.ref, below, found, catalog)
    others = _others(found, homes, own, catalog)
    return found.diagram(f"{entity.title}: systems and neighbours", (replace(frame, focus=True), *others))


def _between_units(units: Collection[EntityRef], catalog: Catalog) -> set[Edge]:
    members = {ref for one in units for ref in (one, *parts(one, catalog))}
    lines = {
        (unit(source, catalog), unit(target, catalog)) for ref in members for source, _, target in needs(ref, catalog)
    }
    return {(source, "dependsOn", target) for source, target in lines if source != target}


def _nested(
    domain: EntityRef, below: Mapping[EntityRef, EntityRef], found: Sketch, catalog: Catalog
) -> DiagramBoundary:
    children = (_nested(child, below, found, catalog) for child, whole in sorted(below.items()) if whole == domain)
    filled = tuple(child for child in children if child.nodes or child.children)
    return replace(found.boundary(domain, catalog), children=filled)


def _others(found: Sketch, homes: Homes, own: Collection[EntityRef], catalog: Catalog) -> tuple[DiagramBoundary, ...]:
    """Return the boundaries around neighbours that have one and were not gathered."""
    refs = sorted({ref for ref in homes.values() if ref and ref not in own})
    frames = (found.boundary(ref, catalog) for ref in refs)
    return tuple(frame for frame in frames if frame.nodes)


def _placed(found: Sketch, homes: Homes, own: Collection[EntityRef], catalog: Catalog) -> Sketch:
    """Put the boxes into their boundaries; while there are too many, gather them.

    First whole neighbouring boundaries become boxes, then boxes of one kind and type, on the fuller side first.
    """
    mine = {str(ref) for ref in own}
    found = replace(found, places={str(ref): str(place) for ref, place in homes.items() if place})
    if found.is_crowded:
        found = found.gathered(_wholes(found, homes, mine, catalog))
    full = sum(place in mine for place in found.places.values()) * 2 > len(found.nodes)
    for inside in (full, not full):
        if found.is_crowded:
            found = found.gathered_by(_side(found, mine, inside=inside))
    return found


def _wholes(found: Sketch, homes: Homes, mine: Collection[str], catalog: Catalog) -> dict[str, DiagramNode]:
    refs = {str(ref): ref for ref in homes.values() if ref}
    groups: dict[str, list[DiagramNode]] = {}
    for name, place in sorted(found.places.items()):
        if place not in mine:
            groups.setdefault(place, []).append(found.nodes[name])
    return {
        node.id: replace(node_of(refs[place], catalog), detail=counted(nodes), count=len(nodes))
        for place, nodes in groups.items()
        for node in nodes
    }


def _side(found: Sketch, mine: Collection[str], *, inside: bool) -> Callable[[str], str]:
    """Return the key that gathers boxes inside (or outside) by boundary and type."""

    def key(name: str) -> str:
        place = found.places.get(name, "")
        if (place in mine) != inside:
            return ""
        return f"{place}/{found.nodes[name].detail}" if inside else "outside"

    return key

"""A diagram in the making: boxes and edges by ref, and the boundary that each box stands in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from portalgen.diagrams.relation_words import drawn
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge, DiagramNode
from portalgen.model.kinds import BUILT_IN
from portalgen.model.ref import EntityRef

MOST_NODES = 40
"""More boxes than this are wallpaper; they are gathered into boxes with a count."""

Edge = tuple[EntityRef, str, EntityRef]
"""Source, relation name, target, read in that order."""

_KINDS = {kind.key: kind for kind in BUILT_IN}


@dataclass(frozen=True, slots=True)
class Sketch:
    """Boxes by id (mostly canonical refs), edges between them, and box id -> id of its boundary ("" for none)."""

    nodes: Mapping[str, DiagramNode]
    edges: frozenset[DiagramEdge] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_crowded(self) -> bool:
        """Whether it has more boxes than a reader can take in."""
        return len(self.nodes) > MOST_NODES

    def gathered(self, groups: Mapping[str, DiagramNode]) -> "Sketch":
        """Return the sketch with boxes replaced by the box that stands for them and others (id -> that box).

        It stands where they stood; a box that takes the place of a whole boundary stands outside.
        """
        nodes = {groups.get(name, node).id: groups.get(name, node) for name, node in self.nodes.items()}
        ends = ((_id(groups, edge.source), _id(groups, edge.target), edge) for edge in self.edges)
        edges = frozenset(
            replace(edge, source=source, target=target)
            for source, target, edge in ends
            if source != target or edge.source not in groups
        )
        places = {_id(groups, name): place for name, place in self.places.items() if place != _id(groups, name)}
        return Sketch(nodes, edges, places)

    def gathered_by(self, key: Callable[[str], str], *, least: int = 2) -> "Sketch":
        """Return the sketch with one box for each kind among the boxes that share a key; "" is no key."""
        groups: dict[tuple[str, str], list[DiagramNode]] = {}
        for name, node in sorted(self.nodes.items()):
            groups.setdefault((key(name), node.kind), []).append(node)
        many = {(place, kind): nodes for (place, kind), nodes in groups.items() if place and len(nodes) >= least}
        boxes = ((_gathered(f"many:{place}:{kind}", kind, nodes), nodes) for (place, kind), nodes in many.items())
        return self.gathered({node.id: box for box, nodes in boxes for node in nodes})

    def diagram(self, title: str, boundaries: tuple[DiagramBoundary, ...] = (), *, direction: str = "LR") -> Diagram:
        """Return the finished diagram, everything sorted."""
        nodes = tuple(self.nodes[name] for name in sorted(self.nodes))
        return Diagram(title, nodes, tuple(sorted(self.edges)), boundaries, direction)

    def boundary(self, ref: EntityRef, catalog: Catalog, *, focus: bool = False) -> DiagramBoundary:
        """Return the boundary of an entity with the boxes that stand in it."""
        node = node_of(ref, catalog)
        inside = tuple(sorted(name for name in self.nodes if self.places.get(name) == node.id))
        return DiagramBoundary(node.id, node.label, node.kind, inside, route=node.route, focus=focus)


def sketch(catalog: Catalog, edges: Iterable[Edge], *, also: Iterable[EntityRef] = ()) -> Sketch:
    """Return a sketch of edges, each in the direction in which it is always drawn; `also` are boxes without edges."""
    lines, words = {drawn(*edge) for edge in edges}, catalog.relation_titles
    refs = {*also, *(end for source, _, target in lines for end in (source, target))}
    return Sketch(
        {str(ref): node_of(ref, catalog) for ref in refs},
        frozenset(DiagramEdge(str(source), str(target), name, words.get(name, "")) for source, name, target in lines),
    )


def node_of(ref: EntityRef, catalog: Catalog, *, focus: bool = False) -> DiagramNode:
    """Return the box of an entity, dashed if the catalog does not have it."""
    entity = catalog.entities.get(ref)
    if entity is None:
        return DiagramNode(str(ref), ref.short(kind=ref.kind), ref.kind, "not in the catalog", dangling=True)
    detail = entity.type or (entity.kind if entity.kind.isupper() else entity.kind.lower())
    return DiagramNode(str(ref), entity.title, ref.kind, detail, route=routes.entity(ref), focus=focus)


def counted(nodes: Iterable[DiagramNode]) -> str:
    """Return boxes as words: "1 API, 12 components"."""
    kinds = Counter[str]()
    for node in nodes:
        kinds[node.kind] += node.count or 1
    return ", ".join(f"{number} {_kind_words(kind, number)}" for kind, number in sorted(kinds.items()))


def _gathered(name: str, kind: str, nodes: list[DiagramNode]) -> DiagramNode:
    return DiagramNode(name, counted(nodes), kind, _shared({node.detail for node in nodes}), count=_count(nodes))


def _shared(details: set[str]) -> str:
    return next(iter(details)) if len(details) == 1 else ""


def _count(nodes: Iterable[DiagramNode]) -> int:
    return sum(node.count or 1 for node in nodes)


def _kind_words(key: str, number: int) -> str:
    kind = _KINDS.get(key)
    if kind is None:
        return f"{key} entities"
    words = kind.name if number == 1 else kind.plural
    return words if words.startswith("API") else words.lower()


def _id(groups: Mapping[str, DiagramNode], name: str) -> str:
    return groups[name].id if name in groups else name

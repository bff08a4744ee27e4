"""Relation vocabulary: pairs of names, each read as English from either end (Backstage `kinds/relations.ts`)."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from portalgen.diagnostics import Where
from portalgen.model.ref import EntityRef
from portalgen.model.spot import NO_SPOT, Spot


class RelationPair(NamedTuple):
    """Two names of one edge: `source forward target` and `target backward source`."""

    forward: str
    backward: str

    @property
    def reverse(self) -> "RelationPair":
        """The same edge, seen from its other end."""
        return RelationPair(self.backward, self.forward)


OWNERSHIP = RelationPair("ownedBy", "ownerOf")
PROVIDES = RelationPair("providesApi", "apiProvidedBy")
CONSUMES = RelationPair("consumesApi", "apiConsumedBy")
DEPENDENCY = RelationPair("dependsOn", "dependencyOf")
PART = RelationPair("partOf", "hasPart")
MEMBERSHIP = RelationPair("memberOf", "hasMember")
PARENTHOOD = RelationPair("childOf", "parentOf")

PAIRS = (OWNERSHIP, PROVIDES, CONSUMES, DEPENDENCY, PART, MEMBERSHIP, PARENTHOOD)


@dataclass(frozen=True, slots=True)
class Relates:
    """Annotation of a spec field: its refs become relations.

    `kind` fills in a ref without kind (None: the kind must be written). `reverse` says that the field's entity stands
    at the backward end: `Relates(PART, "component", reverse=True)` reads "has part".
    """

    pair: RelationPair
    kind: str | None = None
    reverse: bool = False


class _Edge(NamedTuple):
    source: EntityRef
    pair: RelationPair
    target: EntityRef
    spot: Spot = NO_SPOT
    """The field that says it."""


class Relation(_Edge):
    """One edge, stored once, from the forward end; edges are equal whoever says them."""

    __slots__ = ()

    @property
    def where(self) -> Where:
        """The place of the field that says it."""
        return self.spot.where

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Relation) and self[:3] == other[:3]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: tuple[Any, ...]) -> bool:
        return self[:3] < other[:3]

    def __hash__(self) -> int:
        return hash(self[:3])

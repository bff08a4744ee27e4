"""Relation vocabulary: pairs of names, each read as English from either end (Backstage `kinds/relations.ts`)."""

from dataclasses import dataclass, field

from portalgen.diagnostics import Where
from portalgen.model.ref import EntityRef
from portalgen.model.spot import NO_SPOT, Spot


@dataclass(frozen=True, slots=True, order=True)
class RelationPair:
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


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """One edge, stored once, from the forward end."""

    source: EntityRef
    pair: RelationPair
    target: EntityRef
    spot: Spot = field(default=NO_SPOT, compare=False)
    """The field that says it."""

    @property
    def where(self) -> Where:
        """The place of the field that says it."""
        return self.spot.where

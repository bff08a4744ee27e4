"""Unusual references: fields that name an entity of a kind that nobody would mean there; Backstage takes them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.ref import EntityRef
from portalgen.model.relations import DEPENDENCY, OWNERSHIP, Relates, Relation
from portalgen.model.spec import Spec

_OWNERS = ("group", "user")
_MOST = 20
"""References of one entity that are told of."""
_OF_BACKSTAGE = {kind.key: kind.name for kind in BUILT_IN}


def unusual(catalog: Catalog, *, kinds: Iterable[Kind]) -> Iterator[Diagnostic]:
    """Find references to another kind than their field is for; a custom kind is judged by its owner only.

    A reference to a kind that is not Backstage's is its author's own affair.
    """
    for kind in kinds:
        is_own = kind.key not in _OF_BACKSTAGE
        for entity in catalog.of_kind(kind.key):
            fields = _fields(kind.of_type(entity.type), is_own)
            for row in islice(fields.unusual(entity), _MOST) if fields.usual else ():
                yield _diagnose(row, entity, fields.usual[_field(row.spot.pointer)], catalog)


@dataclass(frozen=True)
class _Fields:
    """The fields of one type of entity."""

    usual: Mapping[str, tuple[str, ...]]
    """Field -> kinds that it is for, the first of them what a ref without a kind means."""
    judged: dict[tuple[str, str], bool] = field(default_factory=dict)
    """JSON pointer and kind of what it names -> whether that is meant: there are few, and tens of thousands of rows."""

    def unusual(self, entity: Entity) -> Iterator[Relation]:
        """Yield what an entity says of another kind than its field is for."""
        ref, judged = entity.ref, self.judged
        for row in entity.relations:
            source, _, target, (_, pointer, _) = row
            key = pointer, (target if source is ref or source == ref else source)[0]
            if key not in judged:
                judged[key] = self._is_usual(*key)
            if not judged[key]:
                yield row

    def _is_usual(self, pointer: str, kind: str) -> bool:
        return kind not in _OF_BACKSTAGE or kind in self.usual.get(_field(pointer), (kind,))


@cache
def _fields(spec: type[Spec], is_own: bool) -> _Fields:  # noqa: FBT001  (a key of the cache)
    marks = ((name, mark) for name, value in spec.model_fields.items() for mark in value.metadata)
    return _Fields(
        {
            name: _OWNERS if mark.pair == OWNERSHIP else (mark.kind,)
            for name, mark in marks
            if isinstance(mark, Relates) and mark.kind and mark.pair != DEPENDENCY
            if mark.pair == OWNERSHIP or not is_own
        }
    )


def _field(pointer: str) -> str:
    """Return the field of spec that a JSON pointer is in; empty if a plug-in says it."""
    return pointer.removeprefix("/spec/").partition("/")[0]


def _diagnose(row: Relation, entity: Entity, usual: tuple[str, ...], catalog: Catalog) -> Diagnostic:
    named = row.target if row.source == entity.ref else row.source
    likes = (EntityRef(kind, named.namespace, named.name) for kind in usual)
    meant = next((str(ref) for ref in likes if ref in catalog), "")
    wanted = " or ".join(_OF_BACKSTAGE.get(kind, kind) for kind in usual)
    return diagnose(
        "unusual-reference",
        f"{entity.ref}: spec.{_field(row.spot.pointer)} names {named}; it is for a {wanted}",
        where=row.where,
        hint=f"did you mean {meant}?" if meant else f"name a {wanted}",
        entity=str(entity.ref),
    )

"""Unusual references: fields that name an entity of a kind that nobody would mean there; Backstage takes them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
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
            spec = kind.of_type(entity.type)
            usual = _usual(spec, is_own)
            for row in islice(_unusual(entity, spec, is_own), _MOST) if usual else ():
                yield _diagnose(row, entity, usual[_field(row.spot.pointer)], catalog)


@cache
def _usual(spec: type[Spec], is_own: bool) -> Mapping[str, tuple[str, ...]]:  # noqa: FBT001  (a key of the cache)
    """Return field -> kinds that it is for, the first of them what a ref without a kind means."""
    marks = ((name, mark) for name, field in spec.model_fields.items() for mark in field.metadata)
    return {
        name: _OWNERS if mark.pair == OWNERSHIP else (mark.kind,)
        for name, mark in marks
        if isinstance(mark, Relates) and mark.kind and mark.pair != DEPENDENCY
        if mark.pair == OWNERSHIP or not is_own
    }


def _unusual(entity: Entity, spec: type[Spec], is_own: bool) -> Iterator[Relation]:  # noqa: FBT001  (as above)
    ref = entity.ref
    for row in entity.relations:
        source, _, target, (_, pointer, _) = row
        kind = (source if source is not ref and source != ref else target)[0]
        if kind in _OF_BACKSTAGE and not _is_for(pointer, kind, spec, is_own):
            yield row


@lru_cache(maxsize=10_000)
def _is_for(pointer: str, kind: str, spec: type[Spec], is_own: bool) -> bool:  # noqa: FBT001
    """Say whether a value of spec is meant to name such an entity."""
    return kind in _usual(spec, is_own).get(_field(pointer), (kind,))


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

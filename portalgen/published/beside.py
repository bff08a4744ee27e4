"""Beside: rules in, the same rules out, for a catalog that is one part of what is published already."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from portalgen.diagnostics import NOWHERE, Diagnostic
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import LintRule
from portalgen.model.entity import Entity
from portalgen.model.kinds import Kind
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relation
from portalgen.published.read_published import Published
from portalgen.published.removed import Removed
from portalgen.published.standing import Standing
from portalgen.published.taken import Taken


def beside(
    rules: Iterable[LintRule], published: Published, standing: Standing, kinds: Iterable[Kind]
) -> tuple[LintRule, ...]:
    """Return rules that look at a catalog and what stands of the published one together, and report on the former only.

    An entity that is in both is as it is checked, not as it was published; one of another place is a fault, and so is
    one that is in the catalog no more and that others still name.
    """
    joined = _Joined(standing.published, standing.gone.keys())
    before = {ref: tuple(_others(published, ref)) for ref in standing.gone}
    removed = Removed(standing, before, {kind.key: kind for kind in kinds})
    return (*(_Beside(rule, joined) for rule in rules), Taken(standing), removed)


def _others(published: Published, ref: EntityRef) -> Iterator[EntityRef]:
    ends = {end for row in published.relations(ref) for end in (row.source, row.target)}
    yield from sorted(ends - {ref})


@dataclass
class _Joined:
    """Joins once for all rules: they look at the same catalog, one after the other."""

    published: Published
    gone: AbstractSet[EntityRef]
    _last: tuple[Catalog, Catalog] | None = field(default=None, repr=False)

    def with_published(self, catalog: Catalog) -> Catalog:
        if self._last is None or self._last[0] is not catalog:
            self._last = (catalog, self._join(catalog))
        return self._last[1]

    def _join(self, catalog: Catalog) -> Catalog:
        """Add what the catalog's entities have to do with; every name only if one is missing, to say what is near."""
        published, ours = self.published, catalog.entities
        ends = {ref for row in catalog.relations for ref in (row.source, row.target)}
        known = (ends | set(ours)) & published.lines.keys()
        edges = {row for ref in known for row in published.relations(ref)}
        # What an entity of ours said when it was published, it may say no more.
        theirs = {row for row in edges if row.source not in ours and self._stands(row, ours)}
        wanted = known | ({ref for row in theirs for ref in (row.source, row.target)} & published.lines.keys())
        entities = {ref: published.entity(ref) for ref in wanted}
        if ends - ours.keys() - known:
            entities = {**{ref: _stub(ref) for ref in published.lines}, **entities}
        relations = sorted({*catalog.relations, *theirs})
        return replace(catalog, entities=dict(sorted({**entities, **ours}.items())), relations=tuple(relations))

    def _stands(self, row: Relation, ours: Mapping[EntityRef, Entity]) -> bool:
        """Say whether both ends are still there: what others say of what is gone is told by a rule of its own."""
        return all(end in ours or end not in self.gone for end in (row.source, row.target))


def _stub(ref: EntityRef) -> Entity:
    return Entity(ref, {"kind": ref.kind, "metadata": {"namespace": ref.namespace, "name": ref.name}}, NOWHERE)


@dataclass(frozen=True)
class _Beside:
    func: LintRule
    """The rule; of this name, so that a failure is told as the rule's own."""
    joined: _Joined

    def __call__(self, catalog: Catalog) -> Iterator[Diagnostic]:
        ours = {str(ref) for ref in catalog.entities}
        return (found for found in self.func(self.joined.with_published(catalog)) if found.entity in ours)

"""Ownership that nobody lives up to: entities without owner, and owners without people."""

from collections.abc import Iterable, Iterator

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.kinds import Kind
from portalgen.model.ref import EntityRef
from portalgen.model.relations import MEMBERSHIP, OWNERSHIP, PARENTHOOD, Relates


def unowned(catalog: Catalog, *, kinds: Iterable[Kind]) -> Iterator[Diagnostic]:
    """Find entities that nobody answers for, of kinds that can have an owner."""
    for kind in kinds:
        for entity in catalog.of_kind(kind.key) if _can_have_owner(kind) else ():
            if not catalog.related(entity.ref, OWNERSHIP.forward):
                yield diagnose(
                    "unowned-entity",
                    f"{entity.ref}: nobody owns it",
                    where=entity.at("/spec"),
                    hint="name the group that answers for it in spec.owner",
                    entity=str(entity.ref),
                )


def _can_have_owner(kind: Kind) -> bool:
    marks = (mark for field in kind.spec.model_fields.values() for mark in field.metadata)
    return any(isinstance(mark, Relates) and mark.pair == OWNERSHIP for mark in marks)


def deserted(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find groups that own something and have no member, nor has any group below them.

    A catalog without any membership says nothing about people, so nothing is missing in it.
    """
    if not catalog.of_pair(MEMBERSHIP):
        return
    peopled = _peopled(catalog)
    for group in catalog.of_kind("group"):
        owned = catalog.related(group.ref, OWNERSHIP.backward)
        if owned and group.ref not in peopled:
            what = str(owned[0]) if len(owned) == 1 else f"{len(owned)} entities ({owned[0]}, …)"
            yield diagnose(
                "empty-owner",
                f"{group.ref}: it owns {what}, and nobody is in it or in a group below it",
                where=group.where,
                hint="add people by spec.members of the group or spec.memberOf of a user, or give what it owns away",
                entity=str(group.ref),
            )


def _peopled(catalog: Catalog) -> set[EntityRef]:
    """Return the groups that have a member, and all above them: each is met once."""
    waiting = list(dict.fromkeys(relation.target for relation in catalog.of_pair(MEMBERSHIP)))
    peopled = set(waiting)
    for group in waiting:  # grows while it is walked
        above = [ref for ref in catalog.related(group, PARENTHOOD.forward) if ref not in peopled]
        peopled.update(above)
        waiting += above
    return peopled

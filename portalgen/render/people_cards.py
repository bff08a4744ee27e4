"""Cards of groups and users: members, and what they own."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Card
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.render.card_contexts import MembersCard, OwnedGroup, OwnershipCard
from portalgen.render.frame import kind_rank
from portalgen.render.glances import email_of
from portalgen.render.lookup import link_to, links_to, row_of, rows_of


def members_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield the people of a group, and those of its sub-groups."""
    if entity.ref.kind != "group":
        return
    people = sorted(_members(entity.ref, catalog), key=lambda user: user.title.lower())
    below = sub_groups(entity.ref, catalog)
    further = tuple(
        (link_to(ref, catalog), links_to((user.ref for user in _members(ref, catalog)), catalog)) for ref in below
    )
    if people or further:
        rows = tuple(row_of(user, catalog) for user in people)
        context = MembersCard(rows, tuple(email_of(user) for user in people), further)
        yield Card("@card.members", "cards/members.html", context, order=30)


def ownership_card(entity: Entity, catalog: Catalog) -> Iterator[Card]:
    """Yield what a group or user owns: itself, and through its sub-groups or groups."""
    kind = entity.ref.kind
    if kind not in {"group", "user"}:
        return
    others = catalog.related(entity.ref, "memberOf") if kind == "user" else sub_groups(entity.ref, catalog)
    context = OwnershipCard(_owned((entity.ref,), catalog), _owned(tuple(others), catalog), of_user=kind == "user")
    if context.direct or context.inherited:
        yield Card("@card.ownership", "cards/ownership.html", context, order=20)


def sub_groups(ref: EntityRef, catalog: Catalog) -> tuple[EntityRef, ...]:
    """Return all groups below a group that are in the catalog, sorted; circles end."""
    found: set[EntityRef] = set()
    todo = [ref]
    while todo:
        for child in catalog.related(todo.pop(), "parentOf"):
            if child not in found and child != ref and child in catalog:
                found.add(child)
                todo.append(child)
    return tuple(sorted(found))


def _members(ref: EntityRef, catalog: Catalog) -> tuple[Entity, ...]:
    return catalog.known(catalog.related(ref, "hasMember"))


def _owned(owners: tuple[EntityRef, ...], catalog: Catalog) -> tuple[OwnedGroup, ...]:
    refs = sorted({ref for owner in owners for ref in catalog.related(owner, "ownerOf")})
    groups: dict[tuple[str, str], list[Entity]] = {}
    for entity in catalog.known(refs):
        groups.setdefault((entity.ref.kind, entity.type), []).append(entity)
    return tuple(
        OwnedGroup(kind, type_, _filtered(kind, type_, owners), rows_of(entities, catalog))
        for (kind, type_), entities in sorted(groups.items(), key=lambda item: (*kind_rank(item[0][0]), item[0][1]))
    )


def _filtered(kind: str, type_: str, owners: Iterable[EntityRef]) -> str:
    filters = ([("type", type_)] if type_ else []) + [("owners", str(owner)) for owner in owners]
    query = "&".join(f"filters[{name}]={quote(value, safe=':/')}" for name, value in filters)
    return f"{routes.kind(kind)}?{query}"

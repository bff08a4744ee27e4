"""What an entity needs and what needs it, directly and along the chain.

Up the chain stand dependencies, consumed APIs, and behind an API the components that provide it; down the chain the
same edges are walked the other way.
"""

from collections import Counter, deque
from collections.abc import Iterable
from itertools import chain

from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.render.card_contexts import Need, Reach, ReachCard
from portalgen.render.contexts import EntityLink
from portalgen.render.lookup import link_to, related_links, row_of

UPSTREAM = ("dependsOn", "consumesApi", "apiProvidedBy")
DOWNSTREAM = ("dependencyOf", "apiConsumedBy", "providesApi")
MAX_REACH = 100
"""Entities of one list, the nearest: more help nobody, and in a dense catalog each page would hold all of it."""


def needs_of(ref: EntityRef, catalog: Catalog) -> tuple[Need, ...]:
    """Return what an entity needs directly; behind a consumed API nothing more."""
    names = ("apiProvidedBy",) if ref.kind == "api" else ("dependsOn", "consumesApi")
    return _sorted(_need(found, catalog) for name in names for found in catalog.related(ref, name))


def needed_by(ref: EntityRef, catalog: Catalog) -> tuple[Need, ...]:
    """Return what needs an entity directly, or through an API that it provides."""
    direct = [
        _need(found, catalog) for name in ("dependencyOf", "apiConsumedBy") for found in catalog.related(ref, name)
    ]
    through = [
        _need(found, catalog, via=api)
        for api in catalog.related(ref, "providesApi")
        for found in catalog.related(api, "apiConsumedBy")
        if found != ref
    ]
    return _sorted((*direct, *through))


def needs_outside(parts: Iterable[EntityRef], catalog: Catalog) -> tuple[tuple[Need, ...], tuple[Need, ...]]:
    """Return what the parts of a system need from outside it, and what outside needs them; `via` is the part."""
    inside = frozenset(parts)
    needs: dict[EntityRef, Need] = {}
    users: dict[EntityRef, Need] = {}
    for part in sorted(inside):
        for names, found in ((("dependsOn", "consumesApi"), needs), (("dependencyOf", "apiConsumedBy"), users)):
            for name in names:
                for other in catalog.related(part, name):
                    if other not in inside:
                        found.setdefault(other, _need(other, catalog, via=part))
    return _sorted(needs.values()), _sorted(users.values())


def reach(ref: EntityRef, direction: str, catalog: Catalog) -> ReachCard:
    """Return what can be reached upstream or downstream, nearest first, and at most `MAX_REACH` of it."""
    found, cut = _walk(ref, UPSTREAM if direction == "upstream" else DOWNSTREAM, catalog)
    owners = {owner.ref: owner for row in found for owner in row.row.owners}
    counts = Counter(owner.ref for row in found for owner in row.row.owners)
    teams = ((owners[name], count) for name, count in counts.items())
    ranked = sorted(found, key=lambda row: (row.distance, row.row.link.title.lower(), row.row.link.ref))
    ordered = sorted(teams, key=lambda item: (-item[1], item[0].title.lower(), item[0].ref))
    return ReachCard(direction, tuple(ranked), tuple(ordered), cut)


def _walk(start: EntityRef, names: tuple[str, ...], catalog: Catalog) -> tuple[list[Reach], bool]:
    """Return entities with their distance and the step before, breadth first, and whether the walk was cut."""
    found: list[Reach] = []
    seen = {start}
    queue: deque[tuple[EntityRef, int, EntityLink | None]] = deque([(start, 1, None)])
    while queue:
        here, distance, via = queue.popleft()
        relations = catalog.relations_of(here)
        for other in chain.from_iterable(relations.get(name, ()) for name in names):
            if other in seen or other not in catalog:
                continue
            if len(found) == MAX_REACH:
                return found, True
            seen.add(other)
            found.append(Reach(row_of(catalog.entities[other], catalog), distance, via))
            queue.append((other, distance + 1, found[-1].row.link))
    return found, False


def _need(ref: EntityRef, catalog: Catalog, via: EntityRef | None = None) -> Need:
    owners = related_links(ref, "ownedBy", catalog)
    return Need(link_to(ref, catalog), owners, link_to(via, catalog) if via else None)


def _sorted(needs: Iterable[Need]) -> tuple[Need, ...]:
    return tuple(sorted(needs, key=lambda need: (need.link.title.lower(), need.link.ref)))

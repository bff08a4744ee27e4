"""Parents: which Location entities name the file that declares an entity."""

from collections.abc import Iterable, Iterator, Mapping

from portalgen.model.entity import Entity
from portalgen.model.fragment import Fragment, Lead
from portalgen.model.ref import EntityRef

_Place = tuple[str, str]
"""URL of a source, path of a file."""


def parents(
    fragments: Iterable[Fragment], entities: Mapping[EntityRef, Entity]
) -> dict[EntityRef, tuple[EntityRef, ...]]:
    """Return entity -> Locations of the catalog that lead to its file, sorted; nothing for what none leads to."""
    found = list(fragments)
    leading = _leading(found, entities)
    rows = ((ref, leading.get((entity.where.source, entity.where.path), ())) for ref, entity in entities.items())
    return {ref: tuple(sorted(refs)) for ref, refs in rows if refs}


def _leading(fragments: list[Fragment], entities: Mapping[EntityRef, Entity]) -> dict[_Place, set[EntityRef]]:
    targets = {fragment.location.place: fragment for fragment in reversed(fragments)}
    found: dict[_Place, set[EntityRef]] = {}
    for fragment in fragments:
        for declared in fragment.declarations:
            if declared.leads and entities.get(declared.ref) is declared.entity:
                for place in (place for lead in declared.leads for place in _places(lead, fragment, targets)):
                    found.setdefault(place, set()).add(declared.ref)
    return found


def _places(
    lead: Lead, fragment: Fragment, targets: Mapping[tuple[str, str, str, tuple[str, ...]], Fragment]
) -> Iterator[_Place]:
    if lead.location is None:
        yield from ((fragment.source.url, path) for path in lead.paths)
    elif led := targets.get(lead.location.place):
        yield from ((led.source.url, path) for path in led.entries)

"""Ancestry: an entity and the Locations that led to it, as `GET …/ancestry` answers, within bounds.

Hundreds of Locations may lead to each of thousands of entities, and one may name all of them: an answer has the nearest
ones only, and of a long one little more than its name.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from portalgen.model.answers import entity_answer
from portalgen.model.catalog import Catalog
from portalgen.model.compact_json import embedded_json
from portalgen.model.ref import EntityRef

MOST = 20
"""Locations in one answer."""
LONGEST = 10_000
"""Characters of a Location's JSON in the answer for another entity."""
_KEPT = 1024
"""Chains in memory: entities that the same Locations lead to have the same one."""
_NAMES = ("namespace", "name", "uid", "etag")


class Ancestry:
    """Answers for the entities of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._text = cache(self._short)
        self._parents = cache(self._known)
        self._above = lru_cache(_KEPT)(self._found_above)

    def answer(self, ref: EntityRef, text: str) -> str:
        """Return the JSON answer for an entity whose own JSON is `text`: itself, then its Locations, nearest first.

        Where there are more Locations than `MOST`, no item names one of the others, and the answer has `leftOut`.
        """
        parents = self._parents(ref)
        chain = [one for one in self._above(parents) if one != ref]
        shown = {ref, *chain[:MOST]}
        items = [_item(text, parents, shown)]
        items += [_item(self._text(one), self._parents(one), shown) for one in chain[:MOST]]
        more = ',"leftOut":true' if len(chain) > MOST else ""
        return f'{{"rootEntityRef":{embedded_json(str(ref))},"items":[{",".join(items)}]{more}}}'

    def _found_above(self, parents: tuple[EntityRef, ...]) -> list[EntityRef]:
        """Return the Locations from these on, nearest first: two more than needed, for one may be the entity itself."""
        found = dict.fromkeys(parents)
        waiting = [*parents]
        for one in waiting:
            if len(found) > MOST + 1:
                break
            fresh = [parent for parent in self._parents(one) if parent not in found]
            found |= dict.fromkeys(fresh)
            waiting += fresh
        return [*islice(found, MOST + 2)]

    def _known(self, ref: EntityRef) -> tuple[EntityRef, ...]:
        known = (parent for parent in self._catalog.parents.get(ref, ()) if parent in self._catalog)
        return tuple(islice(known, MOST + 2))

    def _short(self, ref: EntityRef) -> str:
        answer = entity_answer(self._catalog.entities[ref], self._catalog)
        text = embedded_json(answer)
        return text if len(text) <= LONGEST else embedded_json(_named(answer))


def _named(answer: Mapping[str, Any]) -> dict[str, Any]:
    metadata = answer["metadata"]
    named = {key: metadata[key] for key in _NAMES if key in metadata}
    return {"apiVersion": answer["apiVersion"], "kind": answer["kind"], "metadata": named}


def _item(text: str, parents: Iterable[EntityRef], shown: set[EntityRef]) -> str:
    named = embedded_json([str(parent) for parent in parents if parent in shown])
    return f'{{"entity":{text},"parentEntityRefs":{named}}}'

"""Ancestry: an entity and the Locations that led to it, as `GET …/ancestry` answers."""

from functools import lru_cache

from portalgen.model.answers import answer_text, entity_answer
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef

_KEPT = 64
"""Texts of Locations in memory: one leads to many entities, which come one after another."""


class Ancestry:
    """Answers for the entities of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._text = lru_cache(_KEPT)(self._served)

    def answer(self, ref: EntityRef, text: str) -> str:
        """Return the JSON answer for an entity whose own JSON is `text`: itself, then its Locations, nearest first."""
        items = [self._item(one, text if one == ref else self._text(one)) for one in self._chain(ref)]
        return f'{{"rootEntityRef":{answer_text(str(ref))},"items":[{",".join(items)}]}}'

    def _chain(self, ref: EntityRef) -> list[EntityRef]:
        found = {ref: None}
        for one in (waiting := [ref]):
            fresh = [parent for parent in self._parents(one) if parent not in found]
            found |= dict.fromkeys(fresh)
            waiting += fresh
        return [*found]

    def _parents(self, ref: EntityRef) -> list[EntityRef]:
        return [parent for parent in self._catalog.parents.get(ref, ()) if parent in self._catalog]

    def _item(self, ref: EntityRef, text: str) -> str:
        parents = answer_text([str(parent) for parent in self._parents(ref)])
        return f'{{"entity":{text},"parentEntityRefs":{parents}}}'

    def _served(self, ref: EntityRef) -> str:
        return answer_text(entity_answer(self._catalog.entities[ref], self._catalog))

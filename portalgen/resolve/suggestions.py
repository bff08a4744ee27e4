"""Suggestions: a ref that the catalog does not have in, what its author may have meant out."""

import difflib
from functools import cached_property

from portalgen.model.catalog import Catalog
from portalgen.model.ref import DEFAULT_NAMESPACE, EntityRef
from portalgen.model.similar_names import SimilarNames

_CANDIDATES = 15
"""Namesakes whose kinds are compared."""
_SIMILAR_KIND = 0.8
_FAR = 3
"""Characters by which the names of similar kinds differ in length at most."""
_LONGEST = 100
"""Characters of a name that may have been meant as another: an honest one has at most 63."""
_STEPS = 8_000_000
"""Pairs of characters that are compared, and names that are counted, for one catalog: a thousand lookups or so."""


class Suggestions:
    """Finds similar refs in one catalog, at a cost that does not grow with it.

    After `steps` steps names are not compared any more: of ten thousand refs that lead nowhere, nobody reads the hints.
    """

    def __init__(self, catalog: Catalog, *, steps: int = _STEPS) -> None:
        self._catalog = catalog
        self._left = steps
        self._kinds: dict[str, SimilarNames] = {}
        self._found: dict[EntityRef, list[str]] = {}

    def near(self, missing: EntityRef) -> list[str]:
        """Return at most two refs: similar names of the same kind, or else the same name of other kinds."""
        if missing not in self._found:
            self._found[missing] = self._near(missing)
        return self._found[missing]

    def owner_of(self, mail: str) -> EntityRef | None:
        """Return the user or group with an e-mail address."""
        return self._mails.get(mail.lower())

    def _near(self, missing: EntityRef) -> list[str]:
        as_kind = EntityRef(missing.namespace, DEFAULT_NAMESPACE, missing.name)  # `group/web` for `group:web`
        if as_kind in self._catalog:
            return [as_kind.short()]
        namesakes = self._namesakes.get(missing.name, [])
        of_kind = [ref for ref in namesakes[:_CANDIDATES] if _is_alike(missing.kind, ref.partition(":")[0])]
        return (of_kind or self._similar(missing) or namesakes)[:2]

    def _similar(self, missing: EntityRef) -> list[str]:
        if self._left <= 0 or len(missing.name) > _LONGEST:
            return []
        names = self._kinds.get(missing.kind)
        if names is None:
            refs = [entity.ref for entity in self._catalog.of_kind(missing.kind)]
            names = self._kinds[missing.kind] = SimilarNames({ref.name: ref.short(kind=missing.kind) for ref in refs})
        if swapped := names.swapped(missing.name):
            return swapped
        candidates, counted = names.candidates(missing.name)
        self._left -= counted + len(missing.name) * sum(map(len, candidates))
        return names.closest(missing.name, candidates)

    @cached_property
    def _mails(self) -> dict[str, EntityRef]:
        found: dict[str, EntityRef] = {}
        for entity in (*self._catalog.of_kind("user"), *self._catalog.of_kind("group")):
            profile = entity.spec.get("profile")
            mail = profile.get("email") if isinstance(profile, dict) else None
            found.setdefault(str(mail).lower(), entity.ref)
        return found

    @cached_property
    def _namesakes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for ref in sorted(self._catalog.entities):
            found.setdefault(ref.name, []).append(str(ref))
        return found


def _is_alike(kind: str, other: str) -> bool:
    """Say whether one kind may have been meant as the other."""
    near = abs(len(kind) - len(other)) <= _FAR and kind != other
    return near and difflib.SequenceMatcher(None, kind, other).ratio() >= _SIMILAR_KIND

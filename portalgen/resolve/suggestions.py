"""Suggestions: a ref that the catalog does not have in, what its author may have meant out."""

import difflib
from collections import Counter
from functools import cached_property
from heapq import nsmallest
from itertools import chain, pairwise

from portalgen.model.catalog import Catalog
from portalgen.model.ref import DEFAULT_NAMESPACE, EntityRef

_RAREST = 8
"""Pairs of letters of a name that are looked up, the rarest first."""
_HOLDERS = 300
"""Names looked at for each pair."""
_CANDIDATES = 15
"""Names that are compared as a whole, which is dear."""
_SIMILAR = 0.7
"""How similar names must be: `team-a` and `team-phoenix` are not."""
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
        self._kinds: dict[str, _Names] = {}
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
            names = self._kinds[missing.kind] = _Names({ref.name: ref.short(kind=missing.kind) for ref in refs})
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


class _Names:
    """The names of one kind, by the pairs of letters in them."""

    def __init__(self, shown: dict[str, str]) -> None:
        self._shown = shown
        self._holders: dict[str, list[str]] = {}
        for name in sorted(shown):
            for pair in _pairs(name):
                self._holders.setdefault(pair, []).append(name)

    def swapped(self, name: str) -> list[str]:
        """Return at most two names, as they are written, that two letters in another order make of one."""
        others = (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1))
        return [self._shown[other] for other in dict.fromkeys(others) if other in self._shown][:2]

    def candidates(self, name: str) -> tuple[list[str], int]:
        """Return the names that share most with one, and how many were counted for that."""
        known = sorted(_pairs(name) & self._holders.keys(), key=lambda pair: (len(self._holders[pair]), pair))
        holders = (self._holders[pair][:_HOLDERS] for pair in known[:_RAREST])
        shared = Counter(chain.from_iterable(holders))
        return nsmallest(_CANDIDATES, shared, key=lambda other: (-shared[other], other)), shared.total()

    def closest(self, name: str, candidates: list[str]) -> list[str]:
        """Return at most two of the candidates, as they are written."""
        return [self._shown[other] for other in difflib.get_close_matches(name, candidates, n=2, cutoff=_SIMILAR)]


def _pairs(name: str) -> set[str]:
    return {before + after for before, after in pairwise(f"^{name}$")}


def _is_alike(kind: str, other: str) -> bool:
    """Say whether one kind may have been meant as the other."""
    near = abs(len(kind) - len(other)) <= _FAR and kind != other
    return near and difflib.SequenceMatcher(None, kind, other).ratio() >= _SIMILAR_KIND

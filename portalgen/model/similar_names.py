"""Names in, those that one of them may have been meant as out, at a cost that does not grow with their number."""

import difflib
from collections import Counter
from collections.abc import Mapping
from heapq import nsmallest
from itertools import chain, pairwise

_RAREST = 8
"""Pairs of letters of a name that are looked up, the rarest first."""
_HOLDERS = 300
"""Names looked at for each pair."""
_CANDIDATES = 15
"""Names that are compared as a whole, which is dear."""
_SIMILAR = 0.7
"""How similar names must be: `team-a` and `team-phoenix` are not."""
_LONGEST = 100
"""Characters of a name that may have been meant as another: an honest one has at most 63."""


class SimilarNames:
    """Names, by the pairs of letters in them."""

    def __init__(self, shown: Mapping[str, str], *, steps: int = 1_000_000) -> None:
        """Take name -> how it is written in hints; after `steps` steps `near` does not compare any more."""
        self._shown = shown
        self._left = steps
        self._holders: dict[str, list[str]] = {}
        self._by_case = {name.casefold(): shown[name] for name in sorted(shown, reverse=True)}
        for name in sorted(shown):
            for pair in _pairs(name):
                self._holders.setdefault(pair, []).append(name)

    def near(self, name: str) -> list[str]:
        """Return at most two similar names, as they are written, the nearest first."""
        if self._left <= 0 or len(name) > _LONGEST:
            return []
        if same := self._by_case.get(name.casefold()):
            return [same]
        if swapped := self.swapped(name):
            return swapped
        candidates, counted = self.candidates(name)
        self._left -= counted + len(name) * sum(map(len, candidates))
        return self.closest(name, candidates)

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

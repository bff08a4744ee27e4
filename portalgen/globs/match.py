"""Matches a name with a part of a glob: every place that a beginning of the pattern can lead to, at once.

Places are the bits of a number, so that a pattern takes few steps whatever it says. Nothing is tried twice, but
groups inside one another may still ask for too much: steps are counted, and at last the pattern matches nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.globs.budget import Budget
from portalgen.globs.char_class import CharClass
from portalgen.globs.part import Group, Mark, Node, Sequence

_FORMS = {Mark.STAR: ".*", Mark.NO_DOT: r"(?!\.)"}
_MOST_STARS = 2
"""More than that, and a regular expression may try too much."""


def simple_form(pattern: Sequence, *, any_case: bool) -> re.Pattern[str] | None:
    """Return a quick test for a pattern that has only characters and few wildcards."""
    forms = [_form(node) for node in pattern]
    if pattern.count(Mark.STAR) > _MOST_STARS or None in forms:
        return None
    return re.compile("".join(form or "" for form in forms), re.DOTALL | (re.IGNORECASE if any_case else 0))


def _form(node: Node) -> str | None:
    if isinstance(node, str):
        return re.escape(node)
    if isinstance(node, CharClass):
        ranges = "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in node.ranges)
        text = f"[{'^' if node.inverted else ''}{ranges}]" if ranges else "." if node.inverted else "(?!)"
        return None if node.posix else text
    return _FORMS[node] if isinstance(node, Mark) else None


@dataclass(slots=True)
class Name:
    """One name to match."""

    text: str
    budget: Budget
    any_case: bool = False
    _places: dict[str | CharClass, int] = field(default_factory=dict)
    """Text or class -> where it stands in the name."""
    _refused: dict[tuple[int, int], bool] = field(default_factory=dict)
    """`!(…)` and a place -> whether the rest of the name is one of its alternatives."""

    def matches(self, pattern: Sequence) -> bool:
        """Say whether the whole name is what a pattern says."""
        return self._leads_to_end(pattern, 1)

    def _leads_to_end(self, pattern: Sequence, places: int) -> bool:
        return bool(self._follow(pattern, places) >> len(self.text))

    def _follow(self, pattern: Sequence, places: int) -> int:
        """Return where the pattern ends that starts at any of the places."""
        for node in pattern:
            self.budget.take(1)
            if not places:
                break
            places = self._step(node, places)
        return places

    def _step(self, node: Node, places: int) -> int:
        if isinstance(node, str | CharClass):
            return (places & self._where(node)) << (len(node) if isinstance(node, str) else 1)
        if isinstance(node, Group):
            return self._group(node, places)
        if node is Mark.STAR:
            return self._onwards(places & -places)
        return places & ~1 if self.text.startswith(".") else places

    def _onwards(self, place: int) -> int:
        """Return a place and all behind it."""
        return (1 << len(self.text) + 1) - place

    def _where(self, node: str | CharClass) -> int:
        if node not in self._places:
            self.budget.take(1 + len(self.text) // 8)
            self._places[node] = sum(1 << place for place in self._found(node))
        return self._places[node]

    def _found(self, node: str | CharClass) -> Iterator[int]:
        if isinstance(node, CharClass):
            yield from (place for place, char in enumerate(self.text) if self._fits(node, char))
            return
        text, wanted = (self.text.lower(), node.lower()) if self.any_case else (self.text, node)
        place = text.find(wanted)
        while place >= 0:
            yield place
            place = text.find(wanted, place + 1)

    def _fits(self, node: CharClass, char: str) -> bool:
        return node.fits(char, char.swapcase()) if self.any_case else node.fits(char)

    def _group(self, group: Group, places: int) -> int:
        if group.kind == "!":
            return self._others(group, places)
        once = self._either(group, places)
        if group.kind in "+*":
            new = once
            while new := self._either(group, new) & ~once:
                once |= new
        return once | places if group.kind in "?*" else once

    def _either(self, group: Group, places: int) -> int:
        found = 0
        for alternative in group.alternatives:
            found |= self._follow(alternative, places)
        return found

    def _others(self, group: Group, places: int) -> int:
        """Return the first place where none of the alternatives stands, and all behind it: the text may be as long."""
        if group.visible and self.text.startswith("."):
            places &= ~1
        while places:
            place = places & -places
            if not self._is_refused(group, place):
                return self._onwards(place)
            places ^= place
        return 0

    def _is_refused(self, group: Group, place: int) -> bool:
        key = (id(group), place)
        if key not in self._refused:
            whole = ((*alternative, *group.tail) for alternative in group.alternatives)
            self._refused[key] = any(self._leads_to_end(one, place) for one in whole)
        return self._refused[key]

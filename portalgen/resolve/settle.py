"""Settles what is in the catalog: Locations are followed from each configured one, the first to declare a ref keeps it.

As in Backstage's catalog (`DefaultProcessingDatabase`), each configured location is followed to its end before the
next: of two files that declare one ref the first keeps it, of two documents in one file the last. By default a fault
costs what it stands in. `strict` adds what Backstage loses: a broken file or a missing target costs all that its
Location brings; an invalid entity keeps its ref from others; a Location that lost its ref takes its targets with it.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from portalgen.diagnostics import Where
from portalgen.model.catalog import Conflict, Rejection
from portalgen.model.entity import Entity
from portalgen.model.fragment import Declaration, DescriptorFile, DocsRequest, Fragment, Lead
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location
from portalgen.resolve.respell import respell

_Found = tuple[Fragment, DescriptorFile, str]
"""A file, and the URL that a target names it by if that is not its own."""
_MOST_SPELLINGS = 20
"""URLs that one file may be known by; what is in it lost to the first of them already."""
_Step = tuple[Fragment, Declaration]


@dataclass(frozen=True, slots=True)
class Loss:
    """A configured location, or an entity of kind Location, that is lost with all that it brings."""

    rejection: Rejection
    because: Where
    """The fault that costs it."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Who declares each ref, and what is left out."""

    entities: dict[EntityRef, Entity]
    """Sorted by ref."""
    unseen: tuple[Entity, ...]
    """Those that are not shown, and whose relations hold."""
    docs: tuple[DocsRequest, ...]
    rejected: tuple[Rejection, ...]
    conflicts: tuple[Conflict, ...]
    losses: tuple[Loss, ...]
    """Empty unless strict; their rejections are among `rejected`."""


def settle(fragments: Sequence[Fragment], refused: Iterable[Location] = (), *, strict: bool) -> Settled:
    """Follow every configured location through the fragments, in their order."""
    settling = _Settling(_by_place(fragments), frozenset(one.place for one in refused), strict)
    for fragment in fragments:
        if not fragment.location.origin:
            settling.follow(fragment)
    return settling.result()


class _Held(NamedTuple):
    place: str
    """The file that has the ref."""
    declaration: Declaration


@dataclass
class _Settling:
    by_place: dict[tuple[object, ...], Fragment]
    refused: frozenset[tuple[object, ...]]
    strict: bool
    held: dict[EntityRef, _Held] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)
    """Places of the files whose declarations were taken, and the configured location that they were taken for."""
    spellings: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Source and path of a file -> by how many other URLs it was taken."""
    invalid: dict[Where, Declaration] = field(default_factory=dict)
    conflicts: dict[Conflict, None] = field(default_factory=dict)
    losses: dict[EntityRef | Where, Loss] = field(default_factory=dict)

    def follow(self, root: Fragment) -> None:
        """Take what a configured location names, then what the Locations in it name, until there is no more."""
        waiting = deque(self._bring(None, _files(root, root.entries, ()), _missing(root)))
        while waiting:
            fragment, location = waiting.popleft()
            leads = [(lead, *self._lead(fragment, lead)) for lead in location.leads]
            problem = next(((lead.where, problem) for lead, _, problem in leads if problem), None)
            waiting.extend(self._bring(location, [file for _, files, _ in leads for file in files], problem))

    def result(self) -> Settled:
        """Return what came of it."""
        found = [held.declaration for _, held in sorted(self.held.items())]
        winners = [one for one in found if one.entity and one.ref not in self.losses]
        invalid = [one for one in found if not one.entity] if self.strict else self.invalid.values()
        losses = tuple(self.losses.values())
        return Settled(
            entities={one.ref: one.entity for one in winners if one.entity},
            unseen=tuple(one.unseen for one in found if one.unseen),
            docs=tuple(request for one in winners for request in one.requests),
            rejected=(
                *(loss.rejection for loss in losses),
                *(Rejection(one.ref, one.where, one.reason) for one in invalid),
            ),
            conflicts=tuple(self.conflicts),
            losses=losses,
        )

    def _lead(self, fragment: Fragment, lead: Lead) -> tuple[list[_Found], str]:
        """Return the files that a target leads to, or why it leads nowhere."""
        if lead.location is None:
            return _files(fragment, lead.paths, lead.spelled), lead.problem
        found = self.by_place.get(_by_origin(lead.location)) or self.by_place.get(lead.location.place)
        if found and found.entries:
            return _files(found, found.entries, lead.spelled), ""
        refused = lead.location.place in self.refused
        return [], f"{lead.location.target} cannot be read" if refused or not lead.location.optional else ""

    def _bring(
        self, location: Declaration | None, files: Iterable[_Found], problem: tuple[Where, str] | None = None
    ) -> Iterator[_Step]:
        """Take files as a whole, or lose them; yield the Locations in them, to be followed."""
        files = list(files)
        broken = ((file.broken, file.reason) for _, file, _ in files if file.broken)
        fault = problem or next(broken, None)
        if self.strict and fault:
            self._lose(location, *fault)
            return
        for fragment, file, url in files:
            key = (f"url:{url}" if url else file.place, fragment.location.origin_text)
            if key not in self.taken and not (url and self._is_known(fragment, file)):
                self.taken.add(key)
                yield from self._take(location, fragment, respell(file, url) if url else file)

    def _is_known(self, fragment: Fragment, file: DescriptorFile) -> bool:
        """Count one more URL of a file, and say whether there were enough."""
        key = (fragment.source.url, file.path)
        self.spellings[key] += 1
        return self.spellings[key] > _MOST_SPELLINGS

    def _take(self, location: Declaration | None, fragment: Fragment, file: DescriptorFile) -> Iterator[_Step]:
        """Hold what a file declares. One that two configured locations lead to is the later one's, as in Backstage.

        There a Location brings no entity of its own ref: that one is left out without a conflict.
        """
        own = location.ref if location and self.strict else None
        counting = [one for one in file.declarations if (one.entity or self.strict) and one.ref != own]
        self.invalid.update((one.where, one) for one in file.declarations if not (one.entity or self.strict))
        last = {one.ref: one for one in counting}
        for one in counting:
            if one is last[one.ref]:
                self._hold(one, file)
            else:
                self.conflicts[Conflict(one.ref, last[one.ref].where, one.where)] = None
        for one in counting:
            if one.leads and (not self.strict or self.held.get(one.ref) == _Held(file.place, one)):
                yield fragment, one

    def _hold(self, one: Declaration, file: DescriptorFile) -> None:
        held = self.held.get(one.ref)
        if held and held.place != file.place:
            self.conflicts[Conflict(one.ref, held.declaration.where, one.where)] = None
        else:
            self.held[one.ref] = _Held(file.place, one)

    def _lose(self, location: Declaration | None, because: Where, reason: str) -> None:
        key = location.ref if location else because
        where = location.where if location else because
        self.losses.setdefault(key, Loss(Rejection(location.ref if location else None, where, reason), because))


def _files(fragment: Fragment, paths: Sequence[str], urls: Sequence[str]) -> list[_Found]:
    """Return the files at some paths, each with the URL that is given for it."""
    named = zip_longest(paths, urls[: len(paths)], fillvalue="")
    return [(fragment, fragment.by_path[path], url) for path, url in named if path in fragment.by_path]


def _missing(root: Fragment) -> tuple[Where, str] | None:
    """Return where a configured location should have had a file, if it has none."""
    if root.entries or root.location.optional:
        return None
    target = root.location.target
    path = target.removeprefix(f"{root.source.url}/") if "://" in target else ""
    return Where(root.source.url, path), "there is no such file"


def _by_place(fragments: Iterable[Fragment]) -> dict[tuple[object, ...], Fragment]:
    """Return fragments by what was asked for; the same origin's comes before another's."""
    found: dict[tuple[object, ...], Fragment] = {}
    for fragment in fragments:
        found.setdefault(_by_origin(fragment.location), fragment)
        found.setdefault(fragment.location.place, fragment)
    return found


def _by_origin(location: Location) -> tuple[object, ...]:
    return (location.origin, *location.place)

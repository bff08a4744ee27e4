"""Standing: what a portal has published in, what of it still holds beside what is checked now, out."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property

from portalgen.diagnostics import Where
from portalgen.model.ref import EntityRef
from portalgen.published.known_owners import with_stand_in
from portalgen.published.read_published import Published
from portalgen.published.repository import Repository, host_of


@dataclass(frozen=True)
class Checkout:
    """A repository as it lies here."""

    repository: Repository
    source: str
    """URL of the source that it is checked as."""
    checked: frozenset[str]
    """Paths of the files that were read."""
    others: tuple[str, ...]
    """Paths of descriptors that were not read."""
    declared: Callable[[str], frozenset[EntityRef]]
    """Says what a file that was not read declares; nothing if there is no such file."""


@dataclass(frozen=True)
class Standing:
    """A published catalog without what is checked anew."""

    published: Published
    """Without what is gone; what is declared now is still there, for what others say of it."""
    own: frozenset[EntityRef]
    """Published from files that are checked, or gone: no word of theirs counts any more."""
    gone: Mapping[EntityRef, Where]
    """Published from here, and declared no more; with the file that did."""
    matched: frozenset[str]
    """Sources of which something is published."""
    checkouts: Mapping[str, Checkout] = field(default_factory=dict)
    """Source -> repository."""

    def is_elsewhere(self, ref: EntityRef, source: str) -> bool:
        """Say whether an entity is certainly published from another place than what a source declares now.

        A repository of which the portal has nothing may be there under another address, or be a fork of one that is:
        then nobody knows.
        """
        if ref in self.own or ref not in self.published.places or source not in self.checkouts:
            return False
        repository, place = self.checkouts[source].repository, self.published.places[ref]
        if source in self.matched:
            return repository.path_of(place) != ""
        is_told = repository.is_known or repository.host in self._hosts
        return is_told and bool(host_of(place.partition(":")[2])) and not repository.has_name_of(place)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Addresses of the repositories of which nothing is published, sorted; empty for one without address."""
        found = (one.repository.url for source, one in self.checkouts.items() if source not in self.matched)
        return tuple(sorted({*found}))

    @cached_property
    def _hosts(self) -> frozenset[str]:
        return frozenset(host_of(place.partition(":")[2]) for place in self.published.places.values()) - {""}


def standing(published: Published, checkouts: Iterable[Checkout], now: AbstractSet[EntityRef]) -> Standing:
    """Return what holds beside the entities that checked files declare `now`.

    An entity of a file of theirs that was not checked holds while that file, or another of them, still declares it.
    """
    own: set[EntityRef] = set()
    gone: dict[EntityRef, Where] = {}
    matched: set[str] = set()
    checkouts = tuple(checkouts)
    for checkout in checkouts:
        here = {ref: path for ref, place in published.places.items() if (path := _path(checkout, place)) is not None}
        matched |= {checkout.source} if here else set()
        replaced = {ref for ref, path in here.items() if _is_replaced(checkout, ref, path, now)}
        missing = replaced - now
        missing -= _declared(checkout, missing)
        own |= replaced & now | missing
        gone |= {ref: Where(checkout.source, here[ref]) for ref in sorted(missing)}
    lines = {ref: line for ref, line in published.lines.items() if ref not in gone} if gone else published.lines
    known = {checkout.source: checkout for checkout in checkouts}
    return Standing(with_stand_in(replace(published, lines=lines)), frozenset(own), gone, frozenset(matched), known)


def _path(checkout: Checkout, place: str) -> str | None:
    return checkout.repository.path_of(place) if checkout.repository.url else None


def _is_replaced(checkout: Checkout, ref: EntityRef, path: str, now: AbstractSet[EntityRef]) -> bool:
    if not path:
        return ref in now
    return path in checkout.checked or ref not in checkout.declared(path)


def _declared(checkout: Checkout, missing: AbstractSet[EntityRef]) -> frozenset[EntityRef]:
    """Return which of some entities another file declares now: they were moved."""
    found = (checkout.declared(path) & missing for path in checkout.others) if missing else ()
    return frozenset[EntityRef]().union(*found)

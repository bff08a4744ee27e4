"""Links between users and groups: what either side says of the other in, what both then say out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from portalgen.discover.directory.entry import Entry
from portalgen.discover.people import Document


@dataclass(frozen=True, slots=True)
class _Links:
    """Places of entries in their list: for each entry the groups that it is in, and what is in it."""

    groups: dict[int, set[int]] = field(default_factory=dict)
    users: dict[int, set[int]] = field(default_factory=dict)
    children: dict[int, set[int]] = field(default_factory=dict)

    def add(self, group: int, member: int, entries: Sequence[Entry]) -> None:
        """Put a member into a group; a group that holds itself says nothing."""
        if group != member:
            self.groups.setdefault(member, set()).add(group)
            held = self.users if entries[member].kind == "User" else self.children
            held.setdefault(group, set()).add(member)


def linked(entries: Sequence[Entry]) -> list[Document]:
    """Return the documents with `memberOf`, `members`, `children` and `parent`, each said by both sides.

    A group that is in several has the first by name as its parent, and is a child of all of them. What an entry names
    and the directory does not list is left out, as Backstage does it.
    """
    links = _found(entries)
    return [_document(place, entries, links) for place in range(len(entries))]


def _found(entries: Sequence[Entry]) -> _Links:
    users, groups = (_by_key(entries, kind) for kind in ("User", "Group"))
    links = _Links()
    for place, entry in enumerate(entries):
        for group in _places(entry.groups, groups):
            links.add(group, place, entries)
        for member in _places(entry.members, users, groups):
            links.add(place, member, entries)
    return links


def _by_key(entries: Sequence[Entry], kind: str) -> dict[str, int]:
    """Return key -> place; an identity counts more than what else an entry is called by."""
    found: dict[str, int] = {}
    rows = [(place, entry.keys) for place, entry in enumerate(entries) if entry.kind == kind]
    for place, keys in rows:
        found.setdefault(keys[0], place)
    for place, keys in rows:
        for key in keys[1:]:
            found.setdefault(key, place)
    return found


def _places(keys: Iterable[str], *tables: dict[str, int]) -> Iterable[int]:
    for key in keys:
        place = next((table[key] for table in tables if key in table), None)
        if place is not None:
            yield place


def _document(place: int, entries: Sequence[Entry], links: _Links) -> Document:
    entry = entries[place]
    groups = _refs(links.groups.get(place, ()), entry, entries)
    said: dict[str, Any] = {"memberOf": groups}
    if entry.kind == "Group":
        said = {
            **({"parent": groups[0]} if groups else {}),
            "children": _refs(links.children.get(place, ()), entry, entries),
            "members": _refs(links.users.get(place, ()), entry, entries),
        }
    return {**entry.document, "spec": {**entry.document["spec"], **said}}


def _refs(places: Iterable[int], entry: Entry, entries: Sequence[Entry]) -> list[str]:
    return sorted({entries[place].ref_from(entry.namespace) for place in places})

"""Makes rosters: entries of a directory in, Users and Groups that agree with each other out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portalgen.discover.directory.entry import Entry
from portalgen.discover.directory.links import linked
from portalgen.discover.directory.names import entity_name
from portalgen.discover.directory.privacy import private
from portalgen.discover.directory.settings import Emails
from portalgen.discover.people import Document, sorted_people
from portalgen.errors import DiscoveryError
from portalgen.model.discovery import Roster

_MOST_DOCUMENTS, _MOST_LINKS = 2000, 20_000
"""Of one roster: it is read as one file, and files have limits."""


def make_rosters(source: str, entries: Iterable[Entry], emails: Emails = "show") -> Iterator[Roster]:
    """Yield the roster of a source, of many people several: each entry once, in an order that is not the directory's.

    Two entries with different identities and one name are both in it: the catalog says so (`duplicate-entity`).
    Raises `DiscoveryError` when there is nobody.
    """
    once = {(entry.kind, entry.keys[0]): entry for entry in reversed(list(entries))}
    ordered = [_named(once[key]) for key in sorted(once)]
    documents = sorted_people(private(document, emails) for document in linked(ordered))
    if not documents:
        # Mostly a filter or a right that is missing: what was listed last is better than a portal without people.
        raise DiscoveryError(f"{source}: it lists no user and no group", hint="check what is asked for, and who asks")
    for number, part in enumerate(_parts(documents), 1):
        yield Roster(source if number == 1 else f"{source}#{number}", part)


def _named(entry: Entry) -> Entry:
    document = entry.document
    name = entity_name(entry.name, *entry.keys)
    made = {**document, "metadata": {**document["metadata"], "name": name}}
    return Entry(made, entry.keys, entry.groups, entry.members)


def _parts(documents: Iterable[Document]) -> Iterator[tuple[Mapping[str, Any], ...]]:
    part: list[Document] = []
    links = 0
    for document in documents:
        spec = document["spec"]
        more = sum(len(spec.get(key, ())) for key in ("memberOf", "members", "children"))
        if len(part) == _MOST_DOCUMENTS or (part and links + more > _MOST_LINKS):
            yield tuple(part)
            part, links = [], 0
        part.append(document)
        links += more
    yield tuple(part)

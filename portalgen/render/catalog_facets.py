"""Facets of a table as they stand beside it without script: their values, how often each is there, and a link."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portalgen.model import routes
from portalgen.render.contexts import EntityLink, EntityRow

MOST = 8
"""Values of a facet that a page shows; the script knows all of them."""
MOST_TABLES = 40
"""Values of a type or lifecycle with a table of their own."""
_TABLES = ("type", "lifecycle")
"""Facets whose values have tables of their own; owners and systems have pages anyway."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
"""Words that can stand in an address as they are; a table for each of the others would be a guest's joke."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet."""

    key: str
    """What addresses say: a ref, or the word in lower case."""
    label: str
    count: int
    route: str = ""
    """Where its entities are listed; empty if that takes the script."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A column that a table can be narrowed by."""

    name: str
    values: tuple[FacetValue, ...]
    """The most frequent first."""
    total: int
    """How many values there are."""


def facets_of(rows: Sequence[EntityRow], kind: str) -> tuple[Facet, ...]:
    """Return the facets of a kind's table (of all kinds if it is empty) that have something to choose from."""
    found = (Facet(name, _values(rows, name, kind), 0) for name in _READERS if not (kind and name == "kind"))
    return tuple(
        Facet(facet.name, _shown(facet), len(facet.values))
        for facet in found
        if len(facet.values) > (0 if facet.name == "tags" else 1)
    )


def tables_of(
    facets: Iterable[Facet], rows: Sequence[EntityRow]
) -> Iterator[tuple[str, FacetValue, tuple[EntityRow, ...]]]:
    """Yield facet, value and rows of the values that have tables of their own."""
    for facet in (facet for facet in facets if facet.name in _TABLES):
        found: dict[str, list[EntityRow]] = {}
        for row in rows:
            for value in _READERS[facet.name](row):
                found.setdefault(value.key, []).append(row)
        yield from ((facet.name, value, tuple(found[value.key])) for value in facet.values if value.route)


def _shown(facet: Facet) -> tuple[FacetValue, ...]:
    return facet.values[: MOST_TABLES if facet.name in _TABLES else MOST]


def _values(rows: Iterable[EntityRow], name: str, kind: str) -> tuple[FacetValue, ...]:
    """Return all values of a facet; of several spellings of a key the most frequent is shown."""
    counts = Counter(value for row in rows for value in _READERS[name](row))
    found: dict[str, FacetValue] = {}
    for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0].label)):
        first = found.get(value.key, FacetValue(value.key, value.label, 0, _route(value, name, kind)))
        found[value.key] = FacetValue(first.key, first.label, first.count + count, first.route)
    return tuple(sorted(found.values(), key=lambda value: (-value.count, value.label, value.key)))


def _route(value: FacetValue, name: str, kind: str) -> str:
    if name in _TABLES:
        return f"{routes.kind(kind)}{name}-{value.key}/" if kind and _PLAIN.fullmatch(value.key) else ""
    return routes.kind(value.key) if name == "kind" else value.route


def _links(links: Iterable[EntityLink]) -> Iterator[FacetValue]:
    return (FacetValue(link.ref, link.title, 0, link.route) for link in links)


def _word(word: str) -> Iterable[FacetValue]:
    return (FacetValue(word.lower(), word, 0),) if word else ()


_READERS: Mapping[str, Callable[[EntityRow], Iterable[FacetValue]]] = {
    "kind": lambda row: _word(row.link.kind),
    "type": lambda row: _word(row.link.type),
    "owner": lambda row: _links(row.owners),
    "system": lambda row: _links(row.systems),
    "groups": lambda row: _links(row.groups),
    "lifecycle": lambda row: _word(row.lifecycle),
    "tags": lambda row: (FacetValue(tag, tag, 0) for tag in row.tags),
    "namespace": lambda row: _word(row.namespace),
}
"""Facet -> the values of a row; the order is that of the page."""

"""What the graph explorer shows of nodes, in columns that compress well."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from portalgen.render.catalog_shards import DIGITS, front_coded
from portalgen.render.glances import email_of
from portalgen.render.lookup import brief
from portalgen.render.safe_url import safe_links

MOST_LINKS = 2
"""Links of a group or person, beside its address, by which it can be told."""
PEOPLE = frozenset({"group", "user"})


def node_columns(refs: Sequence[EntityRef], numbers: Mapping[EntityRef, int], catalog: Catalog) -> dict[str, Any]:
    """Return the columns of some nodes that follow each other; one that says nothing is left out."""
    entities = [catalog.entities.get(ref) for ref in refs]
    people = [(row, one) for row, one in enumerate(entities) if one and one.ref.kind in PEOPLE]
    owners = ([numbers[owner] for owner in catalog.related(ref, "ownedBy")] for ref in refs)
    columns = {
        "names": front_coded(ref.name for ref in refs),
        "namespaces": [ref.namespace for ref in refs] if any(ref.namespace != "default" for ref in refs) else None,
        "titles": [_title(ref, one) for ref, one in zip(refs, entities, strict=True)],
        "types": _few([brief(one.type) if one else "" for one in entities]),
        "lost": [row for row, one in enumerate(entities) if one is None],
        "owners": rows_text(owners, width_of(len(numbers))),
        "mail": {row: mail for row, one in people if (mail := email_of(one))},
        "links": {row: links for row, one in people if (links := _links(one))},
    }
    return {"at": numbers[refs[0]], "count": len(refs), **{name: value for name, value in columns.items() if value}}


def width_of(count: int) -> int:
    """Return how many digits the numbers below a count need."""
    return next(width for width in range(1, 9) if len(DIGITS) ** width >= count)


def rows_text(rows: Iterable[Iterable[int]], width: int) -> str:
    """Return lists of numbers as text: digits of one width, the least first, a comma between rows."""
    return ",".join("".join(_digits(number, width) for number in row) for row in rows).rstrip(",")


def _digits(number: int, width: int) -> str:
    return "".join(DIGITS[number // len(DIGITS) ** place % len(DIGITS)] for place in range(width))


def _title(ref: EntityRef, entity: Entity | None) -> str | int:
    return entity.title if entity and entity.title != ref.name else 0


def _few(words: Sequence[str]) -> dict[str, Any] | None:
    """Return the different words, and each row's place among them."""
    values = sorted(set(words))
    places = {word: place for place, word in enumerate(values)}
    if values == [""]:
        return None
    width = width_of(len(values))
    return {"values": values, "width": width, "rows": "".join(_digits(places[word], width) for word in words)}


def _links(entity: Entity) -> list[list[str]]:
    return [[link.title or link.url, link.url] for link in safe_links(entity)[:MOST_LINKS]]

"""Details: the card of a kind that portal.yaml describes, with the fields that nothing else on the page shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from portalgen.model.catalog import Catalog
from portalgen.model.compact_json import compact_json
from portalgen.model.contributions import Card, CardMaker, Context
from portalgen.model.entity import Entity
from portalgen.model.kinds import Kind
from portalgen.model.links import safe_url
from portalgen.model.relations import Relates

_ELSEWHERE = frozenset({"type", "lifecycle"})
"""Fields that the page has at its top; what relates is there as relations."""
_MOST = 50
"""Fields of an entity, and values of a field."""
_LONGEST = 500
"""Characters of a value."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field."""

    text: str
    url: str = ""
    """Where it leads if it is an address that is safe to follow."""
    is_data: bool = False
    """True: a map or a list in a list, as JSON."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A field of spec."""

    title: str
    """That of the schema, else the key as words."""
    description: str
    """That of the schema."""
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DetailsCard(Context):
    """What an entity of a kind of the organisation says of itself."""

    rows: tuple[Detail, ...]


def kind_cards(kinds: Sequence[Kind]) -> tuple[CardMaker, ...]:
    """Return the makers of cards for kinds that have no other cards of their own."""
    return (partial(details_card, kinds={kind.key: kind for kind in kinds}),) if kinds else ()


def details_card(entity: Entity, catalog: Catalog, *, kinds: Mapping[str, Kind]) -> Iterator[Card]:
    """Yield the fields of spec in the order of the schema, then those that it does not name."""
    del catalog
    kind = kinds.get(entity.ref.kind)
    rows = tuple(_details(entity, kind)) if kind else ()
    if rows:
        yield Card("@card.details", "cards/details.html", DetailsCard(rows[:_MOST]), order=15)


def _details(entity: Entity, kind: Kind) -> Iterator[Detail]:
    schema = kind.spec.schema_of_spec
    found = schema.document.get("properties") if schema else {}
    described = found if isinstance(found, dict) else {}
    marks = ((name, mark) for name, field in kind.spec.model_fields.items() for mark in field.metadata)
    hidden = _ELSEWHERE.union(name for name, mark in marks if isinstance(mark, Relates))
    for name in dict.fromkeys((*described, *entity.spec)):
        values = _values(entity.spec.get(name))
        if name not in hidden and values:
            about = described.get(name)
            words = about if isinstance(about, dict) else {}
            title = str(words.get("title") or _as_words(name))
            yield Detail(title, str(words.get("description") or ""), values)


def _values(value: object) -> tuple[Value, ...]:
    items = value if isinstance(value, (list, tuple)) else [value]
    return tuple(_value(item) for item in items[:_MOST] if item not in (None, ""))


def _value(value: Any) -> Value:  # noqa: ANN401  (any JSON value)
    is_data = isinstance(value, (dict, list, tuple))
    text = compact_json(value) if is_data or isinstance(value, bool) else str(value)
    url = safe_url(text) if isinstance(value, str) else ""
    return Value(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…", url, is_data)


def _as_words(key: str) -> str:
    """Return `costCentre` as "Cost centre"."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_-]+", " ", key).split()
    lower = " ".join(word if word.isupper() else word.lower() for word in words)
    return lower[:1].upper() + lower[1:]

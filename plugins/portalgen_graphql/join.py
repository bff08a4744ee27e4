"""Types and their extensions in, one type a name out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from portalgen_graphql.values import Field, Type, Value

Named = TypeVar("Named", Field, Value)


def join_types(types: Iterable[Type]) -> dict[str, Type]:
    """Return types by name; extensions add to what they extend, wherever they stand."""
    parts: dict[str, list[Type]] = {}
    for each in types:
        parts.setdefault(each.name, []).append(each)
    return {name: _joined(found) for name, found in parts.items()}


def _joined(parts: list[Type]) -> Type:
    """Join parts; the first field of a name counts, as names become anchors."""
    return replace(
        parts[0],
        description=next((each.description for each in parts if each.description), ""),
        specified_by=next((each.specified_by for each in parts if each.specified_by), ""),
        interfaces=_once(name for each in parts for name in each.interfaces),
        members=_once(name for each in parts for name in each.members),
        fields=_first(row for each in parts for row in each.fields),
        values=_first(row for each in parts for row in each.values),
        applied=tuple(dict.fromkeys(row for each in parts for row in each.applied)),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _first(rows: Iterable[Named]) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for row in rows:
        found.setdefault(row.name, row)
    return tuple(found.values())

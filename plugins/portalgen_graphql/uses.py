"""Which types use which: told at each type, since readers ask where a value can come from."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from portalgen_graphql.values import Type, Use

MAX_USES = 24


def with_uses(types: Mapping[str, Type]) -> dict[str, Type]:
    """Return the types with what uses them, and interfaces with what implements them."""
    uses: dict[str, dict[Use, None]] = {}
    members: dict[str, list[str]] = {}
    for each in types.values():
        for name, use in _uses(each):
            uses.setdefault(name, {})[use] = None
        for name in each.interfaces:
            members.setdefault(name, []).append(each.name)
    return {name: _told(each, uses.get(name, {}), members.get(name, [])) for name, each in types.items()}


def _told(each: Type, uses: Mapping[Use, None], implementations: list[str]) -> Type:
    members = tuple(implementations) if each.kind == "interface" else each.members
    return replace(each, used_by=tuple(uses)[:MAX_USES], uses=len(uses), members=members)


def _uses(each: Type) -> Iterator[tuple[str, Use]]:
    """Yield (name of a type, where it is used)."""
    for field in each.fields:
        here = Use(each.name, field.name)
        yield field.type.name, here
        for argument in field.arguments:
            if argument.type:
                yield argument.type.name, here
    for value in each.values:
        if value.type:
            yield value.type.name, Use(each.name, value.name)
    if each.kind == "union":
        for member in each.members:
            yield member, Use(each.name)

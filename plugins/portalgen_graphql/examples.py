"""An example of every operation: asked with variables, a few levels deep, always the same."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice

from portalgen_definitions.budget import ExampleRoom
from portalgen_graphql.values import Field, Type, TypeRef, Value

MAX_DEPTH = 2
"""Levels of fields below an operation."""
MAX_FIELDS = 8
"""Fields of one level."""
MAX_LINES = 20
MAX_VALUES = 50
"""Values of variables."""
MAX_MEMBERS = 3
"""Types of a union that are asked for."""
_PLAIN: Mapping[str, object] = {"Int": 1, "Float": 1.5, "Boolean": True, "ID": "1", "String": "text"}
_USUAL: Mapping[str, object] = {
    "Date": "2026-03-14",
    "DateTime": "2026-03-14T09:30:00Z",
    "Time": "09:30:00Z",
    "UUID": "123e4567-e89b-12d3-a456-426614174000",
    "URL": "https://example.com",
    "EmailAddress": "ada@example.com",
    "Long": 1,
    "BigInt": 1,
    "Decimal": "1.50",
    "JSON": {},
}


class Examples:
    """Writes examples for the operations of one schema."""

    def __init__(self, types: Mapping[str, Type], room: ExampleRoom) -> None:
        self._types = types
        self._room = room
        self._lines = 0
        self._values = 0

    def of(self, kind: str, field: Field) -> tuple[str, str]:
        """Return the text of an example and the JSON of its variables; two empty ones when there is no room left."""
        found = self._made(kind, field) if self._room.left >= 0 else ("", "")
        return found if self._room.holds(*found) else ("", "")

    def _made(self, kind: str, field: Field) -> tuple[str, str]:
        self._lines, self._values = MAX_LINES, MAX_VALUES
        needed = list(islice((each for each in field.arguments if each.required), MAX_VALUES))
        head = ", ".join(f"${each.name}: {each.type}" for each in needed)
        call = ", ".join(f"{each.name}: ${each.name}" for each in needed)
        name = field.name[:1].upper() + field.name[1:]
        body = self._selection(field.type.name, 2, ())
        start = f"{kind} {name}{f'({head})' if head else ''} {{\n  {field.name}{f'({call})' if call else ''}"
        values = {each.name: self._value(each.type, ()) for each in needed if each.type}
        return f"{start}{body}\n}}", json.dumps(values, indent=2, ensure_ascii=False) if values else ""

    def _selection(self, name: str, level: int, within: tuple[str, ...]) -> str:
        """Return what stands behind a field: nothing for scalars, else fields in braces."""
        found = self._types.get(name)
        if found is None or found.kind not in {"object", "interface", "union"}:
            return ""
        asked = self._members if found.kind == "union" else self._fields
        rows = list(asked(found, level, within)) or ["__typename"]
        pad = "\n" + "  " * level
        return f" {{{pad}{pad.join(rows)}\n{'  ' * (level - 1)}}}"

    def _fields(self, type_: Type, level: int, within: tuple[str, ...]) -> Iterator[str]:
        """Yield the first fields: those without need of arguments, and objects only while there is depth left."""
        inside = (*within, type_.name)
        for field in islice((each for each in type_.fields if self._asked(each, level, inside)), MAX_FIELDS):
            self._lines -= 1
            if self._lines < 0:
                return
            yield field.name + self._selection(field.type.name, level + 1, inside)

    def _members(self, union: Type, level: int, within: tuple[str, ...]) -> Iterator[str]:
        inside = (*within, union.name)
        yield "__typename"
        for name in islice((each for each in union.members if each in self._types), MAX_MEMBERS):
            if level <= MAX_DEPTH and name not in inside and self._lines > 0:
                yield f"... on {name}{self._selection(name, level + 1, inside)}"

    def _asked(self, field: Field, level: int, within: tuple[str, ...]) -> bool:
        if field.deprecation is not None or any(each.required for each in field.arguments):
            return False
        found = self._types.get(field.type.name)
        if found is None or found.kind in {"scalar", "enum"}:
            return True
        return level <= MAX_DEPTH and field.type.name not in within and self._has_more(found, level)

    def _has_more(self, type_: Type, level: int) -> bool:
        """Tell whether asking for an object yields more than its name."""
        known = (self._types.get(each.type.name) for each in type_.fields)
        simple = any(each is None or each.kind in {"scalar", "enum"} for each in known)
        return simple or type_.kind == "union" or level < MAX_DEPTH

    def _value(self, ref: TypeRef, within: tuple[str, ...]) -> object:
        """Return a value that fits a type; a list has one."""
        self._values -= 1
        value = self._plain(ref.name, within)
        return [value] if ref.before else value

    def _plain(self, name: str, within: tuple[str, ...]) -> object:
        found = self._types.get(name)
        if found is None or found.kind == "scalar":
            return _PLAIN.get(name, _USUAL.get(name, "…"))
        if found.kind == "enum":
            return found.values[0].name if found.values else "…"
        return {} if name in within or len(within) > MAX_DEPTH else dict(self._members_of(found, (*within, name)))

    def _members_of(self, type_: Type, within: tuple[str, ...]) -> Iterator[tuple[str, object]]:
        needed = (each for each in type_.values if each.required or _first_choice(type_, each))
        for each in islice(needed, MAX_FIELDS):
            if each.type and self._values > 0:
                yield each.name, self._value(each.type, within)


def _first_choice(type_: Type, value: Value) -> bool:
    """True for the first field of an input type of which exactly one is given (`@oneOf`)."""
    return any(each.name == "oneOf" for each in type_.applied) and value is type_.values[0]

"""Text of a GraphQL definition in, a `SchemaDocument` out: never an exception, faults are part of the value."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from portalgen_definitions.apis import Format
from portalgen_definitions.budget import ExampleRoom
from portalgen_definitions.kept import Kept
from portalgen_definitions.values import Fault
from portalgen_graphql.examples import Examples
from portalgen_graphql.introspection import is_introspection, read_introspection
from portalgen_graphql.join import join_types
from portalgen_graphql.uses import with_uses
from portalgen_graphql.values import KINDS, ROOTS, Group, Operation, Parts, SchemaDocument, Type

ROWS = 25_000
"""Fields, arguments and values that one page shows."""


def read_document(text: str) -> SchemaDocument:
    """Read SDL or the JSON of an introspection; what is wrong costs itself and a fault."""
    return _KEPT.read(text)


def _read(text: str) -> SchemaDocument:
    from portalgen_graphql.sdl import read_sdl  # noqa: PLC0415  (graphql-core takes time that most commands have no use for)

    if not text.strip():
        return SchemaDocument(faults=(Fault("the definition is empty", 1, 1),))
    introspected = is_introspection(text)
    parts = read_introspection(text) if introspected else read_sdl(text)
    joined = join_types(parts.types)
    shown = dict(_within(joined.values()))
    left_out = len(joined) - len(shown)
    document = _document(parts, with_uses(shown), left_out)
    name = "GraphQL introspection" if introspected else "GraphQL schema"
    return replace(document, dialect=name if document.readable else "")


def _document(parts: Parts, types: Mapping[str, Type], left_out: int) -> SchemaDocument:
    roots = _roots(parts, types)
    room = ExampleRoom()
    examples = Examples(types, room)
    groups = tuple(_group(kind, types[name], examples) for kind, name in roots.items())
    others = [each for each in types.values() if each.name not in roots.values()]
    by_kind = ((kind, tuple(each for each in others if each.kind == kind)) for kind in KINDS)
    faults = (*parts.faults, *room.faults())
    if left_out:
        hint = "split the schema into several APIs"
        faults = (*faults, Fault(f"{left_out} of {left_out + len(types)} types are not shown", 1, 1, hint))
    return SchemaDocument(
        description=parts.description,
        groups=tuple(group for group in groups if group.operations),
        kinds=tuple((kind, found) for kind, found in by_kind if found),
        directives=parts.directives,
        names=frozenset(types),
        left_out=left_out,
        faults=faults,
    )


def _roots(parts: Parts, types: Mapping[str, Type]) -> dict[str, str]:
    """Return kind of operation -> root type: as declared, else by the usual names; the first kind keeps its type."""
    declared = dict(parts.roots)
    found: dict[str, str] = {}
    for kind in ROOTS:
        name = declared.get(kind, kind.title())
        if name in types and types[name].kind == "object" and types[name].fields and name not in found.values():
            found[kind] = name
    return found


def _group(kind: str, root: Type, examples: Examples) -> Group:
    return Group(kind, root, tuple(Operation(kind, each, *examples.of(kind, each)) for each in root.fields))


def _within(types: Iterable[Type]) -> Iterable[tuple[str, Type]]:
    """Yield types by name until the page is full."""
    left = ROWS
    for each in types:
        left -= 1 + len(each.values) + len(each.members) + sum(1 + len(field.arguments) for field in each.fields)
        if left < 0:
            return
        yield each.name, each


_KEPT = Kept(_read)
GRAPHQL = Format(frozenset({"graphql"}), read_document, "schema", "graphql")

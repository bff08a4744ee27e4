"""Schema definition language in, parts out: also extensions, subgraphs, and schemas that are not complete."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, parse, print_ast
from graphql.language import ast

from portalgen_definitions.values import Fault
from portalgen_graphql.limits import MAX_SHOWN, MAX_SIZE, MAX_TEXT
from portalgen_graphql.values import Applied, Directive, Field, Parts, Type, TypeRef, Value

MAX_TOKENS = 400_000
_KINDS = {
    "object_type": "object",
    "interface_type": "interface",
    "union_type": "union",
    "enum_type": "enum",
    "input_object_type": "input",
    "scalar_type": "scalar",
}
_OWN = {"deprecated", "specifiedBy"}
"""Directives that are shown in words."""


def read_sdl(text: str) -> Parts:
    """Read SDL; never raises."""
    if len(text) > MAX_SIZE:
        return _failed(f"the definition has {len(text):,} characters; at most {MAX_SIZE:,} are read", 1, 1)
    try:
        document = parse(text.encode("utf-8", "replace").decode(), max_tokens=MAX_TOKENS)
    except GraphQLError as error:
        line, column = error.locations[0] if error.locations else (1, 1)
        # Only the first line: the rest repeats the text.
        message = error.message.removeprefix("Syntax Error: ").rstrip(".")[:MAX_SHOWN]
        return _failed(f"the definition is not a valid GraphQL schema: {message}", line, column)
    except RecursionError:
        return _failed("the definition is nested too deeply", 1, 1)
    return _Reader().read(document)


def _failed(message: str, line: int, column: int) -> Parts:
    return Parts(faults=(Fault(message, line, column),))


@dataclass(slots=True)
class _Reader:
    """Reads the definitions of one document in their order."""

    types: list[Type] = field(default_factory=list)
    directives: dict[str, Directive] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)
    description: str = ""

    def read(self, document: ast.DocumentNode) -> Parts:
        for node in document.definitions:
            self._definition(node)
        faults = (*self.faults, *self._unknown(document))
        directives = tuple(self.directives.values())
        return Parts(tuple(self.types), directives, tuple(self.roots.items()), self.description, faults)

    def _definition(self, node: ast.DefinitionNode) -> None:
        base = node.kind.removesuffix("_definition").removesuffix("_extension")
        if base in _KINDS:
            self._type(node, _KINDS[base])
        elif isinstance(node, ast.DirectiveDefinitionNode):
            self.directives.setdefault(node.name.value, _directive(node))
        elif isinstance(node, ast.SchemaDefinitionNode | ast.SchemaExtensionNode):
            self.description = self.description or _description(node)
            self.roots.update((each.operation.value, each.type.name.value) for each in node.operation_types or ())
        elif isinstance(node, ast.OperationDefinitionNode | ast.FragmentDefinitionNode):
            self._fault(node, "a query is not part of a schema", "keep only type definitions here")

    def _type(self, node: Any, kind: str) -> None:  # noqa: ANN401  (any type definition or extension)
        name = node.name.value
        if node.kind.endswith("_definition"):
            if name in self.defined:
                self._fault(node, f"{name} is defined twice", "write extend before the second one")
            self.defined.add(name)
        self.types.append(_type(node, kind))

    def _unknown(self, document: ast.DocumentNode) -> Iterable[Fault]:
        """Yield the types that are used and not there; those of federation and of plug-ins start with `_`."""
        known = {each.name for each in self.types} | {"String", "Int", "Float", "Boolean", "ID"}
        for node in document.definitions:
            for named in _named_types(node):
                name = named.name.value
                if name not in known and not name.startswith("_") and "__" not in name:
                    known.add(name)
                    yield _fault_at(named, f"the type {name} is not in the definition")

    def _fault(self, node: ast.Node, message: str, hint: str) -> None:
        self.faults.append(_fault_at(node, message, hint))


def _fault_at(node: ast.Node, message: str, hint: str = "") -> Fault:
    token = node.loc.start_token if node.loc else None
    return Fault(message, token.line if token else 1, token.column if token else 1, hint)


def _named_types(node: Any) -> Iterable[ast.NamedTypeNode]:  # noqa: ANN401  (any definition)
    """Yield the types that a definition names at its fields and arguments, and as interfaces and members."""
    yield from getattr(node, "interfaces", None) or ()
    yield from getattr(node, "types", None) or ()
    for each in (*(getattr(node, "fields", None) or ()), *(getattr(node, "arguments", None) or ())):
        yield _innermost(each.type)
        for argument in getattr(each, "arguments", None) or ():
            yield _innermost(argument.type)


def _innermost(node: Any) -> ast.NamedTypeNode:  # noqa: ANN401  (a type node)
    while not isinstance(node, ast.NamedTypeNode):
        node = node.type
    return node


def _type(node: Any, kind: str) -> Type:  # noqa: ANN401  (any type definition or extension)
    fields = getattr(node, "fields", None) or ()
    rows = getattr(node, "values", None) or (fields if kind == "input" else ())
    specified = _argument(node, "specifiedBy", "url")
    return Type(
        kind=kind,
        name=node.name.value,
        description=_description(node),
        interfaces=_names(getattr(node, "interfaces", None)),
        members=_names(getattr(node, "types", None)),
        fields=() if kind == "input" else tuple(map(_field, fields)),
        values=tuple(map(_value, rows)),
        applied=_applied(node),
        specified_by=specified or "",
    )


def _names(nodes: Iterable[ast.NamedTypeNode] | None) -> tuple[str, ...]:
    return tuple(node.name.value for node in nodes or ())


def _field(node: ast.FieldDefinitionNode) -> Field:
    return Field(
        name=node.name.value,
        type=_ref(node.type),
        arguments=tuple(map(_value, node.arguments or ())),
        description=_description(node),
        deprecation=_deprecation(node),
        applied=_applied(node),
    )


def _value(node: Any) -> Value:  # noqa: ANN401  (an input value or a value of an enumeration)
    written = getattr(node, "type", None)
    default = getattr(node, "default_value", None)
    return Value(
        name=node.name.value,
        type=_ref(written) if written else None,
        default=_shown(print_ast(default)) if default else "",
        description=_description(node),
        deprecation=_deprecation(node),
        applied=_applied(node),
    )


def _directive(node: ast.DirectiveDefinitionNode) -> Directive:
    return Directive(
        name=node.name.value,
        description=_description(node),
        arguments=tuple(map(_value, node.arguments or ())),
        locations=tuple(each.value for each in node.locations),
        repeatable=node.repeatable,
    )


def _ref(node: ast.TypeNode) -> TypeRef:
    before, after = "", ""
    while not isinstance(node, ast.NamedTypeNode):
        if isinstance(node, ast.ListTypeNode):
            before, after = f"{before}[", f"]{after}"
        else:
            after = f"!{after}"
        node = node.type  # type: ignore[attr-defined]  # lists and non-null types have one
    return TypeRef(node.name.value, before, after)


def _description(node: Any) -> str:  # noqa: ANN401  (any node with a description)
    found = getattr(node, "description", None)
    return str(found.value)[:MAX_TEXT] if found else ""


def _deprecation(node: Any) -> str | None:  # noqa: ANN401  (any node with directives)
    if not any(each.name.value == "deprecated" for each in node.directives or ()):
        return None
    return _argument(node, "deprecated", "reason") or ""


def _argument(node: Any, directive: str, name: str) -> str | None:  # noqa: ANN401  (any node with directives)
    """Return a text argument of a directive, if both are there."""
    arguments = (arg for each in node.directives or () if each.name.value == directive for arg in each.arguments or ())
    found = next((arg.value for arg in arguments if arg.name.value == name), None)
    return found.value[:MAX_TEXT] if isinstance(found, ast.StringValueNode) else None


def _applied(node: Any) -> tuple[Applied, ...]:  # noqa: ANN401  (any node with directives)
    shown = (each for each in node.directives or () if each.name.value not in _OWN)
    return tuple(Applied(each.name.value, _shown(_arguments(each))) for each in shown)


def _arguments(node: ast.DirectiveNode | ast.ConstDirectiveNode) -> str:
    return print_ast(node).removeprefix(f"@{node.name.value}")


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_SHOWN else f"{flat[:MAX_SHOWN]}…"

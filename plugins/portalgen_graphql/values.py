"""What a GraphQL schema says, as frozen values: the same from SDL and from introspection, ready to print."""

from dataclasses import dataclass

from portalgen_definitions.values import Fault

KINDS = ("object", "interface", "union", "enum", "input", "scalar")
"""Kinds of types, in the order of the page."""
ROOTS = ("query", "mutation", "subscription")
"""Kinds of operations, in the order of the page."""


@dataclass(frozen=True, slots=True)
class TypeRef:
    """A type as written at a field: `[Tier!]!` is `[`, `Tier`, `!]!`."""

    name: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.name}{self.after}"

    @property
    def required(self) -> bool:
        """True when null is not allowed."""
        return self.after.endswith("!")


@dataclass(frozen=True, slots=True)
class Applied:
    """A directive at its place: `@cost(points: 5)` is `cost` and `(points: 5)`."""

    name: str
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """An argument, a field of an input type, or a value of an enumeration."""

    name: str
    type: TypeRef | None = None
    """None: a value of an enumeration."""
    default: str = ""
    description: str = ""
    deprecation: str | None = None
    """The reason, perhaps empty; None: not deprecated."""
    applied: tuple[Applied, ...] = ()

    @property
    def required(self) -> bool:
        """True when a caller has to give it."""
        return self.type is not None and self.type.required and not self.default


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an object or interface; those of root types are operations."""

    name: str
    type: TypeRef
    arguments: tuple[Value, ...] = ()
    description: str = ""
    deprecation: str | None = None
    applied: tuple[Applied, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a type is used: a field of another type, or the other type as a whole."""

    type: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """A named type."""

    kind: str
    """One of `KINDS`."""
    name: str
    description: str = ""
    interfaces: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    """Types of a union, or those that implement an interface."""
    fields: tuple[Field, ...] = ()
    values: tuple[Value, ...] = ()
    """Fields of an input type, values of an enumeration."""
    applied: tuple[Applied, ...] = ()
    specified_by: str = ""
    """Address of the specification of a scalar."""
    used_by: tuple[Use, ...] = ()
    uses: int = 0
    """How often it is used; `used_by` has the first of them."""

    @property
    def anchor(self) -> str:
        """Id of its section."""
        return f"type-{self.name}"


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive that the schema declares."""

    name: str
    description: str = ""
    arguments: tuple[Value, ...] = ()
    locations: tuple[str, ...] = ()
    repeatable: bool = False

    @property
    def anchor(self) -> str:
        """Id of its section."""
        return f"directive-{self.name}"


@dataclass(frozen=True, slots=True)
class Operation:
    """A field of a root type: what callers can ask for."""

    kind: str
    """One of `ROOTS`."""
    field: Field
    example: str = ""
    variables: str = ""
    """JSON of the example's variables, empty without any."""

    @property
    def anchor(self) -> str:
        """Id of its section."""
        return f"{self.kind}-{self.field.name}"

    @property
    def title(self) -> str:
        """`query member`."""
        return f"{self.kind} {self.field.name}"


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one root type."""

    kind: str
    type: Type
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader found, before types are linked."""

    types: tuple[Type, ...] = ()
    directives: tuple[Directive, ...] = ()
    roots: tuple[tuple[str, str], ...] = ()
    """(kind of operation, name of its root type), if the schema says so."""
    description: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemaDocument:
    """All of one definition; what could not be read is missing, and `faults` says why."""

    dialect: str = ""
    """`GraphQL schema` or `GraphQL introspection`; empty if nothing could be read."""
    description: str = ""
    groups: tuple[Group, ...] = ()
    kinds: tuple[tuple[str, tuple[Type, ...]], ...] = ()
    """Types that are not roots, by kind."""
    directives: tuple[Directive, ...] = ()
    names: frozenset[str] = frozenset()
    """Types that have a section."""
    left_out: int = 0
    """Types beyond the limit."""
    faults: tuple[Fault, ...] = ()

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, in the order of the page."""
        return tuple(operation for group in self.groups for operation in group.operations)

    @property
    def root_names(self) -> dict[str, str]:
        """Name of a root type -> kind of its operations."""
        return {group.type.name: group.kind for group in self.groups}

    @property
    def directive_names(self) -> frozenset[str]:
        """Directives that have a section."""
        return frozenset(each.name for each in self.directives)

    @property
    def types(self) -> tuple[Type, ...]:
        """All types that are not roots, in the order of the page."""
        return tuple(each for _, types in self.kinds for each in types)

    @property
    def version(self) -> str:
        """Nothing: a schema has no version."""
        return ""

    @property
    def readable(self) -> bool:
        """True when there is something to show."""
        return bool(self.groups or self.kinds or self.directives)

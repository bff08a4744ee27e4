"""What a protobuf file says, as frozen values: the same for proto2, proto3 and editions, ready to print."""

from dataclasses import dataclass

from portalgen_definitions.values import Fault


@dataclass(frozen=True, slots=True)
class Ref:
    """A type as written, and the anchor of its section if it has one."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An option: `(google.api.http)` and its value as written, on one line."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message or of an extension."""

    name: str
    number: str
    type: Ref
    label: str = ""
    """`repeated`, `optional`, `required` or nothing."""
    key: str = ""
    """Type of the keys of a map; `type` is that of its values."""
    description: str = ""
    deprecated: bool = False
    options: tuple[Option, ...] = ()
    line: int = 0
    anchor: str = ""
    """Id of its row; empty for those of extensions, and for a second one of the same name."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that follow each other; those of a `oneof` have its name."""

    fields: tuple[Field, ...]
    oneof: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message; nested ones stand beside it, with its name before theirs."""

    name: str
    """Without the package: `Order.Line`."""
    groups: tuple[Fields, ...] = ()
    description: str = ""
    deprecated: bool = False
    options: tuple[Option, ...] = ()
    reserved: tuple[str, ...] = ()
    """Numbers, ranges and names that may not be used."""
    extensions: tuple[str, ...] = ()
    """Ranges of numbers that others may use."""
    used_by: tuple[Ref, ...] = ()
    uses: int = 0
    """How often it is used; `used_by` has the first of them."""
    line: int = 0

    @property
    def anchor(self) -> str:
        """Id of its section."""
        return f"message-{self.name}"

    @property
    def rows(self) -> int:
        """Room that it takes on a page."""
        return 1 + len(self.fields)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in order."""
        return tuple(field for group in self.groups for field in group.fields)


@dataclass(frozen=True, slots=True)
class EnumValue:
    """A value of an enumeration."""

    name: str
    number: str
    description: str = ""
    deprecated: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Enum:
    """An enumeration."""

    name: str
    """Without the package: `Order.State`."""
    values: tuple[EnumValue, ...] = ()
    description: str = ""
    deprecated: bool = False
    options: tuple[Option, ...] = ()
    reserved: tuple[str, ...] = ()
    used_by: tuple[Ref, ...] = ()
    uses: int = 0
    line: int = 0

    @property
    def anchor(self) -> str:
        """Id of its section."""
        return f"enum-{self.name}"

    @property
    def rows(self) -> int:
        """Room that it takes on a page."""
        return 1 + len(self.values)


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a service."""

    service: str
    name: str
    request: Ref
    response: Ref
    asks: bool = False
    """True: the client sends a stream."""
    answers: bool = False
    """True: the server sends a stream."""
    description: str = ""
    deprecated: bool = False
    options: tuple[Option, ...] = ()
    example: str = ""
    """A call on the command line."""

    @property
    def anchor(self) -> str:
        """Id of its section."""
        return f"method-{self.service}.{self.name}"

    @property
    def title(self) -> str:
        """`Orders.Get`."""
        return f"{self.service}.{self.name}"

    @property
    def kind(self) -> str:
        """How many messages go each way, in words."""
        if self.asks:
            return "bidirectional streaming" if self.answers else "client streaming"
        return "server streaming" if self.answers else "unary"


@dataclass(frozen=True, slots=True)
class Service:
    """A service."""

    name: str
    methods: tuple[Method, ...] = ()
    description: str = ""
    deprecated: bool = False
    options: tuple[Option, ...] = ()

    @property
    def anchor(self) -> str:
        """Id of its section."""
        return f"service-{self.name}"


@dataclass(frozen=True, slots=True)
class Extension:
    """Fields that are added to a message of somebody."""

    type: Ref
    fields: tuple[Field, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """A file that this one needs."""

    path: str
    kind: str = ""
    """`public`, `weak`, `option` or nothing."""


@dataclass(frozen=True, slots=True)
class ProtoDocument:
    """All of one definition; what could not be read is missing, and `faults` says why."""

    dialect: str = ""
    """`Protocol buffers, proto3`; empty if nothing could be read."""
    package: str = ""
    description: str = ""
    imports: tuple[Import, ...] = ()
    options: tuple[Option, ...] = ()
    services: tuple[Service, ...] = ()
    messages: tuple[Message, ...] = ()
    enums: tuple[Enum, ...] = ()
    extensions: tuple[Extension, ...] = ()
    left_out: int = 0
    """Messages and enumerations beyond the limit."""
    methods_left_out: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def version(self) -> str:
        """Nothing: a file has none."""
        return ""

    @property
    def methods(self) -> tuple[Method, ...]:
        """All methods, in the order of the page."""
        return tuple(method for service in self.services for method in service.methods)

    @property
    def readable(self) -> bool:
        """True when there is something to show."""
        return bool(self.services or self.messages or self.enums or self.extensions)

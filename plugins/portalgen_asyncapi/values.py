"""What an AsyncAPI definition says, as frozen values: the same for 2 and 3, ready to print."""

from dataclasses import dataclass

from portalgen_definitions.schema_values import NamedSchema, Part, Schema
from portalgen_definitions.values import Alternatives, Example, Fault, Link, SecurityScheme

SENDS, RECEIVES = "sends", "receives"


@dataclass(frozen=True, slots=True)
class Binding:
    """What holds for one protocol only."""

    protocol: str
    rows: tuple[tuple[str, str], ...]
    """(name, value)."""


@dataclass(frozen=True, slots=True)
class Server:
    """A broker, or another place where messages go through."""

    name: str
    anchor: str
    url: str
    protocol: str = ""
    """With its version."""
    title: str = ""
    description: str = ""
    variables: tuple[tuple[str, str, str], ...] = ()
    """(name, default and choices, description)."""
    security: Alternatives = ()
    tags: tuple[str, ...] = ()
    bindings: tuple[Binding, ...] = ()


@dataclass(frozen=True, slots=True)
class Payload:
    """What a message carries: a tree, or the schema as written if its format has no reader."""

    schema: Schema
    format: str = ""
    """Format of the schema in words; empty for JSON Schema."""
    source: Example | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message; each has one section, however many operations carry it."""

    anchor: str
    name: str
    """As programs say it."""
    title: str
    payload: Payload
    headers: Payload | None = None
    summary: str = ""
    description: str = ""
    content_type: str = ""
    correlation: str = ""
    """Where the correlation id is: `$message.header#/id`."""
    correlation_words: str = ""
    deprecated: bool = False
    tags: tuple[str, ...] = ()
    bindings: tuple[Binding, ...] = ()
    examples: tuple[Example, ...] = ()
    docs: Link | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers a message."""

    messages: tuple[Message, ...]
    channel: Part | None = None
    address: str = ""
    """Where the address stands, if it is known at run time only: `$message.header#/replyTo`."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that an API does on a channel."""

    anchor: str
    action: str
    """`sends` or `receives`: what the API does, not its reader."""
    word: str
    """As the definition says it: `subscribe` of version 2 is `sends`."""
    channel: str
    """Address of the channel."""
    id: str = ""
    title: str = ""
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    messages: tuple[Message, ...] = ()
    reply: Reply | None = None
    security: Alternatives = ()
    tags: tuple[str, ...] = ()
    bindings: tuple[Binding, ...] = ()
    docs: Link | None = None

    @property
    def name(self) -> str:
        """`sends orders.v1`."""
        return f"{self.action} {self.channel}"

    @property
    def heading(self) -> str:
        """What readers see first."""
        return self.title or self.summary or self.id or self.name


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of a channel's address."""

    name: str
    schema: Schema
    description: str = ""
    location: str = ""
    """Where its value stands in a message."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A topic, queue or path, and what happens on it."""

    anchor: str
    address: str
    title: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    servers: tuple[Part, ...] = ()
    """Those that it is on; nothing if it is on all."""
    operations: tuple[Operation, ...] = ()
    messages: tuple[Message, ...] = ()
    """Those that none of its operations has."""
    tags: tuple[str, ...] = ()
    bindings: tuple[Binding, ...] = ()
    docs: Link | None = None


@dataclass(frozen=True, slots=True)
class AsyncDocument:
    """All of one definition; what could not be read is missing, and `faults` says why."""

    dialect: str = ""
    """`AsyncAPI 3.0.0`; empty if it is none."""
    title: str = ""
    version: str = ""
    description: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    servers: tuple[Server, ...] = ()
    schemes: tuple[SecurityScheme, ...] = ()
    channels: tuple[Channel, ...] = ()
    messages: tuple[Message, ...] = ()
    schemas: tuple[NamedSchema, ...] = ()
    left_out: int = 0
    """Operations beyond the limit."""
    faults: tuple[Fault, ...] = ()

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, in the order of the page."""
        return tuple(operation for channel in self.channels for operation in channel.operations)

    @property
    def readable(self) -> bool:
        """True when there is something to show."""
        return bool(self.channels or self.messages or self.schemas)

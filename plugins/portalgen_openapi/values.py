"""What an OpenAPI definition says, as frozen values: the same for Swagger 2.0, OpenAPI 3.0 and 3.1, ready to print."""

from dataclasses import dataclass

from portalgen_definitions.schema_values import NamedSchema, Schema
from portalgen_definitions.values import Alternatives, Example, Fault, Link, SecurityScheme, Server


@dataclass(frozen=True, slots=True)
class Media:
    """Content of a body: the media types that share one schema."""

    types: tuple[str, ...]
    schema: Schema
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter or a response header."""

    name: str
    place: str
    """`path`, `query`, `header` or `cookie`."""
    schema: Schema
    description: str = ""
    required: bool = False
    deprecated: bool = False
    note: str = ""
    """How lists are written, if not as usual."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries."""

    description: str
    required: bool
    contents: tuple[Media, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """What comes back: `status` is a code, a range (`4XX`) or `default`."""

    status: str
    description: str = ""
    contents: tuple[Media, ...] = ()
    headers: tuple[Parameter, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """(name, operation or description)."""

    @property
    def tone(self) -> str:
        """First digit of the status, `d` for others: chooses the colour."""
        return self.status[0] if self.status[:1].isdigit() else "d"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that an API does."""

    anchor: str
    method: str
    """In capitals."""
    path: str
    """URL template, name of a webhook, or expression of a callback."""
    id: str = ""
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    webhook: bool = False
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    """By place (path, query, header, cookie), then as written."""
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: Alternatives = ()
    open: bool = False
    """True: it says that it needs no authentication."""
    servers: tuple[Server, ...] = ()
    callbacks: tuple[tuple[str, tuple["Operation", ...]], ...] = ()
    docs: Link | None = None
    samples: tuple[tuple[str, str], ...] = ()
    """(client, text): how to call it from a shell or a program."""

    @property
    def title(self) -> str:
        """`GET /orders/{id}`."""
        return f"{self.method} {self.path}"

    @property
    def examples(self) -> tuple[tuple[str, Media], ...]:
        """(status, content) of the request, which has none, and of each response that has an example."""
        request = [("", media) for media in (self.body.contents if self.body else ())]
        answers = [(answer.status, media) for answer in self.responses for media in answer.contents]
        return tuple((status, media) for status, media in (*request, *answers) if media.examples)


@dataclass(frozen=True, slots=True)
class Group:
    """Operations that share their first tag."""

    name: str
    anchor: str
    operations: tuple[Operation, ...]
    description: str = ""
    docs: Link | None = None


@dataclass(frozen=True, slots=True)
class ApiDocument:
    """All of one definition; what could not be read is missing, and `faults` says why."""

    dialect: str = ""
    """`OpenAPI 3.1.0`, `Swagger 2.0`; empty if it is neither."""
    title: str = ""
    version: str = ""
    description: str = ""
    links: tuple[Link, ...] = ()
    """Contact, licence, terms, further documentation."""
    servers: tuple[Server, ...] = ()
    security: Alternatives = ()
    schemes: tuple[SecurityScheme, ...] = ()
    groups: tuple[Group, ...] = ()
    schemas: tuple[NamedSchema, ...] = ()
    left_out: int = 0
    """Operations beyond the limit."""
    faults: tuple[Fault, ...] = ()

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, in the order of the page."""
        return tuple(operation for group in self.groups for operation in group.operations)

    @property
    def readable(self) -> bool:
        """True when there is something to show."""
        return bool(self.groups or self.schemas)

"""What is known of an MCP server, as frozen values, whatever shape its definition has."""

from dataclasses import dataclass

from portalgen_definitions.schema_values import Schema
from portalgen_definitions.values import Fault, Link


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable, a header or an argument that a client sets; of secrets only the name is kept."""

    name: str
    description: str = ""
    required: bool = False
    secret: bool = False
    value: str = ""
    """What it is set to, or is without being set; never of a secret."""
    choices: tuple[str, ...] = ()

    @property
    def filled(self) -> str:
        """What stands in a client's configuration."""
        return self.value or f"<{self.name}>"


@dataclass(frozen=True, slots=True)
class Remote:
    """An address where the server answers."""

    transport: str
    """`streamable-http`, `sse`."""
    url: str
    headers: tuple[Variable, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A program that clients start on their own machine, or a package that has it."""

    registry: str = ""
    """`npm`, `pypi`, `oci`, `nuget`, `mcpb`; empty for a command without a package."""
    identifier: str = ""
    version: str = ""
    transport: str = "stdio"
    command: tuple[str, ...] = ()
    """Program and arguments that start it; empty if nobody knows."""
    arguments: tuple[Variable, ...] = ()
    """Arguments of the program, for readers."""
    variables: tuple[Variable, ...] = ()
    """Environment variables."""


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that the server can do."""

    name: str
    anchor: str
    title: str = ""
    description: str = ""
    hints: tuple[str, ...] = ()
    """In words: `read only`."""
    input: Schema | None = None
    output: Schema | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that the server lets clients read."""

    name: str
    uri: str
    description: str = ""
    mime: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text that the server fills in."""

    name: str
    anchor: str
    description: str = ""
    arguments: tuple[Variable, ...] = ()


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a reader copies into the configuration of a client."""

    client: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class McpDocument:
    """All that is known of one server; what could not be read is missing, and `faults` says why."""

    title: str = ""
    version: str = ""
    description: str = ""
    instructions: str = ""
    """What the server tells models about itself."""
    links: tuple[Link, ...] = ()
    remotes: tuple[Remote, ...] = ()
    packages: tuple[Package, ...] = ()
    tools: tuple[Tool, ...] = ()
    resources: tuple[Resource, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    configurations: tuple[tuple[str, tuple[Configuration, ...]], ...] = ()
    """(way to the server, what to copy for it)."""
    faults: tuple[Fault, ...] = ()

    @property
    def dialect(self) -> str:
        """What it is, in words."""
        return "MCP server" if self.readable else ""

    @property
    def readable(self) -> bool:
        """True when there is something to show."""
        return bool(self.remotes or self.packages or self.tools or self.resources or self.prompts)

"""A request that callers may send, as a value that clients in any language can be written from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Secret:
    """Text that ends in something only the caller knows: `Bearer ` and then what TOKEN stands for."""

    text: str
    name: str = ""
    """Name of the variable, empty if there is no secret."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form; a file has its name as value."""

    name: str
    value: str
    file: bool = False


@dataclass(frozen=True, slots=True)
class Payload:
    """What a request carries; one of the fields says it."""

    json: str = ""
    """JSON as text."""
    text: str = ""
    fields: tuple[Field, ...] = ()
    multipart: bool = False
    """True: `fields` are sent as multipart/form-data."""
    file: str = ""
    """Name of a file that has it."""


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request with examples in place of parameters."""

    method: str
    url: Secret
    headers: tuple[tuple[str, Secret], ...] = ()
    basic: bool = False
    """True: with API_USER and API_PASSWORD."""
    payload: Payload | None = None

"""What definitions of every format have in common, as frozen values, ready to print."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a definition that cannot be used; line and column count from 1 in the definition's text."""

    message: str
    line: int = 0
    column: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """An example payload; `tokens` are (`key`, `text`, `word` or nothing, text) for colours, all text in order."""

    title: str
    tokens: tuple[tuple[str, str], ...]
    generated: bool = False
    """True: made from the schema, not given by the author."""
    url: str = ""
    """Where the author keeps it, if not in the definition."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the web; only http, https and mailto ones are kept."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A place where the API answers."""

    url: str
    description: str = ""
    variables: tuple[tuple[str, str, str], ...] = ()
    """(name, default and choices, description)."""


@dataclass(frozen=True, slots=True)
class Flow:
    """An OAuth flow."""

    title: str
    urls: tuple[tuple[str, str], ...]
    """(what it is for, address)."""
    scopes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A way to authenticate."""

    name: str
    anchor: str
    label: str
    """In words: `API key in header X-Key`."""
    description: str = ""
    flows: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A security scheme that an operation wants, with its scopes."""

    name: str
    anchor: str = ""
    scopes: tuple[str, ...] = ()


Alternatives = tuple[tuple[Need, ...], ...]
"""Any one of these is enough; an empty one means that no authentication is fine as well."""

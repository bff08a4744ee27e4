"""Addresses in a definition: servers, and links that are safe to follow."""

from collections.abc import Iterator

from portalgen.model.links import safe_url
from portalgen_definitions.node import Node
from portalgen_definitions.values import Link, Server

MAX_SERVERS = 50


def read_link(node: Node) -> Link | None:
    """Return the link of `externalDocs`, None without one or when no browser should follow it."""
    url = safe_url(node.text("url"))
    return Link(url, node.text("description")) if url else None


def read_links(root: Node) -> tuple[Link, ...]:
    """Return where a definition sends readers: documentation, contact, licence, terms."""
    info = root.get("info")
    docs = (root.get("externalDocs") or info.get("externalDocs")).follow()  # AsyncAPI 3 has it below info
    contact, licence = info.get("contact"), info.get("license")
    name = licence.text("name") or licence.text("identifier")
    found = (
        (docs.text("url"), docs.text("description") or "More documentation"),
        (contact.text("url"), contact.text("name") or "Contact"),
        (f"mailto:{contact.text('email')}" if contact.text("email") else "", contact.text("email")),
        (info.text("termsOfService"), "Terms of service"),
        (licence.text("url"), name or "Licence"),
    )
    return tuple(Link(safe, title) for url, title in found if (safe := safe_url(url)))


def read_servers(node: Node) -> tuple[Server, ...]:
    """Return the `servers` below a node."""
    rows = [row for row in node.rows("servers") if isinstance(row.value, dict)][:MAX_SERVERS]
    return tuple(Server(row.text("url") or "/", row.text("description"), tuple(read_variables(row))) for row in rows)


def read_variables(server: Node) -> Iterator[tuple[str, str, str]]:
    """Yield (name, default and choices, description) of the variables in the address of a server."""
    for name, written in server.members("variables"):
        variable = written.follow()
        choices = ", ".join(variable.words("enum"))
        default = variable.text("default")
        yield name, f"{default} (one of {choices})" if choices else default, variable.text("description")

"""What is wrong in definitions of MCP servers, and secrets that stand in them or beside them, as diagnostics."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen_definitions.rules import faults_of
from portalgen_mcp.document import MCP
from portalgen_mcp.servers import stored_secrets
from portalgen_mcp.words import HINT


def check_servers(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield the faults of every definition of an MCP server, and the secrets in `spec.remotes`."""
    yield from faults_of(catalog, MCP)
    for entity in catalog.of_kind("api"):
        if entity.type.lower() in MCP.types:
            yield from _secrets(entity)


def _secrets(entity: Entity) -> Iterator[Diagnostic]:
    for index, name in stored_secrets(entity):
        message = f"{entity.ref}: the value of the secret {name[:100]} stands in the descriptor"
        where = entity.at(f"/spec/remotes/{index}/url")
        yield diagnose("api-definition", message, where=where, hint=HINT, entity=str(entity.ref))

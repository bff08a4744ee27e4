"""What is wrong in definitions of MCP servers, as diagnostics."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog
from portalgen_definitions.rules import faults_of
from portalgen_mcp.document import MCP


def check_servers(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield the faults of every definition of an MCP server."""
    return faults_of(catalog, MCP)

"""What is wrong in GraphQL definitions, as diagnostics."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog
from portalgen_definitions.rules import faults_of
from portalgen_graphql.document import GRAPHQL


def check_schemas(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield the faults of every GraphQL definition."""
    return faults_of(catalog, GRAPHQL)

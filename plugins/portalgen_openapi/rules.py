"""What is wrong in OpenAPI definitions, as diagnostics."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog
from portalgen_definitions.rules import faults_of
from portalgen_openapi.document import OPENAPI


def check_definitions(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield the faults of every OpenAPI definition."""
    return faults_of(catalog, OPENAPI)

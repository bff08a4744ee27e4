"""What is wrong in AsyncAPI definitions, as diagnostics."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog
from portalgen_asyncapi.document import ASYNCAPI
from portalgen_definitions.rules import faults_of


def check_definitions(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield the faults of every AsyncAPI definition."""
    return faults_of(catalog, ASYNCAPI)

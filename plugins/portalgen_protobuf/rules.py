"""What is wrong in protobuf definitions, as diagnostics."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic
from portalgen.model.catalog import Catalog
from portalgen_definitions.rules import faults_of
from portalgen_protobuf.document import PROTOBUF


def check_definitions(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield the faults of every protobuf definition."""
    return faults_of(catalog, PROTOBUF)

"""Misindented: keys whose lines start with what only looks like a space, so that they stand at the root."""

from collections.abc import Iterable

from portalgen.diagnostics import Diagnostic
from portalgen.read.faults import Fault
from portalgen.yaml12 import YamlDocument, pointer
from portalgen.yaml12.slips import odd_indent


def misindented(document: YamlDocument, found: Iterable[Diagnostic]) -> Fault | None:
    """Return the first such line of a document in which something was found, under the worst code: it is the cause."""
    keys = document.value if isinstance(document.value, dict) else {}
    key = next((key for key in keys if odd_indent(key)[1]), None)
    if key is None:
        return None
    code = max(found, key=lambda one: one.severity).code
    message = f"the line starts with {odd_indent(key)[1]}"
    return Fault(pointer("", key), message, "indent with plain spaces", code, on_key=True)

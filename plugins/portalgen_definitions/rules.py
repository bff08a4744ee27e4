"""What is wrong in API definitions, as diagnostics with the place in the file where the definition is written."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.yaml12 import parse_documents
from portalgen_definitions.apis import Document, Format
from portalgen_definitions.values import Fault

POINTER = "/spec/definition"
_PATH = re.compile(r"[\w./-]+\.(?:ya?ml|json|graphqls?|gql|proto)", re.IGNORECASE)
MAX_FAULTS = 20
"""Diagnostics of one API; the last one says how many more there are."""


def faults_of(catalog: Catalog, form: Format[Document]) -> Iterator[Diagnostic]:
    """Yield the faults of every definition of a format."""
    for entity, document in form.documents(catalog):
        file = _included(entity) if document.faults else ""
        for fault in document.faults[:MAX_FAULTS]:
            where = _place(entity, fault, file)
            message, hint = _sentence(entity, fault)
            yield diagnose("api-definition", message, where=where, hint=hint, entity=str(entity.ref))
        more = len(document.faults) - MAX_FAULTS
        if more > 0:
            message = f"{entity.ref}: {more} more faults in this definition"
            yield diagnose("api-definition", message, where=entity.at(POINTER), entity=str(entity.ref))


def _sentence(entity: Entity, fault: Fault) -> tuple[str, str]:
    """Return message and hint; a definition that is only the path of a file is the commonest mistake."""
    definition = str(entity.spec.get("definition")).strip()
    if _PATH.fullmatch(definition):
        return (
            f"{entity.ref}: the definition is only the text '{definition}'",
            f"to bring the file in, write definition: {{$text: {definition}}}",
        )
    return f"{entity.ref}: {fault.message}", fault.hint


def _place(entity: Entity, fault: Fault, file: str) -> Where:
    """Return the line of a fault: in the included file, in the descriptor, or else where the definition starts."""
    start = entity.at(POINTER)
    if file:
        return Where(start.source, file, fault.line, fault.column)
    return _inside(entity, fault, start) or start


def _included(entity: Entity) -> str:
    """Return the file that a `$text` placeholder names, if it lies in the same source."""
    documents_written = parse_documents(entity.written)
    value = documents_written[0].value if documents_written else None
    spec = value.get("spec") if isinstance(value, dict) else None
    definition = spec.get("definition") if isinstance(spec, dict) else None
    target = definition.get("$text") if isinstance(definition, dict) else None
    if not isinstance(target, str) or "://" in target:
        return ""
    folder = "" if target.startswith("/") else posixpath.dirname(entity.where.path)
    path = posixpath.normpath(posixpath.join(folder, unquote(target).lstrip("/")))
    return "" if path.startswith("../") else path


def _inside(entity: Entity, fault: Fault, start: Where) -> Where | None:
    """Return the line of a block scalar in the descriptor, if the text there is the definition's."""
    written = entity.written.splitlines()
    definition = str(entity.spec.get("definition")).splitlines()
    index = start.line - entity.written_line + fault.line
    if not 0 < fault.line <= len(definition) or not 0 <= index < len(written):
        return None
    here, there = written[index], definition[fault.line - 1]
    if not there.strip() or not here.endswith(there):
        return None
    return Where(start.source, start.path, start.line + fault.line, fault.column + len(here) - len(there))

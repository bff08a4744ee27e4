"""What is wrong in API definitions, as diagnostics with the place in the file where the definition is written."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.read.write_yaml import write_yaml
from portalgen.yaml12 import parse_documents
from portalgen_definitions.apis import Document, Format
from portalgen_definitions.source import LIMITS
from portalgen_definitions.values import Fault

POINTER = "/spec/definition"
_PATH = re.compile(r"[\w./-]+\.(?:ya?ml|json|graphqls?|gql|proto)", re.IGNORECASE)
BRINGING = ("$text", "$openapi", "$asyncapi")
"""Placeholders that bring a file in; all but the first put the files that it names into it."""
MAX_FAULTS = 20
"""Diagnostics of one API; the last one says how many more there are."""


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    as_written: bool
    """False: the definition was put together of several files, so that its lines are not those of this one."""


def faults_of(catalog: Catalog, form: Format[Document]) -> Iterator[Diagnostic]:
    """Yield the faults of every definition of a format."""
    for entity, document in form.documents(catalog):
        file = _included(entity) if document.faults else None
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


def _place(entity: Entity, fault: Fault, file: _File | None) -> Where:
    """Return the line of a fault: in the included file, in the descriptor, or else where the definition starts."""
    start = entity.at(POINTER)
    if file:
        at = (fault.line, fault.column) if file.as_written else (0, 0)
        return Where(start.source, file.path, *at)
    return _inside(entity, fault, start) or start


def _included(entity: Entity) -> _File | None:
    """Return the file that a placeholder names, if it lies in the same source."""
    definition = _written(entity)
    name = next((each for each in BRINGING if each in definition), "")
    target = definition.get(name)
    if not isinstance(target, str) or "://" in target:
        return None
    folder = "" if target.startswith("/") else posixpath.dirname(entity.where.path)
    path = posixpath.normpath(posixpath.join(folder, unquote(target).lstrip("/")))
    if path.startswith("../"):
        return None
    return _File(path, name == "$text" or _is_as_written(str(entity.spec.get("definition"))))


def _is_as_written(text: str) -> bool:
    """Say whether a text is a file as somebody wrote it: what is put together is written in one way only."""
    found = parse_documents(text, LIMITS)
    return not found or bool(found[0].fault) or write_yaml(found[0].value) != text


def _written(entity: Entity) -> dict[str, Any]:
    """Return the placeholder in place of the definition; an empty map if there is none."""
    documents_written = parse_documents(entity.written)
    value = documents_written[0].value if documents_written else None
    spec = value.get("spec") if isinstance(value, dict) else None
    definition = spec.get("definition") if isinstance(spec, dict) else None
    return definition if isinstance(definition, dict) else {}


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

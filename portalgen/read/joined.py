"""Joined: two entities in one document, where the `---` between them is missing."""

import re
from dataclasses import replace

from portalgen.yaml12 import YamlDocument, YamlFault

_START = re.compile(r"""^["']?(apiVersion|kind)["']?:""", re.MULTILINE)


def joined(document: YamlDocument) -> YamlFault | None:
    """Return the fault of a document that starts an entity twice, with what is missing; None for another fault."""
    fault = document.fault
    if not fault or fault.limit or "appears twice" not in fault.message:
        return None
    lines = {word: set[int]() for word in ("apiVersion", "kind")}
    for found in _START.finditer(document.text):
        lines[found[1]].add(document.line + document.text.count("\n", 0, found.start()))
    again = any(fault.line in rows for rows in lines.values()) and all(len(rows) > 1 for rows in lines.values())
    return replace(fault, hint="put `---` on a line of its own between two entities") if again else None

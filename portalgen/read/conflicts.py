"""Conflicts: the marks that Git leaves in a file where two changes meet; YAML's words for them help nobody."""

import re

from portalgen.yaml12 import YamlDocument, YamlFault

_MARK = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)


def conflict(document: YamlDocument) -> YamlFault | None:
    """Return the first mark of a merge conflict in a document that is broken; None if there is none."""
    found = _MARK.search(document.text)
    if not found or not document.fault or document.fault.limit:
        return None
    line = document.line + document.text.count("\n", 0, found.start())
    message = f"Git's mark of a merge conflict: {found[0][:7]}"
    return YamlFault(
        message, line, 1, "keep one of the two versions, and remove the lines <<<<<<<, ======= and >>>>>>>"
    )

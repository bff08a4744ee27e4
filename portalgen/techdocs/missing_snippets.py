"""Snippets that are not there: noted while a page is read, and told with every line that asks for them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from portalgen.techdocs.findings import Findings

SNIPPET_HINT = "name a file below the folder of mkdocs.yml; files elsewhere and URLs are never included"


@dataclass
class MissingSnippets:
    """What the page that is being read asks for in vain."""

    origin_of: Callable[[Path], str] = str
    """File of the workspace -> path in the source."""
    _noted: dict[tuple[str, str], None] = field(default_factory=dict)

    def note(self, name: str, file: str) -> None:
        """Keep that a file of the workspace ("" is the page itself) asks for a file, perhaps with a section."""
        self._noted[name, file] = None

    def tell(self, text: str, origin: str, findings: Findings) -> None:
        """Report what a page with this text misses, and forget it."""
        noted, self._noted = self._noted, {}
        for name, file in noted:
            asking = Path(file).read_text(encoding="utf-8", errors="replace") if file else text
            path = self.origin_of(Path(file)) if file else origin
            for line in _lines(name, asking):
                message = f"the snippet '{name}' is not in these docs"
                findings.add("docs-broken-link", message, path=path, at=(line, 1), hint=SNIPPET_HINT)


def _lines(name: str, text: str) -> list[int]:
    """Return the lines, from 1, that ask for a snippet; 1 where that cannot be told."""
    escaped = re.escape(name)
    asking = re.compile(rf"""(?:^|[^;-])-+8<-+\s+["']\s*{escaped}\s*(?::[^"']*)?["']|^\s*{escaped}\s*(?::.*)?$""")
    found = [number for number, line in enumerate(text.split("\n"), 1) if asking.search(line)]
    return found or [1]

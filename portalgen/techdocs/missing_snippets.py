"""Snippets of a page, noted while it is read: which there are, and with every line that asks for them which not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from pymdownx.snippets import SnippetPreprocessor

from portalgen.techdocs.findings import Findings

SNIPPET_HINT = "name a file below the folder of mkdocs.yml; files elsewhere and URLs are never included"


class SnippetFault(Enum):
    """What is wrong with a snippet: code, reason and hint."""

    MISSING = ("docs-broken-link", "is not in these docs", SNIPPET_HINT)
    SECTION = ("docs-broken-link", "is in these docs, but without this section", "mark it: --8<-- [start:name]")
    LINES = ("docs-broken-link", "is in these docs, but without these lines", "name lines that the file has")
    NOT_TEXT = ("docs-config", "is not UTF-8: wrong characters are replaced", "save it as UTF-8")


@dataclass
class MissingSnippets:
    """What the page that is being read asks for, also in vain."""

    origin_of: Callable[[Path], str] = str
    """File of the workspace -> path in the source."""
    _noted: dict[tuple[str, str], SnippetFault] = field(default_factory=dict)
    _read: dict[Path, None] = field(default_factory=dict)

    def note(self, name: str, file: str, fault: SnippetFault = SnippetFault.MISSING) -> None:
        """Keep that a file of the workspace ("" is the page itself) asks for a file, perhaps with a section."""
        self._noted[name, file] = fault

    def note_read(self, file: Path) -> None:
        """Keep that a file of the workspace is in the page."""
        self._read[file] = None

    def take_read(self) -> tuple[tuple[str, Path], ...]:
        """Return path in the source and file of what is in the page, and forget it."""
        read, self._read = self._read, {}
        return tuple((self.origin_of(file), file) for file in read)

    def tell(self, text: str, origin: str, findings: Findings) -> None:
        """Report what a page with this text misses, and forget it."""
        noted, self._noted = self._noted, {}
        for (name, file), fault in noted.items():
            asking = Path(file).read_text(encoding="utf-8", errors="replace") if file else text
            path = self.origin_of(Path(file)) if file else origin
            for line in _lines(name, asking):
                code, reason, hint = fault.value
                findings.add(code, f"the snippet '{name}' {reason}", path=path, at=(line, 1), hint=hint)


def _lines(name: str, text: str) -> list[int]:
    """Return the lines, from 1, that ask for a snippet; 1 where that cannot be told."""
    asking = re.compile(rf"{re.escape(name)}\s*(?::.*)?")
    return [number for number, path in _asked(text) if asking.fullmatch(path)] or [1]


def _asked(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line, from 1, that asks for a snippet, with what it names: by itself, or in a block of names."""
    is_block = False
    for number, line in enumerate(text.split("\n"), 1):
        mark = SnippetPreprocessor.RE_ALL_SNIPPETS.match(line)
        if mark is None:
            if is_block:
                yield number, line.strip()
        elif mark["block_marker"] and not mark["escape"]:
            is_block = not is_block
        elif not (mark["escape"] or is_block):
            yield number, mark["snippet"][1:-1].strip()

"""Snippets of a page, noted while it is read: which there are, and with every line that asks for them which not."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from pymdownx.snippets import SnippetPreprocessor

from portalgen.techdocs.findings import Findings

SNIPPET_HINT = "name a file below the folder of mkdocs.yml; files elsewhere and URLs are never included"

_LONGEST = 4096
"""Signs of the path of a file."""


class SnippetFault(Enum):
    """What is wrong with a snippet: code, reason and hint."""

    MISSING = ("docs-broken-link", "is not in these docs", SNIPPET_HINT)
    SECTION = ("docs-broken-link", "is in these docs, but without this section", "mark it: --8<-- [start:name]")
    LINES = ("docs-broken-link", "is in these docs, but without these lines", "name lines that the file has")
    NOT_TEXT = ("docs-config", "is not UTF-8: wrong characters are replaced", "save it as UTF-8")


class Snippet(NamedTuple):
    """A file that is in a page."""

    path: str
    """In the source."""
    file: Path
    lines: frozenset[int] | None = None
    """Those that are in the page, from 1; None for all."""


@dataclass
class MissingSnippets:
    """What the page that is being read asks for, also in vain."""

    origin_of: Callable[[Path], str] = str
    """File of the workspace -> path in the source."""
    _noted: dict[tuple[str, str], SnippetFault] = field(default_factory=dict)
    _read: dict[Path, frozenset[int] | None] = field(default_factory=dict)

    def note(self, name: str, file: str, fault: SnippetFault = SnippetFault.MISSING) -> None:
        """Keep that a file of the workspace ("" is the page itself) asks for a file, perhaps with a section."""
        self._noted[name, file] = fault

    def note_read(self, file: Path, lines: frozenset[int] | None = None) -> None:
        """Keep that lines of a file of the workspace, or None for all, are in the page."""
        before = self._read.get(file, frozenset())
        self._read[file] = None if before is None or lines is None else before | lines

    def take_read(self) -> tuple[Snippet, ...]:
        """Return what is in the page, and forget it."""
        read, self._read = self._read, {}
        return tuple(Snippet(self.origin_of(file), file, lines) for file, lines in read.items())

    def tell(self, text: str, origin: str, findings: Findings) -> None:
        """Report what a page with this text misses, and forget it."""
        noted, self._noted = self._noted, {}
        by_file: dict[str, dict[str, SnippetFault]] = defaultdict(dict)
        for (name, file), fault in noted.items():
            by_file[file][name] = fault
        for file, faults in by_file.items():
            asking = Path(file).read_text(encoding="utf-8", errors="replace") if file else text
            path = self.origin_of(Path(file)) if file else origin
            lines = _lines(faults, asking)
            for name, fault in faults.items():
                code, reason, hint = fault.value
                for line in lines.get(name, (1,)):  # where that cannot be told
                    findings.add(code, f"the snippet '{name}' {reason}", path=path, at=(line, 1), hint=hint)


def _lines(names: Container[str], text: str) -> Mapping[str, Iterable[int]]:
    """Return name of a snippet -> the lines, from 1, that ask for it, perhaps for a part of it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, path in _asked(text):
        for name in {path[:end].rstrip() for end in (*_colons(path), len(path))}:
            if name in names:
                found[name].append(number)
    return found


def _colons(text: str) -> Iterator[int]:
    return (at for at, sign in enumerate(text[:_LONGEST]) if sign == ":")


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

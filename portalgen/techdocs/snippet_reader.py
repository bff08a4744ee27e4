"""Snippets as pymdownx.snippets reads them, but what is missing is noted instead of ending the page.

What the page's own text gets before it is converted (`alerts.rewrite`), the whole gets once the snippets are in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

from portalgen.techdocs.alerts import rewrite
from portalgen.techdocs.missing_snippets import MissingSnippets, SnippetFault

SNIPPETS = "portalgen.techdocs.snippet_reader:Snippets"
"""In the Markdown set, and where its options stand."""
_NUMBER = "\0"
"""Between a line and its number: no line has one."""
_PRIORITY = 32
"""That of pymdownx: before anything looks at the text."""


class Snippets(SnippetExtension):  # type: ignore[misc]  # (published without types)
    """The extension, with one option more: `missing`, where to note what is not there."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  (Python-Markdown's options)
        """Take the options of pymdownx.snippets and `missing`."""
        self._missing: MissingSnippets = options.pop("missing", None) or MissingSnippets()
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the reader under the name by which the extension resets it."""
        self.md = md
        md.registerExtension(self)
        md.preprocessors.register(_Reader(self.getConfigs(), md, self._missing), "snippet", _PRIORITY)


class _Reader(SnippetPreprocessor):  # type: ignore[misc]  # (as above)
    def __init__(self, options: Mapping[str, Any], md: Markdown, missing: MissingSnippets) -> None:
        super().__init__({**options, "check_paths": False}, md)
        self._missing = missing
        self._files: list[str] = []
        self._asked, self._path, self._read, self._has_read = "", "", "", False

    def run(self, lines: list[str]) -> list[str]:
        self._has_read = False
        found: list[str] = super().run(lines)
        return rewrite("\n".join(found)).split("\n") if self._has_read else found

    def parse_snippets(
        self, lines: list[str], file_name: str | None = None, *, is_url: bool = False, is_section: bool = False
    ) -> list[str]:
        self._files.append(file_name or "")
        found: list[str] = super().parse_snippets(lines, file_name, is_url=is_url, is_section=is_section)
        self._files.pop()
        return found

    def parse_snippet_target(self, path: str) -> dict[str, Any] | None:
        self._asked = path
        found: dict[str, Any] | None = super().parse_snippet_target(path)
        return found

    def get_snippet_path(self, path: str) -> str | None:
        self._path = path
        found: str | None = super().get_snippet_path(path)
        if found is None or not Path(found).is_file():
            self._note(path)
            return None
        self._has_read = True
        return found

    def extract_section(self, section: str, lines: list[str]) -> list[str]:
        self.check_paths = True
        try:
            found: list[str] = super().extract_section(section, lines)
        except SnippetMissingError:
            self._note(f"{self._path}:{section}", SnippetFault.SECTION)
            return []
        finally:
            self.check_paths = False
        return found

    def extract_lines(self, start: Sequence[int | None], end: Sequence[int | None], lines: list[str]) -> list[str]:
        one = super().extract_lines
        if not all(one([first], [last], lines) for first, last in zip(start, end, strict=True)):
            self._note(self._asked, SnippetFault.LINES)
        found: list[str] = one(start, end, lines)
        return found

    def select_snippet_lines(self, lines: list[str], target: Mapping[str, Any]) -> list[str]:
        self._missing.note_read(Path(self._read), self._selected(lines, target))
        found: list[str] = super().select_snippet_lines(lines, target)
        return found

    def _selected(self, lines: Iterable[str], target: Mapping[str, Any]) -> frozenset[int] | None:
        """Return the numbers, from 1, of the lines that a target asks for; None for all of them."""
        if not (target["start"] or target["section"]):
            return None
        numbered = [f"{line}{_NUMBER}{number}" for number, line in enumerate(lines, 1)]
        found: list[str] = super().select_snippet_lines(numbered, target)
        return frozenset(int(line.rpartition(_NUMBER)[2]) for line in found if line)

    def read_lines(self, path: str) -> list[str]:
        self._read = path
        try:
            found: list[str] = super().read_lines(path)
        except UnicodeDecodeError:  # as a page: what can be read of it is shown
            self._note(self._path, SnippetFault.NOT_TEXT)
            return Path(path).read_text(encoding="utf-8", errors="replace").split("\n")
        return found

    def _note(self, name: str, fault: SnippetFault = SnippetFault.MISSING) -> None:
        self._missing.note(name, self._files[-1], fault)

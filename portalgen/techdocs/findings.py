"""Findings: collects the diagnostics of one documentation site, each with its place in the source."""

from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.catalog import DocsSource


@dataclass
class Findings:
    """Filled while one site is built, and read once at its end."""

    source: DocsSource
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, message: str, *, path: str = "", at: tuple[int, int] = (0, 0), hint: str = "") -> None:
        """Keep a diagnostic; without a path it stands at the annotation that asked for the docs."""
        where = Where(self.source.source.url, path, *at) if path else self.source.where
        self.found.append(diagnose(code, message, where=where, hint=hint, entity=str(self.source.entity)))

    def left_out(self, path: str, reason: str, *, hint: str = "give it another name") -> None:
        """Keep that a file of the source is not published."""
        self.add("docs-left-out", f"this file is not published: {reason}", path=path, hint=hint)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return what was found without repetitions, worst first."""
        return tuple(sorted(set(self.found), key=lambda diagnostic: diagnostic.sort_key))

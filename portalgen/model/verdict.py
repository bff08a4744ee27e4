"""The verdict: what of the diagnostics makes a command fail."""

from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, Severity

_FAILED = frozenset({"location-unsupported", "ref-not-found", "source-unreachable"})
_STALE = _FAILED | {"source-stale"}
_OF_SOURCES = {"failed": _FAILED, "stale": _STALE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Fails by a severity, or by how sources ended."""

    severity: Severity | None = None
    """The lowest that fails; None: none does."""
    codes: frozenset[str] = frozenset()
    """Codes that fail, whatever their severity."""

    @classmethod
    def of(cls, level: str) -> "Verdict":
        """Return the verdict of a level: a severity, `never`, `failed` (a source is missing), `stale` (or is old)."""
        if level in _OF_SOURCES:
            return cls(codes=_OF_SOURCES[level])
        return cls(None if level == "never" else Severity[level.upper()])

    def fails(self, found: Diagnostic) -> bool:
        """Say whether a diagnostic makes the command fail."""
        return found.code in self.codes or (self.severity is not None and found.severity >= self.severity)


BY_ERRORS = Verdict(Severity.ERROR)

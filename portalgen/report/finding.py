"""Findings: diagnostics with a place that other programs understand, and all that a report in their form needs."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portalgen.diagnostics import CODES, Diagnostic, Where
from portalgen.model.verdict import BY_ERRORS, Verdict
from portalgen.report.words import plain


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is for who reads the report: here, or on the web; neither if nobody can open it."""

    path: str = ""
    """Below the working folder, with forward slashes."""
    url: str = ""
    """Page of a file that is elsewhere."""

    @property
    def name(self) -> str:
        """What to call it; empty if it has no name."""
        return self.path or self.url


Whereabouts = Callable[[Where], Place]
"""Returns the place of a file of a source."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where to look at it."""

    diagnostic: Diagnostic
    place: Place
    fingerprint: str
    """The same in every run, also after lines were added above it."""

    @property
    def words(self) -> str:
        """The message with its hint, without control characters."""
        hint = f"\nhint: {self.diagnostic.hint}" if self.diagnostic.hint else ""
        return plain(self.diagnostic.message + hint)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, for programs."""

    findings: tuple[Finding, ...]
    """Worst first."""
    files: tuple[str, ...] = ()
    """Names of the descriptors that were read, sorted."""
    version: str = ""
    """Of portalgen."""
    verdict: Verdict = BY_ERRORS
    """What fails the check."""

    def is_failing(self, finding: Finding) -> bool:
        """Say whether a finding fails the check."""
        return self.verdict.fails(finding.diagnostic)


def place_findings(diagnostics: Iterable[Diagnostic], whereabouts: Whereabouts) -> tuple[Finding, ...]:
    """Return diagnostics with their places and fingerprints, worst first."""
    met: Counter[tuple[str, str, str]] = Counter()
    found = []
    for diagnostic in sorted(set(diagnostics), key=lambda row: row.sort_key):
        place = whereabouts(diagnostic.where)
        key = (diagnostic.code, place.name, diagnostic.message)
        met[key] += 1
        text = "\0".join((*key, str(met[key])))
        found.append(Finding(diagnostic, place, hashlib.sha256(text.encode(errors="replace")).hexdigest()))
    return tuple(found)


def title(code: str) -> str:
    """Return what a code means, in general."""
    return CODES[code].title if code in CODES else code

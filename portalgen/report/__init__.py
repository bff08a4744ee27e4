"""Report: everything that people and programs read on the terminal.

In: stages, diagnostics, results, errors.  Out: words on standard output and standard error.  Pure: no.  Kept: no.
Not its job: deciding what is wrong, exit codes, reading the environment.
"""

from portalgen.report.finding import Finding, Place, Report, Whereabouts, place_findings
from portalgen.report.findings import SourceText
from portalgen.report.formats import FORMATS
from portalgen.report.output import Output
from portalgen.report.reporter import NullReporter, Reporter, Stage
from portalgen.report.timing import TimingReporter
from portalgen.report.to_json import to_json
from portalgen.report.words import count, seconds, size, tally

__all__ = [
    "FORMATS",
    "Finding",
    "NullReporter",
    "Output",
    "Place",
    "Report",
    "Reporter",
    "SourceText",
    "Stage",
    "TimingReporter",
    "Whereabouts",
    "count",
    "place_findings",
    "seconds",
    "size",
    "tally",
    "to_json",
]

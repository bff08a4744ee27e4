"""Workflow commands of GitHub Actions: lines of a log that become annotations of the files."""

from portalgen.diagnostics import Severity
from portalgen.report.finding import Finding, Report, title
from portalgen.report.words import plain

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(report: Report) -> str:
    """Return a line for each finding; empty if there is none."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    diagnostic, place = finding.diagnostic, finding.place
    where = diagnostic.where
    properties = {
        "file": place.path,
        "line": str(where.line) if place.path and where.line else "",
        "col": str(where.column) if place.path and where.column else "",
        "title": title(diagnostic.code),
    }
    listed = ",".join(f"{name}={_property(text)}" for name, text in properties.items() if text)
    words = f"{diagnostic.code}: {finding.words}"
    words = f"{place.url}: {words}" if place.url else words
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(words)}"


def _data(text: str) -> str:
    """Escape as `@actions/core` does: a line end would begin another command."""
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

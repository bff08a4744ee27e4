"""GitLab's code quality report: a subset of Code Climate's issues, shown in merge requests."""

import json
from typing import Any

from portalgen.diagnostics import Severity
from portalgen.report.finding import Finding, Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_NOWHERE = "portal.yaml"
"""File of what has none: GitLab wants one."""


def gitlab(report: Report) -> str:
    """Return one JSON list."""
    return json.dumps([_issue(finding) for finding in report.findings], ensure_ascii=False, indent=2)


def _issue(finding: Finding) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    return {
        "description": finding.words,
        "check_name": diagnostic.code,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": finding.place.name or _NOWHERE, "lines": {"begin": max(1, diagnostic.where.line)}},
    }

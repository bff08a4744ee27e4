"""SARIF 2.1.0 (OASIS), which GitHub's code scanning and many editors read."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from portalgen.diagnostics import CODES, Severity
from portalgen.report.finding import Finding, Place, Report, title

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(report: Report) -> str:
    """Return one run with a rule for every code that occurs."""
    codes = sorted({finding.diagnostic.code for finding in report.findings})
    driver: dict[str, Any] = {"name": "portalgen", "rules": [_rule(code) for code in codes]}
    if report.version:
        driver["version"] = report.version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes) for finding in report.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    severity = CODES[code].severity if code in CODES else Severity.WARNING
    return {
        "id": code,
        "shortDescription": {"text": title(code)},
        "help": {
            "text": f"{title(code)}. Section '{code}' of portalgen's page 'Diagnostics' has examples.",
            "markdown": f"{title(code)}. Section `{code}` of portalgen's page *Diagnostics* has examples.",
        },
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(finding: Finding, codes: Sequence[str]) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": finding.words},
        "partialFingerprints": {"portalgen/v1": finding.fingerprint},
    }
    if finding.place.name:
        result["locations"] = [{"physicalLocation": _physical(finding)}]
    return result


def _physical(finding: Finding) -> dict[str, Any]:
    where = finding.diagnostic.where
    found: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.place)}}
    if where.line:
        found["region"] = {"startLine": where.line} | ({"startColumn": where.column} if where.column else {})
    return found


def _uri(place: Place) -> str:
    return quote(place.path, safe="/") if place.path else place.url

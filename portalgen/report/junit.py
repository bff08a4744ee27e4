"""JUnit XML, which every CI system shows: a file is a test, and all that fails the check there is its failure."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from portalgen.report.finding import Finding, Report
from portalgen.report.words import plain

_NAME = "portalgen check"
_NOWHERE = "portal.yaml"
"""Test of what has no file."""
_FOREIGN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


def junit(report: Report) -> str:
    """Return one suite; findings that fail nothing are its tests' output."""
    by_name: dict[str, list[Finding]] = {name: [] for name in report.files}
    for finding in report.findings:
        by_name.setdefault(finding.place.name or _NOWHERE, []).append(finding)
    failures = sum(any(map(report.is_failing, found)) for found in by_name.values())
    numbers = {"tests": str(len(by_name)), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", {"name": _NAME, **numbers})
    suite = ET.SubElement(root, "testsuite", {"name": _NAME, **numbers, "skipped": "0"})
    for name, found in sorted(by_name.items()):
        _case(ET.SubElement(suite, "testcase", {"classname": _NAME, "name": _safe(name)}), found, report)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _case(case: ET.Element, found: Iterable[Finding], report: Report) -> None:
    """Fill a test: it fails once at most, with the worst in the attributes and everything in the text."""
    rows = list(found)
    failing = [finding for finding in rows if report.is_failing(finding)]
    told = [finding for finding in rows if not report.is_failing(finding)]
    if failing:
        first = failing[0].diagnostic
        more = f" (and {len(failing) - 1:,} more)" if len(failing) > 1 else ""
        marks = {"type": first.code, "message": _safe(first.message + more)}
        ET.SubElement(case, "failure", marks).text = _safe("\n".join(map(_words, failing)))
    if told:
        ET.SubElement(case, "system-out").text = _safe("\n".join(map(_words, told)))


def _words(finding: Finding) -> str:
    diagnostic = finding.diagnostic
    line = f":{diagnostic.where.line}:{diagnostic.where.column}" if diagnostic.where.line else ""
    return f"{finding.place.name or _NOWHERE}{line}: {diagnostic.severity} [{diagnostic.code}] {finding.words}"


def _safe(text: str) -> str:
    return _FOREIGN.sub("\ufffd", plain(text))

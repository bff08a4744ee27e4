"""The reports for programs: each by its published schema or rules, with words that try to break out of it."""

import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pytest

from portalgen.diagnostics import Diagnostic, Severity, Where, diagnose
from portalgen.model.verdict import Verdict
from portalgen.report import FORMATS, Place, Report, place_findings
from tests.builders.json_schema import faults

NASTY = "odd: 100%, <b>\x1b[31m\x00\ud800]]>\r\n::error::mine"
ROWS = (
    diagnose("invalid-entity", NASTY, where=Where("", "a b/catalog,info:.yaml", 3, 5), hint="two\nlines"),
    diagnose("dangling-owner", "no group", where=Where("https://git.example.org/pay", "catalog-info.yaml", 2, 1)),
    diagnose("config-ignored", "nothing", where=Where("", "portal.yaml")),
    Diagnostic("of-a-plugin", Severity.WARNING, "nowhere"),
)


def place(where: Where) -> Place:
    return Place(url=f"{where.source}/blob/main/{where.path}") if where.source else Place(where.path)


def report(*rows: Diagnostic, failing: Severity | None = Severity.ERROR) -> Report:
    return Report(place_findings(rows, place), ("a b/catalog,info:.yaml", "fine.yaml"), "1.2.3", Verdict(failing))


def test_sarif_is_valid_and_complete() -> None:
    found = json.loads(FORMATS["sarif"](report(*ROWS)))
    assert faults(found, "sarif-2.1.0-rtm.5.json") == []
    (run,) = found["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[row["ruleIndex"]]["id"] == row["ruleId"] for row in run["results"])
    assert all(rule["help"]["text"] for rule in rules)
    first = run["results"][0]
    assert first["level"] == "error"
    physical = first["locations"][0]["physicalLocation"]
    assert unquote(physical["artifactLocation"]["uri"]) == "a b/catalog,info:.yaml"
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", physical["artifactLocation"]["uri"])
    assert physical["region"] == {"startLine": 3, "startColumn": 5}
    uris = [
        row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for row in run["results"]
        if "locations" in row
    ]
    assert "https://git.example.org/pay/blob/main/catalog-info.yaml" in uris
    assert len(uris) == 3


def test_the_checker_of_the_schema_can_fail() -> None:
    assert faults({"version": "2.1.0", "runs": [{"tool": {}}]}, "sarif-2.1.0-rtm.5.json")
    assert faults({"version": "2.0.0", "runs": []}, "sarif-2.1.0-rtm.5.json")
    assert faults({"version": "2.1.0", "runs": [], "more": 1}, "sarif-2.1.0-rtm.5.json")


@pytest.mark.parametrize("rows", [(), ROWS])
def test_gitlab_issues_have_what_gitlab_reads(rows: tuple[Diagnostic, ...]) -> None:
    found = json.loads(FORMATS["gitlab"](report(*rows)))
    assert len(found) == len(rows)
    for issue in found:  # docs.gitlab.com: "Code Quality report format"
        assert issue["description"]
        assert issue["check_name"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"]
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in found}) == len(found)


def test_fingerprints_outlive_a_line_that_is_added_above() -> None:
    lower = Where("", "catalog-info.yaml", 4, 1)
    rows = [
        diagnose("dangling-owner", "no group", where=where) for where in (Where("", "catalog-info.yaml", 3, 1), lower)
    ]
    first, second = (place_findings([row], place)[0].fingerprint for row in rows)
    assert first == second
    assert len({row.fingerprint for row in place_findings(rows, place)}) == 2


ELEMENTS = {  # the rules of Jenkins' junit-10.xsd: element -> (needed, allowed attributes, children)
    "testsuites": ((), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        ("name", "tests", "failures", "errors"),
        {"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": (
        ("name",),
        {"name", "time", "classname", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": ((), {"type", "message"}, set()),
    "system-out": ((), set(), set()),
}


def test_junit_follows_the_rules_and_its_numbers_are_right() -> None:
    root = ET.fromstring(FORMATS["junit"](report(*ROWS)))  # noqa: S314  (our own text)
    for element in root.iter():
        needed, allowed, children = ELEMENTS[element.tag]
        assert set(needed) <= set(element.attrib) <= allowed
        assert {child.tag for child in element} <= children
    (suite,) = root
    cases = {case.get("name"): case for case in suite}
    assert len(cases) == len(suite) == int(suite.get("tests", ""))
    assert len(suite.findall(".//failure")) == int(suite.get("failures", "")) == 1
    assert list(cases["fine.yaml"]) == []
    assert cases["a b/catalog,info:.yaml"][0].get("type") == "invalid-entity"
    two = diagnose("bad-reference", "second", where=Where("", "a b/catalog,info:.yaml", 9, 1))
    (twice,) = ET.fromstring(FORMATS["junit"](report(*ROWS, two)))  # noqa: S314
    (failure,) = twice.findall(".//failure")
    assert twice.get("failures") == "1"
    assert "(and 1 more)" in failure.get("message", "")
    assert "[bad-reference] second" in (failure.text or "")
    lenient = ET.fromstring(FORMATS["junit"](report(*ROWS, failing=None)))  # noqa: S314
    assert lenient.findall(".//failure") == []
    assert len(lenient.findall(".//system-out")) == 3


COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\n]*,?)*)::(.*)")


def test_github_gets_one_command_a_line_and_nothing_breaks_out_of_it() -> None:
    lines = FORMATS["github"](report(*ROWS)).splitlines()
    found = [match for line in lines if (match := COMMAND.fullmatch(line))]
    assert len(lines) == len(found) == len(ROWS)
    assert [match[1] for match in found] == ["error", "warning", "warning", "notice"]
    properties = dict(row.split("=", 1) for row in found[0][2].split(","))
    assert properties["file"] == "a b/catalog%2Cinfo%3A.yaml"
    assert (properties["line"], properties["col"]) == ("3", "5")
    assert unquote(found[0][3]).startswith("invalid-entity: odd: 100%, <b>")
    assert "\x1b" not in "".join(lines)
    elsewhere = next(match for match in found if "spec.owner" in match[2])
    assert "file=" not in elsewhere[2]
    assert elsewhere[3].startswith("https://git.example.org/pay/blob/main/catalog-info.yaml")


def test_nothing_wrong_says_nothing_to_github() -> None:
    assert FORMATS["github"](report()) == ""

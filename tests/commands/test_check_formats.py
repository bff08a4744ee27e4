"""`portalgen check --format`: reports for programs, of one repository and of a whole portal."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.builders.json_schema import faults
from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import SHOP, Run

FORMS = ("sarif", "junit", "github", "gitlab")
BAD = SHOP.replace("name: shop", "name: no name")


def test_each_form_names_the_file_as_the_working_folder_sees_it(run: Run) -> None:
    Path("a").mkdir()
    Path("a/catalog-info.yaml").write_text(BAD)
    found = {form: run("check", ".", "--format", form) for form in FORMS}
    assert {result.exit_code for result in found.values()} == {1}
    assert {result.stderr for result in found.values()} == {""}
    log = json.loads(found["sarif"].stdout)
    assert faults(log, "sarif-2.1.0-rtm.5.json") == []
    physical = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert physical == {
        "artifactLocation": {"uri": "a/catalog-info.yaml"},
        "region": {"startLine": 4, "startColumn": 9},
    }
    assert found["github"].stdout.startswith("::error file=a/catalog-info.yaml,line=4,col=9,title=")
    (issue,) = json.loads(found["gitlab"].stdout)
    assert issue["location"] == {"path": "a/catalog-info.yaml", "lines": {"begin": 4}}
    (case,) = ET.fromstring(found["junit"].stdout).iter("testcase")  # noqa: S314  (our own text)
    assert case.get("name") == "a/catalog-info.yaml"
    assert case.find("failure") is not None


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_portal_names_pages_of_the_host(
    run: Run, company: Mapping[str, RepositoryBuilder], form: str, tmp_path: Path
) -> None:
    company["shop"].commit({"catalog-info.yaml": BAD})
    here = tmp_path / "here"
    (here / "own").mkdir()
    (here / "own" / "catalog-info.yaml").write_text(BAD)
    mirrors = f"git: {{mirrors: {{'https://github.com/acme/shop': '{company['shop'].url}'}}}}\n"
    locations = "[{type: git, target: https://github.com/acme/shop}, {type: file, target: own}]"
    Path("portal.yaml").write_text(f"catalog: {{locations: {locations}}}\n{mirrors}")
    result = run("check", "--format", form)
    assert result.exit_code == 1
    assert "https://github.com/acme/shop/blob/main/catalog-info.yaml" in result.stdout
    assert "own/catalog-info.yaml" in result.stdout
    assert str(tmp_path) not in result.stdout


@pytest.mark.parametrize("form", FORMS)
def test_a_repository_beside_portal_yaml_has_paths_as_the_working_folder_sees_them(
    run: Run, make_repository: Callable[[str], RepositoryBuilder], form: str
) -> None:
    here = Path.cwd()
    make_repository("bare").commit({"catalog-info.yaml": BAD}).git("worktree", "add", "--quiet", str(here / "own"))
    Path("portal.yaml").write_text("catalog: {locations: [{type: git, target: ./own}]}\n")
    found = run("check", "--format", form).stdout
    assert "own/catalog-info.yaml" in found
    assert "./own" not in found
    assert str(here) not in found
    (here / "own" / "catalog-info.yaml").unlink()  # what is read is the commit
    assert "./own" not in run("check", "--format", form).stdout
    if form == "github":
        assert found.startswith("::error file=own/catalog-info.yaml,line=4,col=9,title=")
        assert "::invalid-entity: component:default/no name" in found


def test_a_passing_check_is_a_passing_test(run: Run) -> None:
    Path("catalog-info.yaml").write_text(SHOP)
    suite = ET.fromstring(run("check", ".", "--format", "junit").stdout)[0]  # noqa: S314
    assert (suite.get("tests"), suite.get("failures"), len(suite[0])) == ("1", "0", 0)
    assert run("check", ".", "--format", "github").stdout == ""
    assert run("check", ".", "--format", "gitlab").stdout == "[]\n"

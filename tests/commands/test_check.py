"""`portalgen check`: every fault with its place, the line itself, and a verdict."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import SHOP, Run

Company = Mapping[str, RepositoryBuilder]


def test_a_healthy_company_passes(run: Run, company: Company) -> None:
    del company
    result = run("check", "--fail-on", "warning")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == "Checked 2 sources, 2 entities."
    assert not Path("public").exists()


def test_a_fault_is_shown_with_its_line_and_a_caret(run: Run, company: Company) -> None:
    company["shop"].commit({"catalog-info.yaml": SHOP.replace("owner: web", "owner: nobody")})
    result = run("check")
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    assert rows[0].startswith("shop/catalog-info.yaml:9:10  warning  dangling-owner  ")
    assert rows[1:3] == ["       9 │   owner: nobody", "         │          ^"]
    assert rows[-1] == "1 warning"
    assert run("check", "--fail-on", "warning").exit_code == 1


def test_what_is_wrong_with_portal_yaml_is_shown_with_its_line_too(run: Run, company: Company) -> None:
    del company
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(f"{text}  rules: [{{allow: [Componnent]}}]\n")
    result = run("check")
    assert "portal.yaml:6:20  warning  config-unknown" in result.stdout
    assert "       6 │   rules: [{allow: [Componnent]}]" in result.stdout


def test_errors_fail_a_check_unless_never(run: Run, company: Company) -> None:
    company["shop"].commit({"catalog-info.yaml": "kind: [\n"})
    assert run("check").exit_code == 1
    assert run("check", "--fail-on", "never").exit_code == 0


def test_notes_are_shown_when_asked_for(run: Run, company: Company) -> None:
    del company
    Path("portal.yaml").write_text(Path("portal.yaml").read_text() + "techdocs: {builder: external}\n")
    assert "config-ignored" not in run("check").stdout
    assert "config-ignored" in run("check", "--verbose").stdout


def test_json_has_every_diagnostic(run: Run, company: Company) -> None:
    company["shop"].commit({"catalog-info.yaml": SHOP.replace("owner: web", "owner: nobody")})
    result = run("check", "--format", "json", "--fail-on", "warning")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["entities"] == 2
    row, *notes = found["diagnostics"]
    assert (row["code"], row["severity"], row["where"]["line"]) == ("dangling-owner", "warning", 9)
    assert {note["severity"] for note in notes} == {"info"}


def test_strict_allows_what_backstage_allows(run: Run, company: Company) -> None:
    company["people"].commit({"catalog-info.yaml": SHOP.replace("kind: Component", "kind: System")})
    found = json.loads(run("check", "--format", "json", "--strict").stdout)
    assert "kind-not-allowed" in [row["code"] for row in found["diagnostics"]]


@pytest.mark.parametrize(
    ("command", "key"),
    [("crawl", "snapshots"), ("read", "fragments"), ("resolve", "entities"), ("pages", "plans"), ("index", "files")],
)
def test_a_stage_prints_its_value_as_json(run: Run, company: Company, command: str, key: str) -> None:
    result = run(command)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert len(found[key]) >= 2
    assert run(command).stdout == result.stdout.replace('"state": "fresh"', '"state": "unchanged"')
    heads = {builder.head for builder in company.values()}
    if command == "crawl":
        assert {row["source"]["commit"] for row in found[key]} == heads
    if command == "resolve":
        assert list(found[key]) == ["component:default/shop", "group:default/web"]
    if command == "pages":
        assert "catalog/default/component/shop/" in {row["route"] for row in found[key]}


def test_no_excerpt_of_portal_yaml_shows_a_secret(run: Run, company: Company) -> None:
    del company
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(f"{text}    - {{type: file, target: ./gone, rules: []}} # token: hush\n")
    shown = run("check").stdout
    assert "location-not-found" in shown
    assert "hush" not in shown
    assert "│" not in shown


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("theme: fjrod", "there is no theme 'fjrod'"),
        ("language: dd", "there are no words in the language 'dd'"),
    ],
)
def test_a_look_that_cannot_be_is_told_before_a_build_ends_with_it(
    run: Run, company: Company, setting: str, message: str
) -> None:
    del company
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(f"{text}site: {{{setting}}}\n")
    result = run("check")
    assert (result.exit_code, message in result.stderr) == (3, True)

"""`portalgen build`: a folder with a site, a summary, and an exit code that follows policy."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import SHOP, Run

Company = Mapping[str, RepositoryBuilder]
DANGLING = SHOP.replace("owner: web", "owner: nobody")


def test_a_build_writes_the_site_and_says_what_is_in_it(run: Run, company: Company) -> None:
    result = run("build")
    assert result.exit_code == 0, result.output
    assert company["shop"].head in Path("public/build.json").read_text()
    page = Path("public/catalog/default/component/shop/index.html").read_text()
    assert "Sells things." in page
    assert result.stdout.splitlines()[0] == "Built public"
    assert "  entities: 2 (1 component, 1 group)" in result.stdout
    stages = [row.split()[0] for row in result.stderr.splitlines()]
    assert stages[:3] == ["crawl", "read", "resolve"]


def test_a_second_build_changes_nothing(run: Run, company: Company) -> None:
    assert run("build").exit_code == 0
    again = json.loads(run("build", "--format", "json").stdout)
    assert (again["changed"], again["removed"]) == (0, 0)
    company["shop"].commit({"catalog-info.yaml": SHOP.replace("Sells things.", "Sells it all.")})
    assert json.loads(run("build", "--format", "json").stdout)["changed"] > 0


def test_json_is_one_document_and_nothing_else(run: Run, company: Company) -> None:
    company["shop"].commit({"catalog-info.yaml": DANGLING})
    result = run("build", "--format", "json", "--output", "site")
    found = json.loads(result.stdout)
    assert result.stderr == ""
    assert found["entities"] == {"component": 1, "group": 1}
    assert found["destination"] == str(Path("site").absolute())
    assert found["files"] == sum(1 for path in Path("site").rglob("*") if path.is_file())
    assert [row["code"] for row in found["diagnostics"]] == ["dangling-owner", "orphan-entity"]
    assert {"crawl", "read", "resolve"} <= set(found["seconds"])


def test_bad_content_is_shown_and_does_not_fail_a_build_unless_it_is_told_to(run: Run, company: Company) -> None:
    company["shop"].commit({"catalog-info.yaml": DANGLING})
    result = run("build")
    assert result.exit_code == 0
    assert "shop/catalog-info.yaml:9:10  warning  dangling-owner" in result.stdout
    assert "\n1 warning\n" in result.stdout
    assert run("build", "--fail-on", "error").exit_code == 0
    assert run("build", "--fail-on", "warning").exit_code == 1
    assert run("build", env={"PORTALGEN_FAIL_ON": "info"}).exit_code == 1
    assert Path("public/index.html").exists()


def test_quiet_shows_findings_only(run: Run, company: Company) -> None:
    del company
    result = run("build", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_a_repository_that_is_gone_costs_a_diagnostic(run: Run, company: Company) -> None:
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(f"{text}    - {{type: git, target: 'file:///nowhere/gone.git'}}\n")
    del company
    result = run("build", "--fail-on", "error")
    assert result.exit_code == 1
    assert "portal.yaml:6:" in result.stdout
    assert "source-unreachable" in result.stdout
    assert Path("public/catalog/default/component/shop/index.html").exists()


def test_a_folder_of_somebody_else_is_left_alone(run: Run, company: Company) -> None:
    del company
    Path("public").mkdir()
    Path("public/mine.txt").write_text("mine")
    result = run("build")
    assert result.exit_code == 3
    assert "crawl" not in result.stderr
    assert result.stderr.splitlines()[-2].startswith("error: ")
    assert result.stderr.splitlines()[-1].startswith("hint: ")
    assert [path.name for path in Path("public").iterdir()] == ["mine.txt"]


def test_no_output_holds_a_token_or_a_folder_of_this_machine(run: Run, company: Company, tmp_path: Path) -> None:
    del company
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(text + "integrations: {github: [{host: github.com, token: '${SECRET}'}]}\n")
    result = run("build", "-v", env={"SECRET": "hunter2hunter2"})
    assert result.exit_code == 0
    written = b"".join(path.read_bytes() for path in Path("public").rglob("*") if path.is_file())
    assert b"hunter2hunter2" not in written + result.output.encode()
    assert str(tmp_path / "here").encode() not in written


def test_a_build_that_can_read_nothing_leaves_the_site(run: Run, company: Company) -> None:
    assert run("build").exit_code == 0
    before = Path("public/build.json").read_bytes()
    for builder in company.values():
        builder.path.rename(builder.path.with_suffix(".away"))
    result = run("build", "--cache", "another")
    assert result.exit_code == 3
    assert result.stdout.count("source-unreachable") == 2
    assert "error: none of the 2 sources could be read; public stays as it was\n" in result.stderr
    assert Path("public/build.json").read_bytes() == before
    found = json.loads(run("build", "--cache", "another", "--format", "json").stdout)
    assert len(found["diagnostics"]) == 2


def test_jobs_are_at_least_one(run: Run, company: Company) -> None:
    del company
    for number in ("0", "-3"):
        result = run("build", "-j", number)
        assert result.exit_code == 2
        assert "--jobs" in result.stderr
        assert "portal.yaml" not in result.stderr


def test_an_interrupt_is_said(run: Run, company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    del company
    monkeypatch.setattr("portalgen.pipeline.build", interrupted)
    result = run("build")
    assert (result.exit_code, result.stderr) == (130, "Interrupted; the site is as it was.\n")


def test_static_files_are_at_the_root_after_every_build(run: Run, company: Company) -> None:
    del company
    Path("static/.well-known").mkdir(parents=True)
    Path("static/CNAME").write_text("portal.larkspur.example\n")
    Path("static/.well-known/security.txt").write_text("Contact: mailto:security@larkspur.example\n")
    for _ in range(2):
        assert run("build").exit_code == 0
        assert Path("public/CNAME").read_text() == "portal.larkspur.example\n"
    assert Path("public/.well-known/security.txt").exists()
    assert "CNAME" in json.loads(Path("public/build.json").read_text())["files"]

    Path("static/index.html").write_text("mine")
    result = run("build")
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "error: static/index.html is a file of the portal's own\nhint: rename it, or take it out of the folder\n"
    )
    assert Path("public/index.html").read_text() != "mine"


def test_a_publisher_that_nobody_registered_is_told_before_anything_is_built(run: Run, company: Company) -> None:
    del company
    Path("portal.yaml").write_text(f"{Path('portal.yaml').read_text()}site: {{publisher: fodler}}\n")
    result = run("build")
    assert result.exit_code == 3
    assert "crawl" not in result.stderr
    assert "site.publisher: nothing publishes to a destination of type 'fodler'" in result.stderr

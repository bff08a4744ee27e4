"""`portalgen init` writes a portal.yaml that the other commands can use."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run


def test_init_writes_a_commented_file_that_config_show_reads(run: Run) -> None:
    result = run("init", "--name", "Larkspur Air", "./catalog")
    assert result.exit_code == 0
    assert "Wrote portal.yaml." in result.stderr
    assert "portalgen serve" in result.stderr
    assert Path("portal.yaml").read_text().count("#") > 20
    shown = json.loads(run("config", "show").stdout)
    assert shown["organization"]["name"] == "Larkspur Air"
    assert shown["catalog"]["locations"][0]["target"] == "./catalog"


def test_init_does_not_replace_a_file_unless_it_is_told_to(run: Run) -> None:
    Path("portal.yaml").write_text("site: {title: Mine}\n")
    result = run("init")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "error: portal.yaml is already there"
    assert Path("portal.yaml").read_text() == "site: {title: Mine}\n"
    assert run("init", "--force").exit_code == 0
    assert "Mine" not in Path("portal.yaml").read_text()


def test_init_takes_over_an_app_config_and_says_what_it_left_out(run: Run) -> None:
    Path("app-config.yaml").write_text(
        "organization: {name: Acme}\n"
        "backend: {baseUrl: http://localhost}\n"
        "integrations: {github: [{host: github.com, token: '${GITHUB_TOKEN}'}]}\n"
        "catalog: {locations: [{type: url, target: https://github.com/acme/a/blob/main/all.yaml}]}\n"
    )
    result = run("init", "--from", "app-config.yaml", "-c", "mine.yaml")
    assert result.exit_code == 0
    assert "not taken over: backend" in result.stderr
    assert "${GITHUB_TOKEN}" in Path("mine.yaml").read_text()
    assert run("config", "show", "-c", "mine.yaml").exit_code == 2
    shown = run("config", "show", "-c", "mine.yaml", env={"GITHUB_TOKEN": "hunter2"})
    assert "hunter2" not in shown.stdout
    assert json.loads(shown.stdout)["organization"]["name"] == "Acme"


def test_init_refuses_an_app_config_that_is_not_there(run: Run) -> None:
    result = run("init", "--from", "nowhere.yaml")
    assert result.exit_code == 2
    assert not Path("portal.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--config", "nowhere/portal.yaml"), "nowhere/portal.yaml: cannot be written"),
        (("--from", "latin.yaml"), "latin.yaml: cannot be read: it is not UTF-8 text"),
    ],
)
def test_init_says_which_file_is_in_its_way(run: Run, arguments: tuple[str, ...], words: str) -> None:
    Path("latin.yaml").write_bytes(b"organization: {name: Caf\xe9}\n")
    result = run("init", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr

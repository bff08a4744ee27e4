"""`--only`: a build that asks one repository, and what it says of the others."""

import json
from collections.abc import Mapping

import pytest

from portalgen.model.asking import is_named
from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import PEOPLE, SHOP, Run, described

Company = Mapping[str, RepositoryBuilder]


def says(day: int) -> str:
    return SHOP.replace("Sells things.", f"Day {day}.")


def test_one_repository_is_asked_only(run: Run, company: Company) -> None:
    assert run("crawl").exit_code == 0
    for name in ("shop", "people"):
        company[name].commit({"catalog-info.yaml": {"shop": says(5), "people": PEOPLE + "# new\n"}[name]})
    before = company["people"].commits[0]
    for name in ("shop", company["shop"].url, "repositories/shop"):
        assert described(run, "--only", name) == "Day 5."
        assert before in run("crawl", "--only", name).stdout
    assert before not in run("crawl", "--only", "shop", "--only", "people").stdout


def test_what_was_never_fetched_is_asked_whatever_only_says(run: Run, company: Company) -> None:
    assert company
    assert described(run, "--only", "people") == "Sells things."


@pytest.mark.parametrize(
    "name", ["acme/pay", "PAY", "git@x.org:acme/pay.git", "ssh://git@x.org:22/acme/pay", "x.org/acme/pay"]
)
def test_a_source_may_be_named_in_any_spelling(name: str) -> None:
    assert is_named("https://x.org/acme/pay.git", name)
    assert not is_named("https://x.org/acme/prepay.git", name)


def test_what_is_stale_stays_so_until_it_is_asked_again(run: Run, company: Company) -> None:
    assert run("crawl").exit_code == 0
    people = company["people"].path
    people.rename(people.with_name("away"))
    stale = json.loads(run("crawl").stdout)
    assert [row["state"] for row in stale["snapshots"]] == ["stale", "unchanged"]
    assert "what was fetched last is used, of 20" in stale["diagnostics"][0]["message"]
    assert [row["state"] for row in json.loads(run("crawl", "--only", "shop").stdout)["snapshots"]] == [
        "stale",
        "unchanged",
    ]
    assert run("check", "--only", "shop", "--fail-on", "stale").exit_code == 1
    people.with_name("away").rename(people)
    assert [row["state"] for row in json.loads(run("crawl").stdout)["snapshots"]] == ["unchanged", "unchanged"]
    assert run("check", "--only", "shop", "--fail-on", "stale").exit_code == 0


def test_a_repository_that_is_no_source(run: Run, company: Company) -> None:
    assert company
    for command in ("crawl", "plan"):
        result = run(command, "--only", "shopp")
        assert result.exit_code == 2
        assert "--only shopp: no source is called so" in result.output
        assert "did you mean shop?" in result.output

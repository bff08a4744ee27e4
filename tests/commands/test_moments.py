"""Builds of another time: the portal of a day, the portal of a record, and a build that asks one repository only."""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import FIRST_DAY, RepositoryBuilder
from tests.commands.conftest import PEOPLE, SHOP, Run, described

Company = Mapping[str, RepositoryBuilder]
DAY = 86_400


@pytest.fixture(params=[False, True], ids=["files", "http"])
def hosted(company: Company, request: pytest.FixtureRequest) -> Iterator[Company]:
    """The company, its shop with a commit on each of the first four days, in folders or behind a server."""
    for day in (1, 2, 3):
        company["shop"].commit({"catalog-info.yaml": says(day)}, date=FIRST_DAY + day * DAY)
    with serving(GitServer(company["shop"].path.parent)) as server:
        if request.param:
            text = Path("portal.yaml").read_text()
            for name, repository in company.items():
                text = text.replace(repository.url, f"{server.url}/{name}.git")
                shutil.move(repository.path, repository.path.with_name(f"{name}.git"))
                repository.path = repository.path.with_name(f"{name}.git")
            Path("portal.yaml").write_text(text)
        yield company


def says(day: int) -> str:
    return SHOP.replace("Sells things.", f"Day {day}.")


def page(folder: str = "public") -> str:
    return Path(folder, "catalog/default/component/shop/index.html").read_text()


def tree(folder: str) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-01-02", "Day 1."),
        ("2026-01-02T00:00:00", "Day 1."),
        ("2026-01-02T00:30:00+01:00", "Sells things."),
        ("2026-01-03T23:59:59Z", "Day 2."),
        ("2030-01-01", "Day 3."),
    ],
)
def test_every_repository_is_as_it_was_at_that_time(run: Run, hosted: Company, at: str, expected: str) -> None:
    assert hosted
    for more in ((), (), ("--cache", "other")):
        assert described(run, "--at", at, *more) == expected


def test_the_way_back_follows_the_branch_and_not_what_was_merged_into_it(run: Run, company: Company) -> None:
    shop = company["shop"]
    shop.commit({"catalog-info.yaml": says(7)}, branch="side", date=FIRST_DAY + DAY)
    shop.commit({"catalog-info.yaml": says(2)}, date=FIRST_DAY + 2 * DAY)
    first = shop.git("rev-parse", "main~1")
    shop.commit({"catalog-info.yaml": says(8)}, merging="side", date=FIRST_DAY + 3 * DAY)
    assert first in run("crawl", "--at", "2026-01-02").stdout


def test_what_was_not_there_yet_is_told_of(run: Run, company: Company) -> None:
    shop = company["shop"].commit({"catalog-info.yaml": says(1)}, date=FIRST_DAY + DAY)
    shop.tag("v1")
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(text.replace(f"'{shop.url}'", f"'{shop.url}', ref: v1"))
    assert described(run, "--at", "2026-01-02") == "Day 1."
    assert "v1 had no commit at 2026-01-01 23:59:59 UTC" in run("check", "--at", "2026-01-01").output
    assert "main had no commit at 2025-12-31 23:59:59 UTC" in run("check", "--at", "2025-12-31").output


def test_a_build_of_another_time_leaves_the_cache_as_it_was(run: Run, hosted: Company) -> None:
    assert hosted
    first = run("resolve").stdout
    assert described(run, "--at", "2026-01-02") == "Day 1."
    assert run("resolve", "--offline").stdout == first


def test_a_time_that_is_none(run: Run, company: Company) -> None:
    assert company
    result = run("build", "--at", "last week")
    assert result.exit_code == 2
    assert "'last week' is no day or time: write 2026-01-31" in result.output


@pytest.mark.parametrize("text", ["20260131", "2026-W05", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", ""])
def test_times_that_are_no_times(run: Run, company: Company, text: str) -> None:
    assert company
    result = run("crawl", "--at", text)
    assert result.exit_code == 2
    assert "is no day or time" in result.output


@pytest.mark.parametrize(
    "options",
    [
        ("--at", "2026-01-01", "--locked", "public"),
        ("--locked", "public", "--at", "2026-01-01"),
        ("--only", "shop", "--at", "2026-01-01"),
        ("--only", "shop", "--locked", "public"),
        ("--only", "shop", "--offline"),
    ],
)
def test_options_that_say_opposite_things(run: Run, company: Company, options: tuple[str, ...]) -> None:
    assert company
    result = run("build", *options)
    assert result.exit_code == 2
    assert "give one of them" in result.output


@pytest.mark.parametrize("option", [("--at", "2026-01-01"), ("--locked", "public"), ("--only", "shop")])
def test_files_that_are_checked_alone_are_of_now(run: Run, option: tuple[str, str]) -> None:
    Path("catalog-info.yaml").write_text(SHOP)
    result = run("check", ".", *option)
    assert result.exit_code == 2
    assert f"PATH is checked as it lies there: leave out {option[0]}" in result.output


def test_a_record_rebuilds_the_same_bytes(run: Run, hosted: Company) -> None:
    assert run("build").exit_code == 0
    first = tree("public")
    hosted["shop"].commit({"catalog-info.yaml": says(9)})
    for more in ((), ("--cache", "empty"), ("--cache", "empty", "--offline")):
        result = run("build", "--locked", "public", "--output", "again", "--fail-on", "warning", *more)
        assert result.exit_code == 0, result.output
        assert tree("again") == first
        shutil.rmtree("again")
    assert run("build", "--output", "new").exit_code == 0
    assert "Day 9." in page("new")


def test_a_record_of_another_time_does_so_too(run: Run, company: Company) -> None:
    company["shop"].commit({"catalog-info.yaml": says(1)}, date=FIRST_DAY + DAY)
    Path("more").mkdir()
    Path("more/catalog-info.yaml").write_text(PEOPLE.replace("name: web", "name: more"))
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(f"{text}    - {{type: file, target: ./more}}\n")
    assert run("build", "--at", "2026-01-01").exit_code == 0
    assert "Sells things." in page()
    assert run("build", "--locked", "public", "--output", "again").exit_code == 0
    assert tree("again") == tree("public")


def test_several_refs_are_told_apart(run: Run, company: Company) -> None:
    shop = company["shop"].tag("v1")
    shop.commit({"catalog-info.yaml": SHOP.replace("name: shop", "name: till")})
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(f"{text}    - {{type: git, target: '{shop.url}', ref: v1}}\n")
    assert run("build").exit_code == 0
    first = tree("public")
    shop.commit({"catalog-info.yaml": says(2)}).tag("v2").git("tag", "--force", "v1", shop.head)
    assert run("build", "--locked", "public/build.json", "--output", "again", "--cache", "empty").exit_code == 0
    assert tree("again") == first


def test_what_a_record_does_not_name_is_missing(run: Run, company: Company) -> None:
    assert run("build").exit_code == 0
    other = RepositoryBuilder.at(company["shop"].path.with_name("other")).commit({"catalog-info.yaml": "kind: API\n"})
    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text(f"{text}    - {{type: git, target: '{other.url}'}}\n")
    result = run("build", "--locked", "public", "--output", "again", "--fail-on", "failed")
    assert result.exit_code == 1
    assert "the record has no commit for its default branch" in result.output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is no record of a build"),
        ('{"generator": "other", "sources": [], "files": {}}', "generator: "),
        (
            '{"generator": "portalgen", "sources": [{"url": "x", "commit": "--upload-pack=x"}], "files": {}}',
            "sources.0.commit: ",
        ),
    ],
)
def test_what_is_no_record(run: Run, company: Company, text: str, words: str) -> None:
    assert company
    Path("record.json").write_text(text)
    result = run("build", "--locked", "record.json")
    assert result.exit_code == 2
    assert words in result.output
    assert run("build", "--locked", "nowhere").exit_code == 2


def test_what_has_no_commits_is_read_as_it_is_now(run: Run) -> None:
    Path("shop").mkdir()
    Path("shop/catalog-info.yaml").write_text(SHOP + f"---\n{PEOPLE}")
    text = "organization: {name: X}\ncatalog:\n  locations:\n    - {type: file, target: ./shop}\n"
    Path("portal.yaml").write_text(text)
    assert "is read as it is now, not as of 2026-01-31 23:59:59 UTC" in run("build", "--at", "2026-01-31").output
    assert run("build").exit_code == 0
    assert "source-undated" not in run("build", "--locked", "public", "--output", "again").output
    Path("shop/catalog-info.yaml").write_text(says(3) + f"---\n{PEOPLE}")
    assert "has changed since the record" in run("build", "--locked", "public", "--output", "again").output


def test_a_network_that_is_down_does_not_empty_a_portal(run: Run, company: Company) -> None:
    Path("more").mkdir()
    Path("more/catalog-info.yaml").write_text(PEOPLE.replace("name: web", "name: more"))
    Path("portal.yaml").write_text(f"{Path('portal.yaml').read_text()}    - {{type: file, target: ./more}}\n")
    assert run("build").exit_code == 0
    first = tree("public")
    for repository in company.values():
        repository.path.rename(repository.path.with_name(f"{repository.path.name}.away"))
    result = run("build", "--cache", "empty")
    assert result.exit_code == 3
    assert "no repository could be read; public stays as it was" in result.output
    assert tree("public") == first


def test_pages_say_of_which_day_they_are(run: Run, company: Company) -> None:
    assert company
    result = run("build", "--at", "2026-01-02")
    assert "as of: 2026-01-02 23:59:59 UTC" in result.output
    assert "This is the portal as of" in Path("public/index.html").read_text()
    assert run("build").exit_code == 0
    assert "as of" not in Path("public/index.html").read_text()


def test_a_commit_that_is_gone_is_said_even_of_what_may_be_empty(run: Run, company: Company) -> None:
    text = Path("portal.yaml").read_text().replace("{type: git", "{presence: optional, type: git")
    Path("portal.yaml").write_text(text)
    assert run("build").exit_code == 0
    record = Path("public/build.json").read_text().replace(company["shop"].head, "f" * 40)
    Path("record.json").write_text(record)
    result = run("crawl", "--locked", "record.json", "--cache", "empty")
    assert [row["code"] for row in json.loads(result.stdout)["diagnostics"]] == ["ref-not-found"]


def test_what_may_be_empty_may_be_so_at_any_time(run: Run, company: Company) -> None:
    company["shop"].git("branch", "other", "main")
    text = Path("portal.yaml").read_text().replace(f"'{company['shop'].url}'", f"'{company['shop'].url}', ref: other")
    Path("portal.yaml").write_text(text.replace("{type: git", "{presence: optional, type: git"))
    assert json.loads(run("crawl", "--at", "2025-12-31").stdout) == {"snapshots": [], "failed": [], "diagnostics": []}


def test_a_push_between_two_questions_is_in_the_record(run: Run, company: Company) -> None:
    assert run("build").exit_code == 0
    record = json.loads(Path("public/build.json").read_text())
    row = next(row for row in record["sources"] if row["commit"] == company["shop"].head)
    other = company["shop"].commit({"catalog-info.yaml": says(4)}).head
    record["sources"].insert(0, {**row, "commit": other, "asked": ["main"]})
    record["sources"].append({**row, "commit": other, "asked": ["main"]})
    Path("record.json").write_text(json.dumps(record))
    assert described(run, "--locked", "record.json") == "Sells things."


def test_a_record_of_another_portal_is_refused(run: Run, company: Company) -> None:
    assert company
    assert run("build").exit_code == 0
    for change in ({"providers": ["github/main"]}, {"discovered": [{"type": "file", "target": "/etc"}]}):
        record = {**json.loads(Path("public/build.json").read_text()), **change}
        Path("record.json").write_text(json.dumps(record))
        result = run("crawl", "--locked", "record.json")
        assert result.exit_code == 2
        assert "its providers are github/main, here they are none" in result.output or "no provider" in result.output


def test_crawl_says_how_each_source_ended(run: Run, company: Company) -> None:
    assert company
    states = [row["state"] for row in json.loads(run("crawl").stdout)["snapshots"]]
    assert states == ["fresh", "fresh"]
    found = json.loads(run("crawl").stdout)
    assert [row["state"] for row in found["snapshots"]] == ["unchanged", "unchanged"]
    assert found["failed"] == []

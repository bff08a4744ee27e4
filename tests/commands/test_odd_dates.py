"""Commits whose dates no calendar knows: a portal has them among others."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import PEOPLE, Run

DOCS = {"mkdocs.yml": "site_name: Old\n", "docs/index.md": "# Old\n"}
YEAR_12000 = 316_537_897_600


@pytest.mark.parametrize("date", [0, YEAR_12000, 2**62, 2**63 - 2000])
def test_a_commit_of_an_odd_time_is_built_like_any_other(
    run: Run, company: Mapping[str, RepositoryBuilder], date: int
) -> None:
    described = PEOPLE.replace("name: web", "name: old, annotations: {backstage.io/techdocs-ref: 'dir:.'}")
    company["shop"].commit({"more.yaml": described, **DOCS}, date=date)
    text = Path("portal.yaml").read_text()
    url = company["shop"].url
    Path("portal.yaml").write_text(text.replace(f"'{url}'", f"'{url}', catalogPath: '*.yaml'"))
    for more in ((), ("--offline",)):
        result = run("build", *more)
        assert result.exit_code == 0, result.output
        assert Path("public/catalog/default/group/old/index.html").exists()
        assert Path("public/catalog/default/group/web/index.html").exists()
        assert "12000" not in result.output


def test_a_commit_of_a_time_before_all_others_costs_its_repository_alone(
    run: Run, company: Mapping[str, RepositoryBuilder]
) -> None:
    shop = company["shop"]
    person = "Robin <robin@larkspur.example>"
    body = f"tree {shop.git('rev-parse', 'main^{tree}')}\nauthor {person} -5 +0000\ncommitter {person} -5 +0000\n\nx\n"
    commit = shop.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=body.encode())
    shop.git("update-ref", "refs/heads/main", commit)
    result = run("build", "--fail-on", "never")
    assert result.exit_code == 0, result.output
    assert "source-unreachable" in result.output
    assert Path("public/catalog/default/group/web/index.html").exists()

"""`portalgen plan`: what a build will cost is said before, without a fetch, and turns out to be so."""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import shake_256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.builders.git_server import GitServer, serving
from tests.builders.github_server import GitHub, Org, Repo, github
from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import SHOP

Run = Callable[..., Result]
Company = Mapping[str, RepositoryBuilder]
Make = Callable[[str], RepositoryBuilder]

PORTAL = """\
organization: {name: Acme}
git: {mirrors: {'http://HUB/acme/': 'GIT/'}}
integrations: {github: [{host: 'HUB', apiBaseUrl: 'http://HUB', token: s3cret}]}
catalog:
  rules: [{allow: [Component, Location]}]
  locations:
    - {type: git, target: 'GIT/named.git'}
    - {type: file, target: more.yaml}
  providers:
    github: {host: 'HUB', organization: acme}
    githubOrg: {id: main, githubUrl: 'http://HUB', orgs: [acme]}
"""
MORE = """\
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: more}
spec: {targets: ['http://HUB/acme/led/blob/main/catalog-info.yaml']}
"""
NAMES = ("named", "led", "listed-1", "listed-2", "late")


class World:
    """A GitHub with two listed repositories, and the server that has those and others."""

    def __init__(self, hub: GitHub, server: GitServer, make_repository: Make) -> None:
        self.hub, self.server = hub, server
        self.made = {
            name: make_repository(name).commit(
                {"catalog-info.yaml": SHOP.replace("shop", name), "noise": shake_256(name.encode()).digest(20_000)}
            )
            for name in NAMES
        }
        self.list("listed-1", "listed-2")
        for name, text in (("portal.yaml", PORTAL), ("more.yaml", MORE)):
            Path(name).write_text(text.replace("HUB", hub.server.host).replace("GIT", server.url))

    def list(self, *names: str) -> None:
        """Let the organisation have these repositories, with the heads that they have now."""
        org = self.hub.orgs["acme"]
        assert isinstance(org, Org)
        org.repos = [Repo(name, {"main": self.made[name].head}) for name in names]

    @property
    def asked(self) -> tuple[int, int]:
        """Requests to the API and to the Git server so far."""
        return len(self.hub.server.asked), len(self.server.paths)


@pytest.fixture
def world(run: Run, make_repository: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    del run  # it moved us to an empty folder
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    people = ({"login": "ann", "name": "Ann"},)
    orgs = {"acme": Org((), people, ({"slug": "web", "members": ["ann"]},))}
    with github(orgs) as hub, serving(GitServer(tmp_path / "repositories")) as server:
        yield World(hub, server, make_repository)


def planned(run: Run, *more: str) -> dict[str, Any]:
    """Return the JSON of a plan."""
    result = run("plan", "--format", "json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def mirrors(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return all that is in the cache but listings, with times and sizes."""
    found = (path for path in folder.glob("cache/**/*") if "listings" not in path.parts)
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found if path.is_file()}


def test_a_plan_says_what_the_build_then_asks(run: Run, world: World, tmp_path: Path) -> None:
    first = planned(run)
    listings, nothing = world.asked
    assert nothing == 0
    assert not list(tmp_path.glob("cache/**/*.git"))
    assert first["sources"] == {
        **dict.fromkeys(("unchanged", "changed", "asked", "led", "unreadable"), 0),
        "repositories": 3,
        "new": 3,
        "others": {"file": 1, "roster": 1},
    }
    asked = {"total": listings + 6, "listings": listings, "heads": 3, "packs": 3}
    assert first["requests"] == {**asked, **dict.fromkeys(("files", "names", "histories"), 0)}
    assert run("build").exit_code == 0
    assert world.asked == (2 * listings, 6 + 2)  # that of the Location entity nobody knew

    before, kept = world.asked, mirrors(tmp_path)
    world.made["listed-1"].commit({"b": "b"})
    world.list("listed-1", "listed-2", "late")
    again = planned(run)
    assert (world.asked[1], mirrors(tmp_path)) == (before[1], kept)
    assert {name: count for name, count in again["sources"].items() if count} == {
        **dict.fromkeys(("unchanged", "changed", "new", "led"), 1),
        "repositories": 5,
        "asked": 2,
        "others": {"file": 1, "roster": 1},
    }
    before = world.asked
    assert run("build").exit_code == 0
    assert sum(world.asked) - sum(before) == again["requests"]["total"] == listings + 4 + 2


def test_bytes_of_new_repositories_are_like_those_that_are_known(run: Run, world: World) -> None:
    assert planned(run)["download"]["compared"] == 0
    run("build")
    world.list("listed-1", "listed-2", "late")
    found = planned(run)["download"]
    assert (found["compared"], found["new"]) == (4, 1)
    before = world.server.sent
    run("build")
    assert found["bytes"] * 0.7 < world.server.sent - before < found["bytes"] * 1.3
    assert found["if_all_changed"] > found["bytes"]


def test_offline_takes_the_last_listing_and_asks_nobody(run: Run, world: World) -> None:
    run("build")
    before = world.asked
    found = planned(run, "--offline")
    assert world.asked == before
    assert (found["sources"]["repositories"], found["sources"]["unchanged"]) == (4, 4)
    assert (found["requests"]["total"], found["download"]["if_all_changed"]) == (0, 0)
    assert "requests: none" in run("plan", "--offline").stdout


def test_what_a_build_would_not_ask_is_not_counted(run: Run, world: World) -> None:
    run("build")
    listings = world.asked[0]
    only = planned(run, "--only", "acme/listed-1")
    assert (only["requests"]["total"], only["sources"]["asked"], only["sources"]["unchanged"]) == (1, 1, 3)
    before = world.asked
    assert run("build", "--only", "acme/listed-1").exit_code == 0
    assert sum(world.asked) - sum(before) == 1
    world.made["listed-2"].commit({"b": "b"})
    world.list("listed-1", "listed-2", "late")
    locked = planned(run, "--locked", "public/build.json")
    assert (locked["requests"]["total"], locked["sources"]["unchanged"], locked["sources"]["new"]) == (0, 4, 0)
    assert world.asked[0] == listings


def test_a_listing_that_fails_is_said_and_the_last_one_counts(run: Run, world: World) -> None:
    run("build")
    world.hub.tokens.clear()
    result = run("plan")
    assert result.exit_code == 0
    assert "source-stale" in result.stdout
    assert "sources: 4 repositories (4 to ask), 1 folder, 1 list of people" in result.stdout
    assert "unnamed: 1 of them" in result.stdout


def test_without_a_site_averages_are_taken_and_said(run: Run, company: Company, tmp_path: Path) -> None:
    del company
    result = run("plan")
    assert result.exit_code == 0
    assert "sources: 2 repositories (2 new)" in result.stdout
    assert "requests: none: no server has to be asked" in result.stdout
    assert "averages: there is no site in public yet" in result.stdout
    assert "GitHub Pages: fits: under 1 % of 1 GB" in result.stdout
    assert not list(tmp_path.glob("cache/**/*.git"))
    assert not Path("public").exists()


@pytest.mark.usefixtures("company")
def test_the_size_of_the_site_is_that_of_the_last_one(run: Run) -> None:
    run("build", "--output", "site")
    files = [path for path in Path("site").rglob("*") if path.is_file()]
    found = planned(run, "--output", "site")["site"]
    assert found == {
        "files": len(files),
        "folders": 1 + sum(1 for path in Path("site").rglob("*") if path.is_dir()),
        "bytes": sum(path.stat().st_size for path in files),
        "largest": max(path.stat().st_size for path in files),
        "fullest": max(
            sum(1 for one in path.iterdir() if one.is_file())
            for path in [Path("site"), *Path("site").rglob("*")]
            if path.is_dir()
        ),
        "scaled": 1.0,
    }
    assert f"the site in site (2 sources, {len(files)} files)" in run("plan", "-o", "site").stdout


def test_a_site_that_is_too_large_is_said_so(run: Run) -> None:
    places = "".join(
        f"    - {{type: git, target: 'https://git.example.org/r{number}.git'}}\n" for number in range(1800)
    )
    Path("portal.yaml").write_text(f"organization: {{name: Acme}}\ncatalog:\n  locations:\n{places}")
    shown = run("plan").stdout
    assert "sources: 1,800 repositories (1,800 new)" in shown
    assert "requests: 3,600 (1,800 for heads, 1,800 for packs)" in shown
    assert "about 18,100 files" in shown
    assert "GitHub Pages: fits: 47 % of 1 GB" in shown
    assert "Cloudflare Pages, free: close: 90 % of 20,000 files" in shown
    assert "Azure Static Web Apps, free: too large: 188 % of 250 MB" in shown
    assert "S3, GCS, a web server: fits: no limit that matters" in shown


def test_a_location_that_nothing_can_read_is_said(run: Run, company: Company) -> None:
    del company
    portal = Path("portal.yaml")
    portal.write_text(f"{portal.read_text()}    - {{type: gti, target: x}}\n")
    result = run("plan")
    assert result.exit_code == 0
    assert "location-unsupported" in result.stdout
    assert "2 repositories (2 new), 1 that nothing can read" in result.stdout

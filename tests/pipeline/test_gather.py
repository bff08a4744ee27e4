"""Rounds of crawling and reading: what other repositories hold is fetched, faults cost only themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.model.asking import Asking
from portalgen.report import NullReporter
from portalgen.tools import Tools, prepare
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

USER = "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: %s, annotations: {%s}}\nspec: {memberOf: []}\n"
LOCATION = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: %s}\nspec: {targets: [%s]}\n"

MakeRepository = Callable[[str], RepositoryBuilder]


@pytest.fixture
def tools(tmp_path: Path) -> Callable[..., Tools]:
    def make(*targets: str, offline: bool = False) -> Tools:
        rows = "".join(
            f"    - {{type: {target.split('|')[0]}, target: {target.split('|')[1]}}}\n" for target in targets
        )
        config = tmp_path / "portal.yaml"
        mirrors = "git: {mirrors: {'https://github.com/acme/': repositories/}}"
        config.write_text(f"organization: {{name: Acme}}\n{mirrors}\ncatalog:\n  locations:\n{rows}")
        environ = {"PORTALGEN_CACHE": str(tmp_path / "cache")}
        return prepare(load_config(config, environ), reporter=NullReporter(), asking=Asking(offline=offline))

    return make


def found(tools: Tools) -> tuple[list[str], list[str]]:
    catalog = pipeline.resolve(tools, pipeline.gather(tools))
    return [str(ref) for ref in catalog.entities], [f"{row.code} {row.where}" for row in catalog.diagnostics]


def test_a_location_is_followed_from_repository_to_repository(
    make_repository: MakeRepository, tools: Callable[..., Tools]
) -> None:
    url = "https://github.com/acme/%s/blob/main/catalog-info.yaml"
    make_repository("one").commit({"catalog-info.yaml": LOCATION % ("a", url % "two")})
    make_repository("two").commit({"catalog-info.yaml": LOCATION % ("b", f"{url % 'three'}, {url % 'one'}")})
    make_repository("three").commit({"catalog-info.yaml": USER % ("ada", "")})
    entities, diagnostics = found(tools("git|https://github.com/acme/one"))
    assert entities == ["location:default/a", "location:default/b", "user:default/ada"]
    assert diagnostics == []


def test_documentation_in_another_repository_is_fetched(
    make_repository: MakeRepository, tools: Callable[..., Tools]
) -> None:
    ref = "backstage.io/techdocs-ref: 'url:https://github.com/acme/handbook/tree/main/guide'"
    make_repository("one").commit({"catalog-info.yaml": USER % ("ada", ref)})
    make_repository("handbook").commit({"guide/docs/index.md": "# Hello", "other.md": "# No"})
    made = tools("git|https://github.com/acme/one")
    (docs,) = pipeline.resolve(made, pipeline.gather(made)).docs
    assert docs.source.url == "https://github.com/acme/handbook.git"
    assert [file.path for file in docs.files] == ["guide/docs/index.md"]


def test_a_repository_that_is_gone_costs_only_itself(
    make_repository: MakeRepository, tools: Callable[..., Tools]
) -> None:
    make_repository("one").commit({"catalog-info.yaml": USER % ("ada", "")})
    entities, diagnostics = found(tools("git|https://github.com/acme/gone", "git|https://github.com/acme/one"))
    assert entities == ["user:default/ada"]
    assert diagnostics == ["source-unreachable portal.yaml:5:27"]


def test_the_order_of_locations_decides_conflicts_whatever_round_finds_them(
    make_repository: MakeRepository, tools: Callable[..., Tools]
) -> None:
    """The first location reaches Ada only through another repository, and wins all the same."""
    url = "https://github.com/acme/deep/blob/main/catalog-info.yaml"
    make_repository("one").commit({"catalog-info.yaml": LOCATION % ("a", url)})
    make_repository("deep").commit({"catalog-info.yaml": USER % ("ada", "")})
    make_repository("two").commit({"catalog-info.yaml": USER % ("ada", "")})
    made = tools("git|https://github.com/acme/one", "git|https://github.com/acme/two")
    catalog = pipeline.resolve(made, pipeline.gather(made))
    (ada,) = catalog.of_kind("user")
    assert ada.where.source == "https://github.com/acme/deep.git"
    assert [row.where.source for row in catalog.diagnostics] == ["https://github.com/acme/two.git"]


def test_an_entry_that_comes_again_with_other_paths_keeps_both_its_places(
    make_repository: MakeRepository, tools: Callable[..., Tools]
) -> None:
    make_repository("one").commit({"a.yaml": USER % ("ada", ""), "b.yaml": USER % ("bob", "")})
    both = {"catalog-info.yaml": USER % ("ada", "") + "---\n" + USER % ("bob", "")}
    make_repository("two").commit(both)
    one, two = "git|https://github.com/acme/one, catalogPath: %s.yaml", "git|https://github.com/acme/two"
    made = tools(one % "a", two, one % "b")
    ada, bob = pipeline.resolve(made, pipeline.gather(made)).of_kind("user")
    assert (ada.where.path, bob.where.path) == ("a.yaml", "catalog-info.yaml")


def test_descriptors_of_a_large_repository_come_in_as_few_questions_as_locations_are_deep(
    make_repository: MakeRepository, tools: Callable[..., Tools], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portalgen.crawl.smart_http.MOST_PACK", 500)
    monkeypatch.setenv("no_proxy", "localhost")
    mono = make_repository("mono").commit({"catalog-info.yaml": LOCATION % ("all", "./services/*/catalog-info.yaml")})
    mono.commit({f"services/{number}/catalog-info.yaml": USER % (f"u{number}", "") for number in range(20)})
    mono.git("config", "uploadpack.allowFilter", "true")
    with serving(GitServer(mono.path.parent)) as server:
        entities, diagnostics = found(tools(f"git|{server.url}/mono.git"))
        assert (len(entities), diagnostics) == (21, [])
        asked = [path for path in server.paths if path.endswith("/git-upload-pack")]
        server.paths.clear()
        assert len(found(tools(f"git|{server.url}/mono.git"))[0]) == 21
    assert len(asked) <= 2 * 4  # each git asks what the server can do, too: whole (too large), commit, two batches
    assert len(server.paths) == 1

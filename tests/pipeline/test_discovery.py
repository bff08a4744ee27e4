"""From catalog.providers to entities: what a host lists is fetched and read like what portal.yaml names."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.crawl import NothingReadError
from portalgen.model.asking import Asking
from portalgen.model.moment import Moment
from portalgen.model.ref import EntityRef
from portalgen.publish import read_record
from portalgen.report import NullReporter
from portalgen.tools import Tools, prepare
from tests.builders.github_server import GitHub, Org, Repo, github
from tests.builders.repositories import RepositoryBuilder

SHOP = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec: {type: service, lifecycle: production, owner: web}
"""
PORTAL = """\
diagnostics: {orphan-entity: 'off'}
git: {mirrors: {'http://HOST/acme/': repositories/}}
integrations: {github: [{host: 'HOST', apiBaseUrl: 'http://HOST', token: s3cret}]}
catalog:
  rules: [{allow: [Component]}]
  providers:
    github: {host: 'HOST', organization: acme}
    githubOrg: {id: main, githubUrl: 'http://HOST', orgs: [acme]}
"""
Make = Callable[..., Tools]


@pytest.fixture
def hub() -> Iterator[GitHub]:
    people = ({"login": "ann", "name": "Ann"},)
    with github({"acme": Org((Repo("shop"),), people, ({"slug": "web", "members": ["ann"]},))}) as found:
        yield found


@pytest.fixture
def tools(hub: GitHub, tmp_path: Path) -> Make:
    RepositoryBuilder.at(tmp_path / "repositories" / "shop.git").commit({"catalog-info.yaml": SHOP})
    path = tmp_path / "portal.yaml"
    path.write_text(PORTAL.replace("HOST", hub.server.host))

    def make(*, cache: str = "cache", **asking: Any) -> Tools:  # noqa: ANN401  (any field of it)
        config = load_config(path, {"PORTALGEN_CACHE": str(tmp_path / cache)})
        return prepare(config, reporter=NullReporter(), asking=Asking(**asking))

    return make


def test_what_is_listed_becomes_entities_with_their_people(tools: Make, hub: GitHub) -> None:
    made = tools()
    catalog = pipeline.resolve(made, pipeline.gather(made))
    assert [str(ref) for ref in catalog.entities] == ["component:default/shop", "group:default/web", "user:default/ann"]
    assert catalog.diagnostics == ()
    annotations = catalog.entities[EntityRef.parse("component:default/shop")].metadata["annotations"]
    assert annotations["backstage.io/managed-by-origin-location"] == (
        f"url:{hub.server.url}/acme/shop/blob/main/catalog-info.yaml"
    )


def test_a_build_goes_on_with_the_last_listing(tools: Make, hub: GitHub) -> None:
    made = tools()
    first = pipeline.resolve(made, pipeline.gather(made))
    hub.tokens.clear()
    made = tools()
    gathered = pipeline.gather(made)
    stale = pipeline.resolve(made, gathered)
    assert list(stale.entities) == list(first.entities)
    assert {one.location.type: one.state.value for one in gathered.snapshots} == {"url": "unchanged", "roster": "stale"}
    assert [row.code for row in stale.diagnostics] == ["source-stale", "source-stale"]
    asked = len(hub.server.asked)
    made = tools(offline=True)
    offline = pipeline.resolve(made, pipeline.gather(made))
    assert list(offline.entities) == list(first.entities)
    assert (offline.diagnostics, len(hub.server.asked)) == ((), asked)


def test_a_site_stays_when_no_host_lists_anything(tools: Make, hub: GitHub, tmp_path: Path) -> None:
    hub.tokens.clear()
    with pytest.raises(NothingReadError, match="none of the 2 sources could be read"):
        pipeline.build(tools(), tmp_path / "public")


def test_a_record_has_what_was_discovered(tools: Make, hub: GitHub, tmp_path: Path) -> None:
    pipeline.build(tools(), tmp_path / "public")
    text = (tmp_path / "public" / "build.json").read_text()
    assert "s3cret" not in text
    hub.tokens.clear()
    asked = len(hub.server.asked)
    moment = Moment(record=read_record(text, "build.json"))
    pipeline.build(tools(moment=moment, cache="other"), tmp_path / "again")
    assert (tmp_path / "again" / "build.json").read_text() == text
    assert len(hub.server.asked) == asked


def test_where_one_repository_is_asked_for_its_host_is_not(tools: Make, hub: GitHub, tmp_path: Path) -> None:
    pipeline.gather(tools())
    asked = len(hub.server.asked)
    shop = RepositoryBuilder(tmp_path / "repositories" / "shop.git").commit({"catalog-info.yaml": f"{SHOP}# new\n"})
    gathered = pipeline.gather(tools(only=("acme/shop",)))
    assert [one.source.commit for one in gathered.snapshots if one.source.commit] == [shop.head]
    assert len(hub.server.asked) == asked


def test_a_repository_that_no_listing_has_yet_is_asked_for(tools: Make, hub: GitHub, tmp_path: Path) -> None:
    pipeline.gather(tools())
    RepositoryBuilder.at(tmp_path / "repositories" / "till.git").commit({"catalog-info.yaml": "# nothing\n"})
    hub.orgs = {"acme": replace(hub.orgs["acme"], repos=(Repo("shop"), Repo("till")))}
    gathered = pipeline.gather(tools(only=("acme/till",)))
    assert sum(one.source.url.endswith("/till.git") for one in gathered.snapshots) == 1

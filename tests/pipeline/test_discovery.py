"""From catalog.providers to entities: what a host lists is fetched and read like what portal.yaml names."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.crawl import NothingReadError
from portalgen.model.ref import EntityRef
from portalgen.report import NullReporter
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
Make = Callable[..., pipeline.Tools]


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

    def make(*, offline: bool = False) -> pipeline.Tools:
        config = load_config(path, {"PORTALGEN_CACHE": str(tmp_path / "cache")})
        return pipeline.prepare(config, reporter=NullReporter(), offline=offline)

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
    stale = pipeline.resolve(made, pipeline.gather(made))
    assert list(stale.entities) == list(first.entities)
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

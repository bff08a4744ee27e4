"""A portal with kinds, severities, excuses and plug-ins of its own, from portal.yaml to its pages."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.errors import ConfigError, ThemeError
from portalgen.report import NullReporter
from portalgen.tools import Tools, prepare

PORTAL = """\
organization: {name: Larkspur Air}
catalog:
  locations: [{type: file, target: ./platform}]
model:
  kinds:
    - name: Cluster
      plural: Clusters of machines
      icon: dashboard
      apiVersions: [larkspur.example/v1]
      schema: {required: [owner], properties: {owner: {}, nodes: {type: integer, title: Machines}, standsIn: {}}}
      relations: [{field: spec.standsIn, type: standsIn/hosts, defaultKind: Region}]
    - {name: Region, apiVersions: [larkspur.example/v1]}
  relations: [{forward: standsIn, backward: hosts, forwardTitle: stands in}]
diagnostics: {api-without-provider: warning, ignore-unused: off}
plugins: {codeowners: }
"""
CATALOG = """\
apiVersion: larkspur.example/v1
kind: Cluster
metadata: {name: blue}
spec: {nodes: 12, standsIn: north, costCentre: "https://costs.example.org/7", limits: [{cpu: 3}, none]}
---
apiVersion: larkspur.example/v1
kind: Cluster
metadata: {name: green}
spec: {owner: web, nodes: many}
---
apiVersion: larkspur.example/v1
kind: Region
metadata: {name: north, annotations: {portalgen.dev/ignore: unowned-entity it was there before us; orphan-entity x}}
spec: {}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: pay}
spec: {type: other, lifecycle: production, definition: x}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: web}
spec: {type: team, children: []}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "platform").mkdir()
    (tmp_path / "platform" / "catalog-info.yaml").write_text(CATALOG)
    (tmp_path / "platform" / "CODEOWNERS").write_text("* @larkspur/web\n")
    return tmp_path


def made(folder: Path, portal: str = PORTAL) -> Tools:
    (folder / "portal.yaml").write_text(portal)
    flags = {"--cache": str(folder / "cache"), "--jobs": 1}
    return prepare(load_config(folder / "portal.yaml", {}, flags=flags), reporter=NullReporter())


def test_the_catalog_is_what_portal_yaml_says(folder: Path) -> None:
    tools = made(folder, PORTAL.replace("{codeowners: }", "{codeowners: {kinds: [API, Cluster]}}"))
    catalog = pipeline.resolve(tools, pipeline.gather(tools))
    assert list(map(str, catalog.entities)) == [
        "api:default/pay",
        "cluster:default/blue",
        "group:default/web",
        "region:default/north",
    ]
    found = [f"{row.severity} {row.code} {row.entity}" for row in catalog.diagnostics]
    assert found == [
        "error invalid-entity cluster:default/green",
        "warning api-without-provider api:default/pay",
    ]
    assert [one.diagnostic.code for one in catalog.suppressed] == ["unowned-entity"]


def test_pages_show_kind_relation_and_excuse(folder: Path) -> None:
    tools = made(folder, PORTAL.replace("{codeowners: }", "{codeowners: {kinds: [API, Cluster]}}"))
    pipeline.build(tools, folder / "public")

    def page(path: str) -> LexborHTMLParser:
        return LexborHTMLParser((folder / "public" / path / "index.html").read_text())

    blue = page("catalog/default/cluster/blue")
    titles = [node.text().strip() for node in blue.css(".card-title")]
    assert "Stands in" in titles
    assert blue.css('a[href$="region/north/"]')
    details = blue.css('[data-card="card.details"] .facts > div')
    assert [node.text().strip() for node in details] == [
        "Machines12",
        "Cost centrehttps://costs.example.org/7",
        'Limits{"cpu":3}, none',
    ]
    assert blue.css('[data-card="card.details"] a[href="https://costs.example.org/7"]')
    assert not page("catalog/default/region/north").css('[data-card="card.details"]')
    counts = [" ".join(node.text().split()) for node in page("").css(".home-counts a")]
    assert {"1 cluster", "1 region", "1 API"} <= set(counts)
    assert "Clusters of machines" in page("catalog").body.text()  # type: ignore[union-attr]
    assert page("catalog").css('use[href="#portal-i-dashboard"]')
    (suppressed,) = page("health").css("#suppressed")
    assert "it was there before us" in suppressed.text()


def test_icon_that_does_not_exist_is_named(folder: Path) -> None:
    tools = made(folder, PORTAL.replace("icon: dashboard", "icon: dashbord"))
    with pytest.raises(ThemeError, match="the kind 'cluster' has the icon 'dashbord'"):
        pipeline.build(tools, folder / "public")


def test_plug_in_that_is_not_installed_is_named(folder: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"portal\.yaml:\d+:\d+  plugins\.codeowner: there is no plug-in 'codeowner'; did"
    ):
        made(folder, PORTAL.replace("{codeowners: }", "{codeowner: }"))


def test_what_a_plug_in_added_says_who_and_where(folder: Path) -> None:
    tools = made(folder, PORTAL.replace("{codeowners: }", "{codeowners: {kinds: [API, Cluster]}, scm-slug: }"))
    catalog = pipeline.resolve(tools, pipeline.gather(tools))
    (pay,) = catalog.of_kind("api")
    assert {at: (by, str(where)) for at, (by, where) in pay.added.items()} == {
        "/spec/owner": ("codeowners", "platform/CODEOWNERS:1:1")
    }
    assert catalog.related(pay.ref, "ownedBy") == (catalog.of_kind("group")[0].ref,)

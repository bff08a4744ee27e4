"""Links between the documentation of several repositories, in a portal that is built whole."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.diagnostics import Diagnostic
from portalgen.report import NullReporter
from portalgen.tools import Tools, prepare
from tests.builders.repositories import Content, RepositoryBuilder

Maker = Callable[[str], RepositoryBuilder]

DESCRIPTOR = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: %s, annotations: {backstage.io/techdocs-ref: 'dir:.'}}
spec: {type: service, lifecycle: production, owner: team}
"""
TEAM = """apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: team}
spec: {type: team, children: []}
"""
SHOP = """# Shop

<entity:group:team> runs [it](entity:shop) with [pay](entity:component:default/pay#docs) and
[its refunds](https://github.com/acme/pay/blob/main/docs/guide/start.md#refunds).
[code](../src/shop.py), [readme](../README.md), [notes](../notes/), [old](/docs/default/component/pay/old/),
![picture](/docs/default/component/till/img/a.png), [tab](/catalog/default/component/shop/inspect),
[home](https://portal.example.org/sub/docs/), [next](guide/index.md), [gone](../src/gone.py), [nobody](entity:pya)
"""
FILES: Mapping[str, Mapping[str, Content]] = {
    "shop": {
        "catalog-info.yaml": DESCRIPTOR % "shop" + "---\n" + TEAM,
        "README.md": "# Read",
        "docs/index.md": SHOP,
        "docs/guide/index.md": "[up](/docs/default/component/shop/#shop) [x](/docs/default/component/pay/guide/start)",
        "notes/a.txt": "",
        "src/shop.py": "",
    },
    "pay": {
        "catalog-info.yaml": DESCRIPTOR % "pay",
        "mkdocs.yml": "plugins: [{redirects: {redirect_maps: {old.md: guide/start.md}}}]",
        "docs/index.md": "[x](https://github.com/acme/shop/blob/HEAD/docs/index.md) [y](/docs/default/component/gone/)",
        "docs/guide/start.md": "# Start\n\n## Refunds\n\n[till](/docs/default/component/till/#none)",
    },
    "till": {
        "catalog-info.yaml": DESCRIPTOR % "till",
        "docs/index.md": "# Till\n\n[pay](../../pay/docs/index.md) <entity:pay>",
        "docs/img/a.png": b"p",
    },
}


@pytest.fixture
def repositories(make_repository: Maker) -> Mapping[str, RepositoryBuilder]:
    return {name: make_repository(name).commit(files) for name, files in FILES.items()}


def tools(tmp_path: Path) -> Tools:
    config = tmp_path / "portal.yaml"
    locations = ", ".join(f"{{type: git, target: https://github.com/acme/{name}}}" for name in FILES)
    config.write_text(
        "site: {baseUrl: https://portal.example.org/sub/}\n"
        "git: {mirrors: {'https://github.com/acme/': repositories/}}\n"
        f"catalog: {{rules: [{{allow: [Component, Group]}}], locations: [{locations}]}}\n"
    )
    return prepare(load_config(config, {"PORTALGEN_CACHE": str(tmp_path / "cache")}), reporter=NullReporter())


def pages(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":
            yield str(path.relative_to(site)), LexborHTMLParser(path.read_text())


def lost(site: Path) -> set[tuple[str, str]]:
    """Return (page, link) of every link and picture whose file or anchor the site does not have."""
    ids = {name: {node.attributes["id"] for node in page.css("[id]")} | {""} for name, page in pages(site)}
    found = set()
    for name, page in pages(site):
        for link in (
            node.attributes.get("href") or node.attributes.get("src") or "" for node in page.css("[href],[src]")
        ):
            parts = urlsplit(urljoin(f"https://portal/{name}", link))
            path = unquote(parts.path).lstrip("/")
            file = f"{path}index.html" if path.endswith("/") or not path else path
            is_there = (site / file).is_file() and unquote(parts.fragment) in ids.get(file, {unquote(parts.fragment)})
            if parts.netloc == "portal" and not is_there:
                found.add((name, link))
    return found


def broken(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str, str]]:
    rows = [row for row in diagnostics if row.code == "docs-broken-link"]
    return [(str(row.where), row.message.partition(" ")[0], row.hint) for row in rows]


@pytest.mark.usefixtures("repositories")
def test_no_link_of_a_portal_leads_nowhere_and_what_did_is_reported(tmp_path: Path) -> None:
    result = pipeline.build(tools(tmp_path), tmp_path / "site")
    assert lost(tmp_path / "site") == set()
    assert broken(result.diagnostics) == [
        ("pay/docs/guide/start.md:5:1", "'/docs/default/component/till/#none'", ""),
        ("pay/docs/index.md:1:1", "'/docs/default/component/gone/'", "add it to the catalog, or correct the link"),
        ("shop/docs/index.md:7:1", "'../src/gone.py'", ""),
        ("shop/docs/index.md:7:1", "'entity:pya'", "did you mean entity:pay?"),
        ("till/docs/index.md:3:1", "'../../pay/docs/index.md'", ""),
    ]


@pytest.mark.usefixtures("repositories")
def test_a_build_with_everything_kept_makes_the_same_site_and_says_the_same(tmp_path: Path) -> None:
    first = pipeline.build(tools(tmp_path), tmp_path / "first")
    second = pipeline.build(tools(tmp_path), tmp_path / "second")
    one, two = ({name: page.html for name, page in pages(tmp_path / site)} for site in ("first", "second"))
    assert one == two
    assert second.diagnostics == first.diagnostics


def test_another_repository_changes_where_kept_pages_lead(
    tmp_path: Path, repositories: Mapping[str, RepositoryBuilder]
) -> None:
    pipeline.build(tools(tmp_path), tmp_path / "site")
    changes = {"docs/guide/start.md": None, "docs/guide/begin.md": "# Begin", "mkdocs.yml": None}
    repositories["pay"].commit(changes)
    result = pipeline.build(tools(tmp_path), tmp_path / "site")
    assert lost(tmp_path / "site") == set()
    assert [row for row in broken(result.diagnostics) if "pay" in row[1]] == [
        ("shop/docs/guide/index.md:1:1", "'/docs/default/component/pay/guide/start'", ""),
        ("shop/docs/index.md:5:1", "'/docs/default/component/pay/old/'", ""),
        ("till/docs/index.md:3:1", "'../../pay/docs/index.md'", ""),
    ]
    page = (tmp_path / "site" / "docs" / "default" / "component" / "shop" / "index.html").read_text()
    assert 'href="https://github.com/acme/pay/blob/main/docs/guide/start.md#refunds"' in page

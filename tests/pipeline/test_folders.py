"""Folders that plug-ins show and READMEs, from the annotation to the files of the site."""

from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.pipeline import BuildResult
from portalgen.report import NullReporter
from portalgen.tools import prepare
from tests.builders.repositories import Content, RepositoryBuilder
from tests.builders.sites import text_of

GITHUB = "https://github.com/acme"
COMPONENT = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: %s, annotations: {%s}}
spec: {type: service, lifecycle: production, owner: web}
"""
PNG = b"\x89PNG\r\n"
Make = Callable[[str], RepositoryBuilder]


def build(tmp_path: Path, more: str = "", names: tuple[str, ...] = ("shop",)) -> BuildResult:
    """Build a portal of repositories; `more` is further YAML of its configuration."""
    rows = "".join(f"\n  - {{type: git, target: {GITHUB}/{name}}}" for name in names)
    mirrors = f"git: {{mirrors: {{'{GITHUB}/': repositories/}}}}"
    config = tmp_path / "portal.yaml"
    config.write_text(f"organization: {{name: Acme}}\n{mirrors}\n{more}\ncatalog:\n  locations:{rows}\n")
    tools = prepare(load_config(config, {"PORTALGEN_CACHE": str(tmp_path / "cache")}), reporter=NullReporter())
    return pipeline.build(tools, tmp_path / "site")


def page(tmp_path: Path, route: str) -> LexborHTMLParser:
    return LexborHTMLParser((tmp_path / "site" / route / "index.html").read_text())


def codes(result: BuildResult) -> list[str]:
    return [row.code for row in result.diagnostics if row.code.startswith(("docs-", "plugin-"))]


def test_decisions_of_another_repository_are_brought_with_their_pictures(tmp_path: Path, make_repository: Make) -> None:
    annotation = f"backstage.io/adr-location: '{GITHUB}/notes/tree/main/adr'"
    make_repository("shop").commit({"catalog-info.yaml": COMPONENT % ("shop", annotation)})
    text = "# 1. A\n\n## Status\n\nAccepted\n\n![x](x.png) "
    text += "[code](../src/main.py) [shop](/catalog/default/component/shop/)\n"
    make_repository("notes").commit({"adr/0001-a.md": text, "adr/x.png": PNG, "src/main.py": "x", "adr/big.bin": "x"})
    result = build(tmp_path)
    home = tmp_path / "site" / "catalog" / "default" / "component" / "shop" / "adrs"
    assert sorted(path.name for path in home.iterdir()) == ["0001-a", "index.html", "x.png"]
    assert (home / "x.png").read_bytes() == PNG
    found = page(tmp_path, "catalog/default/component/shop/adrs/0001-a")
    assert [link.attributes["href"] for link in found.css("article p a")] == [
        f"{GITHUB}/notes/blob/main/src/main.py",
        "../../../../../../catalog/default/component/shop/",
    ]
    assert codes(result) == []
    again = build(tmp_path)
    assert again.publication.changed == 0


def test_a_folder_that_is_not_there_leaves_an_empty_tab_and_a_diagnostic(tmp_path: Path, make_repository: Make) -> None:
    make_repository("shop").commit({"catalog-info.yaml": COMPONENT % ("shop", "backstage.io/adr-location: adr")})
    result = build(tmp_path)
    (found,) = (row for row in result.diagnostics if row.code == "docs-not-found")
    assert (found.where.path, found.where.line, found.hint) == (
        "catalog-info.yaml",
        3,
        "correct backstage.io/adr-location",
    )
    assert page(tmp_path, "catalog/default/component/shop/adrs").css(".adr-empty")


def test_a_readme_is_documentation_if_it_is_wanted(tmp_path: Path, make_repository: Make) -> None:
    text = "# The shop\n\n![logo](img/logo.png) [guide](guide.md)\n"
    files: dict[str, Content] = {"README.md": text, "img/logo.png": PNG, "img/other.png": PNG, "guide.md": "# Guide"}
    make_repository("shop").commit({"catalog-info.yaml": COMPONENT % ("shop", ""), **files})
    assert build(tmp_path).built.docs == ()
    result = build(tmp_path, "techdocs: {readme: true}")
    docs = tmp_path / "site" / "docs" / "default" / "component" / "shop"
    assert sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.*")) == ["img/logo.png", "index.html"]
    found = page(tmp_path, "docs/default/component/shop")
    hrefs = [link.attributes["href"] for link in found.css("article p a")]
    assert hrefs == [f"{GITHUB}/shop/blob/main/guide.md"]
    assert "README" in text_of(page(tmp_path, "docs"), ".cell-name")
    assert page(tmp_path, "catalog/default/component/shop").css('.tabs a[href$="docs/default/component/shop/"]')
    assert codes(result) == []

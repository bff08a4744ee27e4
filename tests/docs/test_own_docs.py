"""portalgen documents itself: it builds its own docs without a diagnostic, and its own descriptor has no fault."""

from pathlib import Path

import pytest
import yaml

from portalgen.crawl import FolderFetcher, crawl_locations
from portalgen.model.catalog import Catalog
from portalgen.model.docs import DocsSite, NavItem
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from portalgen.read import ReadPolicy, read_fragment
from portalgen.resolve import BUILT_IN_RULES, resolve_catalog
from portalgen.techdocs.build_docs import build_docs
from tests.builders.pages import ROOT

OWN = ("catalog-info.yaml", "mkdocs.yml", "docs/*")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what belongs to the documentation, and nothing else."""
    folder = tmp_path_factory.mktemp("own") / "portalgen"
    for path in (path for pattern in OWN for path in ROOT.glob(pattern)):
        copies = [path] if path.is_file() else [found for found in path.rglob("*") if found.is_file()]
        for found in copies:
            target = folder / found.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(found.read_bytes())
    return folder


def resolved(checkout: Path) -> tuple[Catalog, FolderFetcher]:
    fetcher = FolderFetcher(FetchSettings(folder=checkout.parent, cache=checkout.parent / "cache"))
    crawl = crawl_locations([Location("file", checkout.name)], [fetcher])
    fragments = [read_fragment(snapshot, fetcher, ReadPolicy()) for snapshot in crawl.snapshots]
    return resolve_catalog(fragments, crawl.snapshots, BUILT_IN_RULES), fetcher


@pytest.fixture(scope="module")
def site(checkout: Path) -> DocsSite:
    catalog, fetcher = resolved(checkout)
    (source,) = catalog.docs
    return build_docs(source, fetcher.read(source.source, source.files))


def test_descriptor_has_no_fault(checkout: Path) -> None:
    catalog, _ = resolved(checkout)
    assert catalog.diagnostics == ()
    assert len(catalog.of_kind("component")) == 3


def test_documentation_builds_without_a_diagnostic(site: DocsSite) -> None:
    assert [f"{found.where}: {found.message}" for found in site.diagnostics] == []
    assert site.title == "portalgen"


def test_every_page_is_in_the_navigation(site: DocsSite) -> None:
    def paths(rows: tuple[NavItem, ...]) -> set[str | None]:
        return {path for row in rows for path in ({row.path} if row.path is not None else paths(row.children))}

    assert paths(site.nav) == {page.path for page in site.pages}


def test_navigation_names_every_file_once() -> None:
    def files(value: object) -> list[str]:
        if isinstance(value, dict):
            return [file for item in value.values() for file in files(item)]
        return [file for item in value for file in files(item)] if isinstance(value, list) else [str(value)]

    nav = files(yaml.safe_load((ROOT / "mkdocs.yml").read_text())["nav"])
    assert sorted(nav) == sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))

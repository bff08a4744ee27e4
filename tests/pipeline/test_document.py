"""Documentation in the pipeline: what changes between reading and documenting costs its site, not the portal."""

from collections.abc import Callable
from pathlib import Path

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.report import NullReporter
from portalgen.tools import Tools, prepare
from portalgen.workers import opened
from tests.builders.repositories import RepositoryBuilder

SHOP = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: %s, annotations: {backstage.io/techdocs-ref: 'dir:.'}}
spec: {type: service, lifecycle: production, owner: web}
"""


def tools(tmp_path: Path, location: str) -> Tools:
    config = tmp_path / "portal.yaml"
    mirrors = "git: {mirrors: {'https://github.com/acme/': repositories/}}"
    config.write_text(f"organization: {{name: Acme}}\n{mirrors}\ncatalog: {{locations: [{location}]}}\n")
    environ = {"PORTALGEN_CACHE": str(tmp_path / "cache")}
    return prepare(load_config(config, environ), reporter=NullReporter())


def test_a_file_that_changes_after_it_was_listed_costs_its_documentation(tmp_path: Path) -> None:
    for name in ("pay", "shop"):
        folder = tmp_path / "work" / name
        (folder / "docs").mkdir(parents=True)
        (folder / "catalog-info.yaml").write_text(SHOP % name)
        (folder / "docs" / "index.md").write_text(f"# Of {name}")
    made = tools(tmp_path, "{type: file, target: work/*/catalog-info.yaml}")
    catalog = pipeline.resolve(made, pipeline.gather(made))
    (tmp_path / "work" / "pay" / "docs" / "index.md").write_text("# Edited")
    with opened(made.workers) as executor:
        pay, shop = pipeline.document(made, catalog, executor).docs
    assert [page.title for page in shop.pages] == ["Of shop"]
    assert [(row.code, row.where.path) for row in pay.diagnostics] == [("docs-failed", "pay/catalog-info.yaml")]
    assert "changed while it was read" in pay.diagnostics[0].message


def test_pictures_of_a_repository_are_carried_as_references_and_written_unchanged(
    tmp_path: Path, make_repository: Callable[[str], RepositoryBuilder]
) -> None:
    picture = bytes(range(256))
    descriptor = {"catalog-info.yaml": SHOP % "pay"}
    make_repository("pay").commit({**descriptor, "docs/index.md": "![x](x.png)", "docs/x.png": picture})
    made = tools(tmp_path, "{type: git, target: https://github.com/acme/pay}")
    result = pipeline.build(made, tmp_path / "site")
    (asset,) = result.built.docs[0].assets
    assert asset.content == b""
    assert (tmp_path / "site" / "docs" / "default" / "component" / "pay" / "x.png").read_bytes() == picture


def test_a_fault_that_one_entity_ignores_is_told_for_another_that_shows_it(
    tmp_path: Path, make_repository: Callable[[str], RepositoryBuilder]
) -> None:
    ignoring = (SHOP % "a").replace("{backstage", "{portalgen.dev/ignore: docs-broken-link known, backstage")
    descriptors = "---\n".join((ignoring, SHOP % "b", SHOP % "c"))
    make_repository("pay").commit({"catalog-info.yaml": descriptors, "docs/index.md": "# Home\n\n[gone](gone.md)\n"})
    made = tools(tmp_path, "{type: git, target: https://github.com/acme/pay}")
    catalog = pipeline.resolve(made, pipeline.gather(made))
    with opened(made.workers) as executor:
        built = pipeline.document(made, catalog, executor)
    told = [row.entity for row in built.diagnostics if row.code == "docs-broken-link"]
    assert told == ["component:default/b"]

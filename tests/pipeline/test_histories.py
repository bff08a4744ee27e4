"""Histories in the pipeline: each page has its own, none is kept with a built site, and a portal can do without."""

from collections.abc import Callable
from pathlib import Path

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.model.change import LastChange
from portalgen.model.contributions import Built
from portalgen.report import NullReporter
from portalgen.tools import prepare
from portalgen.workers import opened
from tests.builders.repositories import FIRST_DAY, RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]

DAY = 86_400
ADA, BO = "Ada <ada@larkspur.example>", "Bo <bo@larkspur.example>"
DESCRIPTOR = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: %s, annotations: {backstage.io/techdocs-ref: 'dir:.'}}
spec: {type: service, lifecycle: production, owner: web}
"""


def documented(tmp_path: Path, *names: str, more: str = "", section: str = "") -> Built:
    """Return the documentation of repositories, with a cache that stays."""
    config = tmp_path / "portal.yaml"
    rows = "".join(f"    - {{type: git, target: repositories/{name}.git}}\n" for name in names)
    config.write_text(f"organization: {{name: Acme}}\n{more}catalog:\n{section}  locations:\n{rows}")
    tools = prepare(load_config(config, {"PORTALGEN_CACHE": str(tmp_path / "cache")}), reporter=NullReporter())
    catalog = pipeline.resolve(tools, pipeline.gather(tools))
    with opened(tools.workers) as executor:
        return pipeline.document(tools, catalog, executor)


def test_two_repositories_with_the_same_pages_have_histories_of_their_own(
    tmp_path: Path, make_repository: Make
) -> None:
    for number, (name, author) in enumerate((("pay", ADA), ("shop", BO))):
        made = make_repository(name).commit({"catalog-info.yaml": DESCRIPTOR % name}, author=ADA)
        made.commit({"docs/index.md": "# Same"}, author=author, date=FIRST_DAY + number * DAY)
    for _ in range(2):  # built, then kept
        pay, shop = documented(tmp_path, "pay", "shop").docs
        assert pay.changes == {"docs/index.md": LastChange(FIRST_DAY, "Ada", ("Ada",))}
        assert shop.changes == {"docs/index.md": LastChange(FIRST_DAY + DAY, "Bo", ("Bo",))}


def test_a_commit_that_changes_no_page_changes_no_date(tmp_path: Path, make_repository: Make) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": DESCRIPTOR % "pay", "docs/index.md": "# Pay"}, author=ADA)
    before = documented(tmp_path, "pay").docs[0].changes
    pay.commit({"src/x.py": "", ".mailmap": "Ada Lovelace <ada@larkspur.example>\n"}, author=BO)
    after = documented(tmp_path, "pay").docs[0].changes
    assert before == {"docs/index.md": LastChange(FIRST_DAY, "Ada", ("Ada",))}
    assert after == {"docs/index.md": LastChange(FIRST_DAY, "Ada Lovelace", ("Ada Lovelace",))}


def test_readmes_and_folders_of_plugins_have_histories_too(tmp_path: Path, make_repository: Make) -> None:
    adrs = DESCRIPTOR.replace("techdocs-ref: 'dir:.'", "adr-location: adr")
    pay = make_repository("pay").commit({"catalog-info.yaml": adrs % "pay", "README.md": "# Pay"}, author=ADA)
    pay.commit({"adr/0001-a.md": "# A"}, author=BO)
    built = documented(tmp_path, "pay", more="techdocs: {readme: true}\n")
    assert [site.changes for site in built.docs] == [{"README.md": LastChange(FIRST_DAY, "Ada", ("Ada",))}]
    assert [site.changes for site in built.folders] == [{"adr/0001-a.md": LastChange(FIRST_DAY + DAY, "Bo", ("Bo",))}]


def test_a_portal_can_do_without(tmp_path: Path, make_repository: Make) -> None:
    make_repository("pay").commit({"catalog-info.yaml": DESCRIPTOR % "pay", "docs/index.md": "# Pay"})
    built = documented(tmp_path, "pay", more="techdocs: {history: false}\n", section="  history: false\n")
    [pay] = built.docs
    assert (pay.changes, len(pay.pages), built.catalog.changes) == ({}, 1, {})
    assert not (tmp_path / "cache" / "file-histories").exists()


def test_entities_have_the_commits_of_their_descriptors(tmp_path: Path, make_repository: Make) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": DESCRIPTOR % "pay"}, author=ADA, message="Add it")
    pay.commit({"docs/index.md": "# Pay"}).commit({"catalog-info.yaml": f"{DESCRIPTOR % 'pay'}# x\n"}, author=BO)
    [changes] = documented(tmp_path, "pay").catalog.changes.values()
    assert {path: [(one.authors, one.subject) for one in found] for path, found in changes.by_path.items()} == {
        "catalog-info.yaml": [(("Bo",), "Change"), (("Ada",), "Add it")]
    }


def test_descriptors_or_pages_alone_can_do_without(tmp_path: Path, make_repository: Make) -> None:
    make_repository("pay").commit({"catalog-info.yaml": DESCRIPTOR % "pay", "docs/index.md": "# Pay"})
    pages = documented(tmp_path, "pay", section="  history: false\n")
    descriptors = documented(tmp_path, "pay", more="techdocs: {history: false}\n")
    assert (list(pages.docs[0].changes), pages.catalog.changes) == (["docs/index.md"], {})
    [changes] = descriptors.catalog.changes.values()
    assert (descriptors.docs[0].changes, list(changes.by_path)) == ({}, ["catalog-info.yaml"])

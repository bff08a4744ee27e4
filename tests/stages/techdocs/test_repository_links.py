"""Links to the root of a repository, and to files that several entities show."""

from dataclasses import replace

import pytest

from portalgen.diagnostics import Where
from portalgen.model.catalog import DocsForm
from portalgen.model.docs import DocsSite
from portalgen.model.forge import Forges
from portalgen.model.ref import EntityRef
from portalgen.model.source import Snapshot
from portalgen.techdocs import Portal, cross_links
from portalgen.techdocs.build_docs import build_docs
from portalgen.techdocs.build_pages import build_pages
from tests.builders.catalogs import make_catalog
from tests.builders.linked_docs import Linked, linked, site_of, source_of

UP = "../../../../"
HOST = "https://github.com/acme"
TOOLS = f"{HOST}/tools"
README = (
    "# Tools\n\n## Get Started!\n\n[own](https://github.com/acme/tools) [part](https://github.com/acme/tools#tools)"
)


def readme(name: str = "README.md", ref: str = "main") -> tuple[DocsSite, Snapshot]:
    """Return the page of the README of `tools`, which is all that it has."""
    _, snapshot = site_of("tools", {name: README}, ref=ref)
    site, _ = site_of("tools", {"docs/index.md": ""}, ref=ref)
    source = replace(site.source, form=DocsForm.README, files=snapshot.files)
    return build_pages(source, {name: README.encode()}), snapshot


def shop(written: str, tools: tuple[DocsSite, Snapshot]) -> Linked:
    site, snapshot = site_of("shop", {"docs/index.md": f"# Shop\n\n[words]({written})\n"})
    return linked([site, tools[0]], [snapshot, tools[1]])


@pytest.mark.parametrize("name", ["README.md", "readme.md"])
@pytest.mark.parametrize(
    ("written", "anchor"),
    [
        (TOOLS, ""),
        (f"{TOOLS}/", ""),
        ("//github.com/Acme/Tools", ""),
        (f"{TOOLS}#get-started", "#get-started"),
        (f"{TOOLS}#readme", ""),
        (f"{TOOLS}?tab=readme-ov-file#get-started", "#get-started"),
        (f"{TOOLS}/tree/main", ""),
        (f"{TOOLS}/tree/HEAD/#get-started", "#get-started"),
    ],
)
def test_the_root_of_a_repository_is_the_page_of_its_readme(name: str, written: str, anchor: str) -> None:
    found = shop(written, readme(name))
    assert found.links() == [f"{UP}docs/default/component/tools/{anchor}"]
    assert found.faults() == []


def test_the_file_itself_is_that_page_too() -> None:
    found = shop(f"{TOOLS}/blob/main/README.md#get-started", readme())
    assert found.links() == [f"{UP}docs/default/component/tools/#get-started"]


@pytest.mark.parametrize(
    "written",
    [
        f"{TOOLS}.git",
        f"{TOOLS}/tree/v1",
        f"{TOOLS}/issues",
        f"{TOOLS}/issues/12",
        f"{TOOLS}?tab=MIT-1-ov-file",
        f"{TOOLS}#L3",
        f"{HOST}/tools2",
        f"{HOST}",
        "https://example.com/acme/tools",
    ],
)
def test_what_is_not_the_root_at_that_state_stays(written: str) -> None:
    found = shop(written, readme())
    assert found.links() == [written]
    assert found.faults() == []


def test_a_readme_that_is_no_page_of_the_portal_stays_at_its_host() -> None:
    files = {"docs/index.md": "# Tools", "README.md": "# Tools"}
    assert shop(TOOLS, site_of("tools", files)).links() == [TOOLS]


def test_a_readme_that_is_the_home_page_of_docs_is_that_page() -> None:
    files = {"docs/more.md": "# More", "README.md": "# Tools"}
    site, snapshot = site_of("tools", files)
    assert shop(TOOLS, (site, snapshot)).links() == [TOOLS]
    contents = {path: text.encode() for path, text in files.items()}
    filled = build_docs(replace(site.source, form=DocsForm.FILLED), contents)
    assert shop(TOOLS, (filled, snapshot)).links() == [f"{UP}docs/default/component/tools/"]


def test_a_branch_may_have_slashes() -> None:
    assert shop(f"{TOOLS}/tree/release/2.0", readme(ref="release/2.0")).links() == [
        f"{UP}docs/default/component/tools/"
    ]
    assert shop(f"{TOOLS}/tree/release", readme(ref="release/2.0")).links() == [f"{TOOLS}/tree/release"]


def test_who_names_the_root_of_his_own_repository_means_the_code() -> None:
    found = shop(TOOLS, readme())
    assert found.links("tools") == [TOOLS, "./#tools"]


def declared(*places: tuple[str, str, str], order: int = 1) -> list[str | None]:
    """Return where a link to a file of `tools` leads, whose entities are (name, repository, path of the descriptor)."""
    files = {"a/docs/index.md": "# A", "b/x.md": ""}
    reader, at_reader = site_of("shop", {"docs/index.md": f"[a]({TOOLS}/blob/main/a/docs/index.md)"})
    site, at_tools = site_of("tools", files, folder="a")
    sites = [
        replace(site, source=replace(site.source, entity=EntityRef("component", "default", name)))
        for name, _, _ in places
    ]
    rows = [f"component:{name}" for name, _, _ in places]
    catalog = replace(make_catalog("component:shop", *rows), sources=(at_reader, at_tools))
    where = {f"component:default/{name}": Where(source_of(repository).url, path) for name, repository, path in places}
    entities = {ref: replace(one, where=where.get(str(ref), one.where)) for ref, one in catalog.entities.items()}
    portal = Portal(replace(catalog, entities=entities), Forges())
    found = cross_links([reader, *sites][::order], portal)
    return Linked({one.source.entity.name: one for one in found}).links()


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("places", "name"),
    [
        ([("aaa", "list", "all.yaml"), ("own", "tools", "catalog-info.yaml")], "own"),
        ([("far", "tools", "catalog-info.yaml"), ("near", "tools", "a/catalog-info.yaml")], "near"),
        ([("aside", "tools", "b/catalog-info.yaml"), ("root", "tools", "catalog-info.yaml")], "root"),
        ([("two", "tools", "catalog-info.yaml"), ("one", "tools", "catalog-info.yaml")], "one"),
        ([("two", "list", "all.yaml"), ("one", "list", "all.yaml")], "one"),
    ],
)
def test_a_file_of_several_entities_is_of_the_one_declared_nearest(
    places: list[tuple[str, str, str]], name: str, order: int
) -> None:
    assert declared(*places, order=order) == [f"{UP}docs/default/component/{name}/"]

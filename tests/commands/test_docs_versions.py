"""Versions of documentation, from branches and tags of real repositories to the pages that readers get."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.builders.repositories import FIRST_DAY, Content, RepositoryBuilder
from tests.commands.conftest import SHOP, Run

Company = Mapping[str, RepositoryBuilder]
DAY = 86_400
DOCS = "docs/default/component/shop"
ANNOTATED = SHOP.replace(
    "  description: Sells things.\n",
    "  annotations:\n    backstage.io/techdocs-ref: dir:.\n    portalgen.dev/docs-versions: '{}'\n",
)


@pytest.fixture
def shop(company: Company) -> RepositoryBuilder:
    """Three versions: v1.9 has a page that is gone, v1.10 and the branch are alike but for their home page."""
    guide: dict[str, Content] = {
        "docs/guide.md": "# Guide\n\n![Map](map.png) of [web](entity:group:web)",
        "docs/map.png": b"one",
    }
    found = company["shop"]
    found.commit({"docs/index.md": "# Home of 1.9", "docs/old.md": "# Old\n\n[x](gone.md)", **guide}).tag("v1.9")
    found.commit({"docs/index.md": "# Home of 1.10", "docs/old.md": None}).tag("v1.10", annotated=True)
    found.commit({"docs/index.md": "# Home of main", "catalog-info.yaml": ANNOTATED.format("v*")})
    return found


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    found = tree.css_first(selector)
    assert found
    return found


def page(path: str, folder: str = "public") -> LexborHTMLParser:
    return LexborHTMLParser(Path(folder, DOCS, path, "index.html").read_text())


def switcher(path: str, folder: str = "public") -> list[tuple[str, str]]:
    links = page(path, folder).css(".docs-versions a")
    return [((link.text(strip=True, separator="|")).split("|")[0], link.attributes["href"] or "") for link in links]


def tree(folder: str) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def test_versions_stand_beside_each_other(run: Run, shop: RepositoryBuilder) -> None:
    assert shop.commits
    result = run("build")
    assert result.exit_code == 0, result.output
    assert "docs-" not in result.output
    titles = [one(page(path), "h1").text().rstrip("¶") for path in ("", "@v1.10", "@v1.9")]
    assert titles == ["Home of main", "Home of 1.10", "Home of 1.9"]
    assert switcher("") == [("main", "./"), ("v1.10", "@v1.10/"), ("v1.9", "@v1.9/")]
    assert switcher("@v1.9/old") == [("main", "../../"), ("v1.10", "../../@v1.10/"), ("v1.9", "./")]
    # search engines are led to the current version, and the portal's own search knows only that
    canonical = one(page("@v1.10"), "link[rel=canonical]")
    assert canonical.attributes["href"] == "../"
    assert one(page("@v1.9/old"), "link[rel=canonical]").attributes["href"] == "../../"
    assert page("").css_first("link[rel=canonical]") is None
    shards = "".join(path.read_text() for path in Path("public/assets").rglob("*.js"))
    assert "1.10" not in shards.replace("v1.10", "")
    # what is followed stays in its version
    links = [link.attributes["href"] for link in page("@v1.9/old").css(".docs-side ul a")]
    assert links == ["../", "../guide/", "./"]
    assert "v1.9" in one(page("@v1.9/old"), ".docs-older").text()


def test_a_version_that_is_just_like_another_is_stored_once(run: Run, shop: RepositoryBuilder) -> None:
    shop.git("branch", "release/1.x", "v1.10")
    shop.commit({"catalog-info.yaml": ANNOTATED.format("v1.10 release/*")})
    run("build")
    refresh = one(page("@release-1.x/guide"), "meta[http-equiv=refresh]").attributes["content"] or ""
    assert refresh.endswith("../../@v1.10/guide/?version=@release-1.x")
    assert one(page("@release-1.x/guide"), "link[rel=canonical]").attributes["href"] == "../../guide/"
    assert not Path("public", DOCS, "@release-1.x", "map.png").exists()
    assert Path("public", DOCS, "@v1.10", "map.png").exists()
    assert switcher("guide")[2] == ("release/1.x", "../@v1.10/guide/?version=@release-1.x")
    assert "same as v1.10" in page("guide").css(".docs-versions li")[2].text()
    assert one(page("@v1.10/guide"), "article h1").text().startswith("Guide")


def test_the_same_comes_from_the_cache_and_from_the_record(run: Run, shop: RepositoryBuilder) -> None:
    run("build", "--output", "first")
    assert run("build", "--offline", "--output", "offline").exit_code == 0
    assert tree("offline") == tree("first")
    shop.commit({"docs/index.md": "# Later"}).tag("v3")
    assert run("build", "--locked", "first", "--output", "locked", "--cache", "other").exit_code == 0
    assert tree("locked") == tree("first")
    assert [name for name, _ in switcher("", "first")] == ["main", "v1.10", "v1.9"]


def test_at_another_time_there_are_the_versions_of_then(run: Run, shop: RepositoryBuilder) -> None:
    shop.commit({"docs/index.md": "# Later"}, date=FIRST_DAY + 30 * DAY).tag("v3")
    result = run("build", "--at", "2026-01-20")
    assert result.exit_code == 0, result.output
    assert [name for name, _ in switcher("")] == ["main", "v1.10", "v1.9"]


def test_offline_nobody_is_asked_for_names(run: Run, shop: RepositoryBuilder) -> None:
    text = Path("portal.yaml").read_text().replace(shop.url, "https://git.invalid/shop.git")
    Path("portal.yaml").write_text(text)
    result = run("check", "--offline")
    assert "it was never fetched" in result.output
    assert "docs-version" not in result.output


def test_a_pattern_that_chooses_nothing_is_told_of(run: Run, shop: RepositoryBuilder) -> None:
    shop.commit({"catalog-info.yaml": ANNOTATED.format("v1.10, v7.*, nothing")})
    result = run("check", "--format", "json")
    rows = [row for row in json.loads(result.stdout)["diagnostics"] if row["code"] == "docs-version"]
    assert [(row["message"].partition(": ")[2], row["where"]["line"]) for row in rows] == [
        ("no branch or tag is called 'nothing'", 7),
        ("no branch or tag is called 'v7.*'", 7),
    ]


def test_a_version_without_documentation_costs_that_version(run: Run, shop: RepositoryBuilder) -> None:
    shop.commit({"README.md": "# Nothing"}, branch="empty")
    shop.commit({"catalog-info.yaml": ANNOTATED.format("v1.10 empty")})
    result = run("build")
    assert result.exit_code == 0
    assert [name for name, _ in switcher("")] == ["main", "v1.10"]
    assert "docs-not-found" in result.output


def test_versions_of_what_has_none_are_told_of(run: Run, company: Company) -> None:
    readme = ANNOTATED.replace("    backstage.io/techdocs-ref: dir:.\n", "").format("v1")
    company["shop"].commit({"catalog-info.yaml": readme, "README.md": "# Shop"}).tag("v1")
    portal = Path("portal.yaml")
    portal.write_text(f"{portal.read_text()}techdocs: {{readme: true}}\n")
    result = run("build", "--format", "json")
    rows = [row for row in json.loads(result.stdout)["diagnostics"] if row["code"] == "docs-version"]
    assert [(row["where"]["line"], row["entity"]) for row in rows] == [(6, "component:default/shop")]
    assert Path("public", DOCS, "index.html").exists()
    assert switcher("") == []

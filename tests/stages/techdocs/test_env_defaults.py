"""`!ENV` in a mkdocs.yml: its default, whatever the environment has."""

import pytest

from portalgen.model.docs import NavItem
from tests.builders.docs import build, page_of, places

ENV = "DOCS_SETTING"


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a variable of that name."""
    monkeypatch.setenv(ENV, "secret")


@pytest.mark.parametrize(
    "written", [f"!ENV [{ENV}, 'Ours']", f"!ENV [A, {ENV}, Ours]", f"!ENV [{ENV}, !ENV [A, Ours]]"]
)
def test_a_default_is_as_if_it_were_written_there(written: str) -> None:
    site = build({"mkdocs.yml": f"site_name: {written}", "docs/index.md": "# Home"})
    assert site.title == "Ours"
    assert site.diagnostics == ()


def test_defaults_are_of_any_kind_and_stand_anywhere() -> None:
    config = f"""
docs_dir: !ENV [{ENV}, pages]
nav: !ENV [{ENV}, [{{First: b.md}}, a.md]]
plugins:
  - search
  - git-revision-date-localized: {{enabled: !ENV [CI, false]}}
markdown_extensions:
  - toc: {{permalink: !ENV [{ENV}, true], toc_depth: !ENV [{ENV}, 1]}}
"""
    site = build({"mkdocs.yml": config, "pages/a.md": "# A\n\n## B\n", "pages/b.md": "# B"})
    assert site.nav == (NavItem("First", "b/"), NavItem("A", "a/"))
    assert [row.children for row in page_of(site, "a/").headings] == [()]
    assert site.diagnostics == ()


def test_without_a_default_a_setting_is_not_there() -> None:
    config = f"site_name: !ENV {ENV}\ndocs_dir: !ENV [{ENV}]\nextra:\n  version: !ENV {{a: b}}\n"
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home"})
    assert site.title == "Shop"
    assert places(site) == [f"docs-config mkdocs.yml:{line}" for line in (1, 2, 4)]
    assert all("environment" in row.message for row in site.diagnostics)
    assert [page.title for page in site.pages] == ["Home"]


def test_what_stands_behind_a_setting_that_is_not_there_keeps_its_tags_and_lines() -> None:
    config = """site_name: Ours
markdown_extensions:
- !ENV EXTRA
- toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}}
nav:
- !ENV PAGE
- Sub: !include sub/mkdocs.yml
- index.md
- gone.md
"""
    sub = {"sub/mkdocs.yml": "site_name: Sub", "sub/docs/index.md": "# Under"}
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home\n\n## One two", **sub})
    assert places(site) == ["docs-config mkdocs.yml:3", "docs-config mkdocs.yml:6", "docs-broken-link mkdocs.yml:9"]
    assert [page.path for page in site.pages] == ["", "Sub/"]
    assert 'id="One-two"' in page_of(site).html


def test_a_default_keeps_its_tags() -> None:
    config = "nav: !ENV [NAV, [index.md, Sub: !ENV [SUB, !include sub/mkdocs.yml]]]"
    sub = {"sub/mkdocs.yml": "site_name: Sub", "sub/docs/index.md": "# Under"}
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home", **sub})
    assert site.diagnostics == ()
    assert [page.path for page in site.pages] == ["", "Sub/"]

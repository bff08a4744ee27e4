"""Docs without a home page, which a README fills."""

from dataclasses import replace

from portalgen.model.catalog import DocsForm
from portalgen.model.docs import DocsSite
from portalgen.techdocs.build_docs import build_docs
from tests.builders.docs import Files, docs_job, page_of
from tests.builders.readmes import addresses


def build(files: Files, *, form: DocsForm = DocsForm.FILLED, folder: str = "") -> DocsSite:
    source, contents = docs_job(files, folder=folder)
    return build_docs(replace(source, form=form), contents)


def test_the_readme_beside_mkdocs_yml_is_the_home_page() -> None:
    text = "# Shop\n\n[guide](docs/guide.md) ![x](docs/img/x.png)\n"
    site = build({"README.md": text, "docs/guide.md": "# Guide\n\n[home](../README.md)\n", "docs/img/x.png": b"x"})
    home = page_of(site)
    assert (home.title, home.source_path) == ("Shop", "README.md")
    assert addresses(home.html) == ["guide/", "img/x.png"]
    assert [page.path for page in site.pages] == ["", "guide/"]


def test_below_a_folder_too() -> None:
    assert page_of(build({"README.md": "# Shop", "docs/a.md": "# A"}, folder="apps/shop")).source_path.startswith(
        "apps/"
    )


def test_a_readme_is_enough() -> None:
    site = build({"README.md": "# Shop", "src/main.py": "x"})
    assert [page.title for page in site.pages] == ["Shop"]
    assert not site.diagnostics


def test_a_readme_of_the_docs_goes_first() -> None:
    assert page_of(build({"README.md": "# Outer", "docs/readme.md": "# Inner"})).title == "Inner"
    assert page_of(build({"README.md": "# Outer", "docs/README.md": "# Inner"})).title == "Inner"
    assert page_of(build({"README.md": "# Outer", "docs/index.md": "# Home"})).title == "Home"


def test_only_if_it_is_wanted() -> None:
    site = build({"README.md": "# Shop", "docs/guide.md": "# Guide"}, form=DocsForm.MKDOCS)
    assert [page.path for page in site.pages] == ["guide/"]

"""`portalgen check PATH` and documentation: what a build would say of where it is, without building it."""

from pathlib import Path

import pytest

from tests.commands.conftest import SHOP, Run

ANNOTATED = SHOP.replace("  description: Sells things.\n", "  annotations:\n    backstage.io/techdocs-ref: dir:./x\n")


def write(files: dict[str, str]) -> None:
    for path, text in {"catalog-info.yaml": ANNOTATED, **files}.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, ["catalog-info.yaml:6:32 docs-not-found the folder 'x' does not exist or is empty"]),
        ({"x/index.md": ""}, ["catalog-info.yaml:6:32 docs-not-found without mkdocs.yml the docs are in 'x/docs'"]),
        ({"x/a.txt": ""}, ["catalog-info.yaml:6:32 docs-not-found without mkdocs.yml the docs are in 'x/docs'"]),
        ({"x/mkdocs.yml": "docs_dir: d"}, ["x/mkdocs.yml:1:11 docs-not-found docs_dir names 'x/d'"]),
        ({"x/mkdocs.yml": "docs_dir: ../.."}, ["x/mkdocs.yml:1:11 docs-failed docs_dir '../..' is outside"]),
        ({"x/mkdocs.yml": "hooks: [a.py]", "x/docs/a.md": ""}, ["x/mkdocs.yml:1:8 docs-config 'hooks' is not used"]),
        ({"x/mkdocs.yml": "nav: ['!include y/m.yaml']", "x/y/m.yaml": "site_name: y", "x/y/docs/a.md": ""}, []),
        ({"x/mkdocs.yml": "nav: [!include\ty/m.yaml]", "x/y/m.yaml": "site_name: y", "x/y/docs/a.md": ""}, []),
        ({"x/docs/a.md": "[a](gone.md)"}, []),
    ],
)
def test_where_documentation_is_is_checked(run: Run, files: dict[str, str], told: list[str]) -> None:
    write(files)
    rows = [line for line in run("check", ".").stdout.splitlines() if "  docs-" in line]
    found = [" ".join(row.split()) for row in rows]
    assert len(found) == len(told)
    for row, wanted in zip(found, told, strict=True):
        place, code, message = wanted.split(" ", 2)
        assert row.startswith(place)
        assert f" {code} {message}" in row


def test_who_names_the_folder_of_the_pages_is_told_to_name_the_one_above(run: Run) -> None:
    hint = "name the folder above it"
    write({"x/index.md": ""})
    assert hint in run("check", ".").stdout
    write({"catalog-info.yaml": ANNOTATED.replace("dir:./x", "dir:."), "index.md": ""})
    assert hint not in run("check", ".").stdout


def test_an_author_can_explain_it_away(run: Run) -> None:
    reason = "    portalgen.dev/ignore: docs-not-found the release makes it\n"
    Path("catalog-info.yaml").write_text(ANNOTATED.replace("  annotations:\n", f"  annotations:\n{reason}"))
    assert run("check", ".").stdout == ""

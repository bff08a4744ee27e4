"""The how-to of themes: its package, installed as an entry point, does what the page says."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import portalgen_theme
from portalgen.render import load_theme
from tests.builders.console import Run, is_promised, steps, write
from tests.builders.pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "how-to" / "write-a-theme.md")
PACKAGE = "acme_theme"


@pytest.fixture
def package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Write the files of the page and install its package: on the path, with the entry points of pyproject.toml."""
    for block in PAGE.blocks():
        if block.title:
            write(block, folder)
    package = folder / "acme-theme"
    points = tomllib.loads((package / "pyproject.toml").read_text())["project"]["entry-points"]["portalgen.themes"]
    record = package / f"{PACKAGE}-1.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-theme\nVersion: 1.0\n")
    rows = "".join(f"{name} = {target}\n" for name, target in points.items())
    (record / "entry_points.txt").write_text(f"[portalgen.themes]\n{rows}")
    monkeypatch.syspath_prepend(package)
    yield package
    sys.modules.pop(PACKAGE, None)


@pytest.mark.usefixtures("package")
def test_page_can_be_done(run: Run, folder: Path) -> None:
    for block in PAGE.blocks("console"):
        for step in steps(block):
            printed = run(step.command)
            assert is_promised(printed, step.printed), printed
    style = (folder / "public/assets/css/site.css").read_text()
    assert "--accent-light: #8a2f16" in style


@pytest.mark.usefixtures("package")
def test_every_file_of_the_page_has_an_effect() -> None:
    theme = load_theme(PACKAGE, templates={}, overrides=None, assets={})
    assert (theme.words.text("frame.help"), theme.words.text("nav.home")) == ("Ask us", "Start here")
    assert "help" in theme.icons


def test_blocks_and_keys_that_the_page_names_exist() -> None:
    text = PAGE.path.read_text()
    templates = Path(portalgen_theme.__file__).parent / "templates"
    for template, names in {
        "base.html": ("scripts", "main", "content"),
        "partials/topbar.html": ("start", "tools", "after"),
        "pages/docs.html": ("docs_tools",),
    }.items():
        assert f"`{template}`" in text
        shown = (templates / template).read_text()
        assert [name for name in names if f"`{name}`" not in text or f"block {name} %" not in shown] == []

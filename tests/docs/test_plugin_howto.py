"""The how-to of plug-ins: its package, installed as an entry point, does what the page says, with the page's portal."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.console import Run, is_promised, steps, write
from tests.builders.pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "how-to" / "write-a-plugin.md")
PACKAGE = "acme_schema"


@pytest.fixture
def plugin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Write the files of the page and install its package: on the path, with the entry points of pyproject.toml."""
    for block in PAGE.blocks():
        if block.title:
            write(block, folder)
    package = folder / "acme-schema"
    project = tomllib.loads((package / "pyproject.toml").read_text())["project"]
    record = package / f"{PACKAGE}-{project['version']}.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in points.items())
        for group, points in project["entry-points"].items()
    ]
    (record / "entry_points.txt").write_text("\n".join(groups))
    monkeypatch.syspath_prepend(package)
    yield package
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.mark.usefixtures("plugin")
def test_page_can_be_done(run: Run) -> None:
    for block in PAGE.blocks("console"):
        for step in steps(block):
            printed = run(step.command)
            assert is_promised(printed, step.printed), printed


@pytest.mark.usefixtures("plugin")
def test_search_finds_what_the_plug_in_gives(run: Run, folder: Path) -> None:
    run("portalgen build --quiet")
    index = "".join(path.read_text() for path in sorted((folder / "public").rglob("*.js")))
    assert "catalog/default/api/order/fields/#field-total" in index


@pytest.mark.usefixtures("plugin")
def test_tab_and_style_are_on_the_page(run: Run, folder: Path) -> None:
    run("portalgen build --quiet")
    page = (folder / "public/catalog/default/api/order/fields/index.html").read_text()
    assert "<strong>never</strong>" in page
    assert "assets/acme_schema/fields.css?v=" in page
    assert not (folder / "public/catalog/default/api/seat/fields").exists()


def test_tests_of_the_page_pass(plugin: Path) -> None:
    code = compile((plugin / "tests/test_fields.py").read_text(), "test_fields.py", "exec")
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102  (the page's own test)
    tests = [test for name, test in names.items() if name.startswith("test_") and callable(test)]
    assert len(tests) == 2
    for test in tests:
        test()

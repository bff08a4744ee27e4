"""The page about the architecture says what the import contract and the code say."""

import re
import tomllib
from importlib import import_module

import pytest

from tests.builders.pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "explanation" / "architecture.md")
STAGES = ("crawl", "read", "resolve", "render", "search", "publish")


def test_layers_are_those_of_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (contract,) = (
        one for one in settings["tool"]["importlinter"]["contracts"] if one["name"].startswith("Layers of portalgen")
    )
    (block,) = (block for block in PAGE.blocks("text") if block.heading == "Layers")
    assert block.text.splitlines() == [there(layer) for layer in contract["layers"]]
    assert contract["exhaustive"]


def there(layer: str) -> str:
    """Return a layer without the modules, in brackets, that are not there yet."""
    names = (name.strip() for name in layer.split("|"))
    return " | ".join(name.strip("()") for name in names if not name.startswith("(") or exists(name.strip("()")))


def exists(name: str) -> bool:
    package = ROOT / "portalgen"
    return (package / name).is_dir() or (package / f"{name}.py").is_file()


@pytest.mark.parametrize("stage", STAGES)
def test_functions_of_the_stages_are_public(stage: str) -> None:
    text = PAGE.path.read_text()
    row = next(row for row in re.findall(r"^\| \d `.*$", text, re.MULTILINE) if f"`{stage}`" in row)
    names = re.findall(r"`([a-z]+_[a-z]+)`", row)
    package = import_module(f"portalgen.{stage}")
    assert names
    assert [name for name in names if name not in package.__all__] == []
    assert (ROOT / "portalgen" / stage / f"{names[0]}.py").is_file()


def test_values_are_in_the_files_named() -> None:
    (table,) = (part for part in PAGE.path.read_text().split("\n## ") if part.startswith("Values"))
    rows = re.findall(r"^\| (`.*`) \| `(\w+)\.py` \|", table, re.MULTILINE)
    assert len(rows) > 5
    for names, file in rows:
        module = import_module(f"portalgen.model.{file}")
        assert [name for name in re.findall(r"`(\w+)`", names) if not hasattr(module, name)] == []


def test_paths_in_the_explanations_exist() -> None:
    for page in (ROOT / "docs" / "explanation").glob("*.md"):
        paths = [code for code in Page(page).code() if re.fullmatch(r"(?:portalgen|plugins|docs|tests)/[\w/.]+", code)]
        assert [path for path in paths if not (ROOT / path).exists()] == [], page

"""Front pages: every package says what goes in, what comes out, what is not its job, and holds no logic."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
STAGES = ("crawl", "read", "resolve", "render", "search", "publish")
HEADS = ("In:", "Out:", "Pure:", "Not its job:")
PAGES = {
    str(path.parent.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("portalgen", "plugins", "themes")
    for path in sorted((ROOT / folder).glob("*/__init__.py"))
}


@pytest.mark.parametrize("package", PAGES)
def test_front_page_has_its_heads_in_order(package: str) -> None:
    text = " ".join((ast.get_docstring(PAGES[package]) or "").split())
    places = [text.find(head) for head in HEADS]
    assert -1 not in places, [head for head, place in zip(HEADS, places, strict=True) if place == -1]
    assert places == sorted(places)
    assert text.partition(". ")[0]


@pytest.mark.parametrize("number", range(1, len(STAGES) + 1))
def test_stage_says_its_number_and_what_is_kept(number: int) -> None:
    text = ast.get_docstring(PAGES[f"portalgen/{STAGES[number - 1]}"]) or ""
    assert text.startswith(f"Stage {number} of {len(STAGES)}: ")
    assert "Kept:" in text


@pytest.mark.parametrize("package", [name for name in PAGES if name.startswith("portalgen/")])
def test_front_page_re_exports_and_does_nothing_else(package: str) -> None:
    _, *rest = PAGES[package].body
    assert [type(node).__name__ for node in rest if not is_export(node)] == []


def is_export(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return re.match(r"portalgen\b", node.module or "") is not None
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]

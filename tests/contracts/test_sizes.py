"""Sizes: over the line means two ideas. The exceptions have a reason each, and go away when the file fits."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ("portalgen", "plugins", "themes", "tests", "benchmarks", "sample-org", ".ci")
MODULE, TEST, FUNCTION, FRONT_PAGE, STYLE_SHEET = 250, 300, 30, 40, 150

LONG_FILES: dict[str, str] = {
    "sample-org/make_repositories.py": "one program that runs on its own, with nothing of portalgen",
}
"""Path -> why it is longer than others may be."""
LONG_FUNCTIONS: dict[str, str] = {}
"""`path:name` -> why."""


def files(pattern: str) -> Iterator[tuple[str, Path]]:
    """Yield the project's own files: no vendored code, nothing that a build wrote."""
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob(pattern)):
            parts = path.relative_to(ROOT).parts
            if not {"vendor", "repos", ".repos", "__pycache__"} & set(parts):
                yield path.relative_to(ROOT).as_posix(), path


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def is_test(name: str) -> bool:
    return "tests" in name.split("/")


def limit(name: str) -> int:
    if name.endswith(".css"):
        return STYLE_SHEET
    front = name.endswith("__init__.py") and name.startswith("portalgen/")
    return TEST if is_test(name) else FRONT_PAGE if front else MODULE


def test_files_are_short() -> None:
    found = {name: lines(path) for pattern in ("*.py", "*.css", "*.js") for name, path in files(pattern)}
    long = {name: count for name, count in found.items() if count > limit(name)}
    assert {name: count for name, count in long.items() if name not in LONG_FILES} == {}
    assert set(LONG_FILES) <= set(long), "these fit now: take them off the list"


def test_functions_are_short() -> None:
    code = [(name, path) for name, path in files("*.py") if not is_test(name)]
    found = {f"{name}:{function.name}": size(function) for name, path in code for function in functions(path)}
    long = {name: count for name, count in found.items() if count > FUNCTION}
    assert {name: count for name, count in long.items() if name not in LONG_FUNCTIONS} == {}
    assert set(LONG_FUNCTIONS) <= set(long), "these fit now: take them off the list"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def size(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines from `def` to the end, decorators not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("reasons", [LONG_FILES, LONG_FUNCTIONS])
def test_exceptions_are_few(reasons: dict[str, str]) -> None:
    assert len(reasons) <= 5
    assert all(reasons.values())

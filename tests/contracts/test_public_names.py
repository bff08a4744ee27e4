"""Public names: what a package exports exists, is sorted, is documented, and is what its front page imports."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
EXPORTING = [
    path.parent.name for path in sorted((ROOT / "portalgen").glob("*/__init__.py")) if "__all__" in path.read_text()
]


def imported(package: str) -> dict[str, tuple[str, str]]:
    """Return public name -> (module, name in it) of what a front page imports."""
    tree = ast.parse((ROOT / "portalgen" / package / "__init__.py").read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def is_documented(module: str, name: str) -> bool:
    """Say whether a class or function has a docstring, or a constant a text below it."""
    origin = import_module(module).__file__
    assert origin
    body = ast.parse(Path(origin).read_text(encoding="utf-8")).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            return ast.get_docstring(node) is not None
        if name in assigned(node):
            return isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
    return False


def assigned(node: ast.stmt) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


@pytest.mark.parametrize("package", EXPORTING)
def test_exports_are_the_imports(package: str) -> None:
    exported = import_module(f"portalgen.{package}").__all__
    assert sorted(exported) == sorted(imported(package))
    assert len(set(exported)) == len(exported)


@pytest.mark.parametrize("package", EXPORTING)
def test_exported_names_are_documented(package: str) -> None:
    assert [name for name, origin in imported(package).items() if not is_documented(*origin)] == []

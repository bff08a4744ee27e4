"""The catalog of each conformance case is what a real Backstage makes of it; their folder is named by a variable."""

import importlib.machinery
import importlib.util
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.answer import main

FOLDER = os.environ.get("PORTALGEN_CONFORMANCE", "")
CASES = sorted(path.parent for path in Path(FOLDER).glob("*/case.json")) if FOLDER else []


@pytest.fixture(scope="module")
def compare() -> Callable[[Any, Any], Iterator[str]]:
    """Return the comparison that comes with the cases."""
    loader = importlib.machinery.SourceFileLoader("conformance_compare", f"{FOLDER}/compare")
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    found: Callable[[Any, Any], Iterator[str]] = module.compare
    return found


@pytest.mark.skipif(not CASES, reason="PORTALGEN_CONFORMANCE does not name the folder of conformance cases")
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_catalog_is_that_of_backstage(
    folder: Path, compare: Callable[[Any, Any], Iterator[str]], tmp_path: Path
) -> None:
    case = json.loads((folder / "case.json").read_text("utf-8"))
    root = folder.parent.parent / "corpus" / case["root"] if "root" in case else folder / "input"
    answer = tmp_path / "answer.json"
    main(str(root), ",".join(case["entry"]), str(answer), str(folder / "case.json"))
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert list(compare(expected, json.loads(answer.read_text("utf-8")))) == []

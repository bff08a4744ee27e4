"""Real definitions: none raises, and those of the known examples are read whole."""

import os
from pathlib import Path

import pytest

from portalgen.yaml12 import parse_documents
from portalgen_openapi.document import read_document

CORPUS = os.environ.get("PORTALGEN_CORPUS", "")


def definitions(folder: Path) -> list[tuple[str, str]]:
    """Return (file, text) of every file that starts like a definition, and of every definition in a descriptor."""
    found = []
    for file in sorted(folder.rglob("*.y*ml")) + sorted(folder.rglob("*.json")):
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        if text.lstrip().startswith(("openapi:", "swagger:", '{"openapi"', '{\n  "openapi"', '{\n  "swagger"')):
            found.append((str(file), text))
        elif "kind: API" in text:
            found += [(str(file), each) for each in _inside(text)]
    return found


def _inside(text: str) -> list[str]:
    values = [document.value for document in parse_documents(text) if isinstance(document.value, dict)]
    specs = [value["spec"] for value in values if value.get("kind") == "API" and isinstance(value.get("spec"), dict)]
    return [spec["definition"] for spec in specs if isinstance(spec.get("definition"), str)]


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS names no folder with real catalogs")
def test_real_definitions() -> None:
    found = definitions(Path(CORPUS))
    assert found, "the folder has API definitions"
    read = {name: read_document(text) for name, text in found}
    whole = [name for name, document in read.items() if document.operations and not document.faults]
    assert [name for name in whole if name.endswith("petstore.oas.yaml")]


def test_sample_definitions() -> None:
    folder = Path(__file__).parents[3] / "sample-org" / "repos"
    if not folder.is_dir():
        pytest.skip("sample-org is not here")
    faults = {name: read_document(text).faults for name, text in definitions(folder) if "openapi" in text[:200]}
    assert {name: found for name, found in faults.items() if found} == {}

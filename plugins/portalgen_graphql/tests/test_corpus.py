"""Real schemas: none raises, and those of the known examples are read whole."""

import os
from pathlib import Path

import pytest

from portalgen_graphql.document import read_document

CORPUS = os.environ.get("PORTALGEN_CORPUS", "")


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS names no folder with real catalogs")
def test_real_definitions() -> None:
    files = [file for end in ("graphql", "gql", "graphqls") for file in sorted(Path(CORPUS).rglob(f"*.{end}"))]
    assert files, "the folder has GraphQL schemas"
    read = {str(file): read_document(file.read_text(encoding="utf-8", errors="replace")) for file in files}
    assert all(document.readable or document.faults for document in read.values())
    whole = [name for name, document in read.items() if document.operations and not document.faults]
    assert [name for name in whole if name.endswith("backend2-schema.graphql")]


def test_sample_definitions() -> None:
    folder = Path(__file__).parents[3] / "sample-org" / "repos"
    if not folder.is_dir():
        pytest.skip("sample-org is not here")
    read = {file.name: read_document(file.read_text(encoding="utf-8")) for file in folder.rglob("*.graphql")}
    assert {name: found.faults for name, found in read.items() if found.faults} == {}
    assert all(found.operations for found in read.values())

"""Real files: none raises, and those of the known examples are read whole."""

import os
from pathlib import Path

import pytest

from portalgen_protobuf.document import read_document

CORPUS = os.environ.get("PORTALGEN_CORPUS", "")


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS names no folder with real catalogs")
def test_real_definitions() -> None:
    files = sorted(Path(CORPUS).rglob("*.proto"))
    assert files, "the folder has protobuf files"
    read = {file.name: read_document(file.read_text(encoding="utf-8", errors="replace")) for file in files}
    assert {name: document.faults for name, document in read.items() if document.faults} == {}
    assert len(read["freight_service.proto"].methods) == 23


def test_sample_definitions() -> None:
    folder = Path(__file__).parents[3] / "sample-org" / "repos"
    if not folder.is_dir():
        pytest.skip("sample-org is not here")
    read = {file.name: read_document(file.read_text(encoding="utf-8")) for file in folder.rglob("*.proto")}
    assert {name: found.faults for name, found in read.items() if found.faults} == {}
    assert all(found.methods for found in read.values())

"""Real servers: the descriptors of the known examples give a page."""

import os
from pathlib import Path

import pytest

from portalgen.yaml12 import parse_documents
from portalgen_mcp.document import read_document
from portalgen_mcp.servers import server_of
from tests.builders.definitions import api_entity

CORPUS = os.environ.get("PORTALGEN_CORPUS", "")


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="PORTALGEN_CORPUS names no folder with real catalogs")
def test_real_descriptors() -> None:
    files = [file for file in sorted(Path(CORPUS).rglob("*mcp*.y*ml")) if file.is_file()]
    texts = [text for file in files if "type: mcp-server" in (text := file.read_text(encoding="utf-8"))]
    assert texts, "the folder has MCP servers"
    values = [document.value for text in texts for document in parse_documents(text)]
    for spec in (value["spec"] for value in values if isinstance(value, dict)):
        entity = api_entity("", spec_type="mcp-server")
        entity.document["spec"].clear()
        entity.document["spec"].update(spec)
        found = server_of(entity)
        assert found is not None
        assert found.readable
        assert found.configurations


def test_sample_definitions() -> None:
    folder = Path(__file__).parents[3] / "sample-org" / "repos"
    if not folder.is_dir():
        pytest.skip("sample-org is not here")
    read = {file.name: read_document(file.read_text(encoding="utf-8")) for file in folder.rglob("*mcp*.json")}
    assert {name: found.faults for name, found in read.items() if found.faults} == {}
    assert all(found.tools for found in read.values())

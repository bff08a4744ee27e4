"""One folder a fault: the files of a repository and the exact report that they must give.

To accept a changed report after reading it: `PORTALGEN_ACCEPT=1 pytest tests/cases`.
"""

import os
from pathlib import Path

import pytest

from portalgen.crawl import FolderFetcher, crawl_locations
from portalgen.diagnostics import Diagnostic
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from portalgen.read import ReadPolicy, read_fragment
from portalgen.resolve import BUILT_IN_RULES, resolve_catalog

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "catalog-info.yaml").exists())


def report(folder: Path, cache: Path) -> str:
    fetcher = FolderFetcher(FetchSettings(folder=folder.parent, cache=cache))
    crawl = crawl_locations([Location("file", folder.name)], [fetcher])
    fragments = [read_fragment(snapshot, fetcher, ReadPolicy()) for snapshot in crawl.snapshots]
    catalog = resolve_catalog(fragments, crawl.snapshots, BUILT_IN_RULES)
    found = [*crawl.diagnostics, *catalog.diagnostics]
    lines = [f"entities: {' '.join(map(str, catalog.entities)) or 'none'}"]
    return "\n".join(lines + [_line(row) for row in sorted(found, key=lambda row: row.sort_key)]) + "\n"


def _line(row: Diagnostic) -> str:
    hint = f"\n    hint: {row.hint}" if row.hint else ""
    return f"{row.where}  {row.severity}  {row.code}  {row.message}{hint}"


@pytest.mark.parametrize("name", CASES)
def test_fault_is_reported_as_written_down(name: str, tmp_path: Path) -> None:
    expected = HERE / name / "expected.txt"
    actual = report(HERE / name, tmp_path)
    if os.environ.get("PORTALGEN_ACCEPT"):
        expected.write_text(actual)
    assert actual == expected.read_text()

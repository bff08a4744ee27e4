"""Small sources look like what `mkdocs build` makes of them, with techdocs-core's extensions or their own."""

from pathlib import Path

import pytest

from portalgen.techdocs.build_docs import build_docs
from tests.builders.docs import docs_job
from tests.builders.markdown_cases import CASES
from tests.builders.plain_mkdocs import mkdocs_build
from tests.stages.techdocs.test_structure import differences, our_outline

BESIDE: dict[str, str | bytes] = {
    "docs/index.md": "# Home\n",
    "docs/other.md": "# Other\n\n## Part\n",
    "docs/a.png": b"png",
    "inc.md": "## Included\n\n- *a*\n",
    "abbr.md": "*[SLA]: Level\n",
}
CONFIGURATIONS = sorted({config for config, _ in CASES.values()})


@pytest.mark.parametrize("config", CONFIGURATIONS)
def test_small_sources_are_as_in_plain_mkdocs(config: str, tmp_path: Path) -> None:
    """One site for all cases with a configuration: each case is a page."""
    texts = {f"docs/{case}.md": text for case, (wanted, text) in CASES.items() if wanted == config}
    files = {"mkdocs.yml": f"site_name: S\n{config}", **texts, **BESIDE}
    for name, content in files.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    plain = mkdocs_build(tmp_path / "source" / "mkdocs.yml", tmp_path / "site")
    site = build_docs(*docs_job(files))
    found = [
        one for page in site.pages for one in differences(page.path, plain.outline(page.path), our_outline(page), plain)
    ]
    assert not found, "\n".join(f"{one.page}: {one.aspect}: {one.row!r}" for one in found)
    assert sorted(page.path for page in site.pages) == sorted(plain.pages)

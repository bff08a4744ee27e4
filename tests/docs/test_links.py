"""Every relative link and picture of a page leads to a file, and every anchor to a heading."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.builders.pages import ROOT, Page, pages

NAMES = [str(path.relative_to(ROOT)) for path in pages()]


def targets(page: Page) -> list[tuple[str, Path, str]]:
    """Return (link, file, anchor) of every link inside the project."""
    found = []
    for link in page.links():
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc:
            path = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
            found.append((link, path, parts.fragment))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_files_and_headings(name: str) -> None:
    broken = []
    for link, path, anchor in targets(Page(ROOT / name)):
        wrong_anchor = anchor and path.suffix == ".md" and path.is_file() and anchor not in Page(path).anchors()
        if not path.exists() or wrong_anchor:
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("docs/")])
def test_documentation_links_to_itself_only(name: str) -> None:
    """The portal has the pages of docs/, and nothing around them."""
    assert [link for link, path, _ in targets(Page(ROOT / name)) if not path.is_relative_to(ROOT / "docs")] == []


@pytest.mark.parametrize("name", NAMES)
def test_page_has_one_title_and_headings_are_unique(name: str) -> None:
    page = Page(ROOT / name)
    assert len(page.headings(level=1)) == 1
    if name != "CHANGELOG.md":
        assert len(set(page.headings())) == len(page.headings())

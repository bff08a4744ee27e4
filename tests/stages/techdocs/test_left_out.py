"""What is left out of a site: files that could act, pages that fail; said once, and nothing leads there."""

import pytest

from tests.builders.docs import build, page_of, places


def test_files_with_endings_that_are_not_published_are_reported_once_an_ending() -> None:
    files = {f"docs/api/{name}.html": "x" for name in "abc"} | {
        "docs/x.xml": "x",
        "docs/site.css": "x",
        "docs/x.lock": "x",
    }
    site = build({"docs/index.md": "# Home", **files})
    assert site.assets == ()
    assert places(site) == ["docs-left-out docs/api/a.html:0", "docs-left-out docs/x.xml:0"]
    assert "(2 more are left out)" in site.diagnostics[0].message


def test_a_page_that_fails_leaves_no_links_to_it_and_the_root_leads_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portalgen.techdocs.render_page.MAX_HTML", 500)
    files = {"docs/index.md": "# Home\n\n" + "x" * 500, "docs/a.md": "# A\n\n[home](index.md)", "docs/b.md": "# B"}
    site = build(files)
    assert [page.path for page in site.pages] == ["a/", "b/"]
    assert site.redirects == (("", "a/"),)
    assert 'class="docs-broken"' in page_of(site, "a/").html
    assert places(site) == ["docs-broken-link docs/a.md:3", "docs-page-failed docs/index.md:0"]

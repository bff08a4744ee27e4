"""Links to pages that have moved (`redirects`): they lead to the new place, and that is told with how to write it."""

from dataclasses import replace

import pytest

from portalgen.model.docs_version import DocsVersion
from tests.builders.docs import build, page_of
from tests.builders.linked_docs import Linked, linked, site_of

MAPS = (
    "old.md: guide/start.md, part.md: 'guide/start.md#begin', aged.markdown: guide/start.md, "
    "home.md: index.md, out.md: 'https://x.example/#y'"
)
FILES = {
    "mkdocs.yml": f"plugins: [{{redirects: {{redirect_maps: {{{MAPS}}}}}}}]\n",
    "docs/index.md": "# Home\n\n## News\n",
    "docs/guide/start.md": "# Start\n\n## Begin\n",
}
SITE = "/docs/default/component/pay/"
UP = "../../../../"


@pytest.mark.parametrize(
    ("written", "target", "hint"),
    [
        ("../old.md", "../start/", "start.md"),
        ("../../old/", "../start/", "start.md"),
        ("/old.md", "../start/", "start.md"),
        ("/docs/old.md", "../start/", "start.md"),
        ("../aged.markdown", "../start/", "start.md"),
        ("../old.md?x=1#begin", "../start/?x=1#begin", "start.md#begin"),
        ("../part.md", "../start/#begin", "start.md#begin"),
        ("../part.md#start", "../start/#begin", "start.md#begin"),
        ("../home.md", "../../", "../index.md"),
        ("../out.md#z", "https://x.example/#y", "https://x.example/#y"),
    ],
)
def test_a_link_in_the_same_docs_leads_to_the_new_page(written: str, target: str, hint: str) -> None:
    site = build({**FILES, "docs/guide/more.md": f"# More\n\n[a]({written})\n"})
    (row,) = site.diagnostics
    assert f'href="{target}"' in page_of(site, "guide/more/").html
    assert (row.code, row.where.path, row.where.line) == ("docs-moved-link", "docs/guide/more.md", 3)
    assert (row.message, row.hint) == (f"'{written}' is an old address of a page that has moved", f"write '{hint}'")


def test_an_anchor_that_the_new_page_does_not_have_is_told() -> None:
    site = build({**FILES, "docs/more.md": "[a](old.md#begn)\n"})
    assert [row.code for row in site.diagnostics] == ["docs-broken-link", "docs-moved-link"]
    assert site.diagnostics[0].hint == "did you mean '#begin'?"


def test_a_page_that_is_there_has_not_moved() -> None:
    site = build({**FILES, "docs/old.md": "# Back again\n", "docs/more.md": "[a](old.md)\n"})
    assert [row.code for row in site.diagnostics] == ["docs-config"]
    assert 'href="../old/"' in page_of(site, "more/").html


def test_the_new_page_is_what_pictures_redirects_and_entries_of_the_nav_may_have_meant() -> None:
    config = FILES["mkdocs.yml"].replace("old.md:", "older.md: old.md, old.md:") + "nav: [index.md, old.md]\n"
    site = build({**FILES, "mkdocs.yml": config, "docs/index.md": "![a](part.md)\n"})
    assert [row.hint for row in site.diagnostics] == [
        "did you mean 'guide/start.md#begin'?",
        "did you mean 'guide/start.md'?",
        "did you mean 'guide/start.md'?",
    ]


def from_elsewhere(address: str) -> Linked:
    """Return a page that links into the documentation of another entity, which has a version, too."""
    shop, at_shop = site_of("shop", {"docs/index.md": f"# Shop\n\n[a]({address})\n"})
    (pay, at_pay), (old, at_old) = site_of("pay", FILES), site_of("pay", FILES, ref="v1")
    old = replace(old, source=replace(old.source, version=DocsVersion("v1", "v1")))
    return linked([old, pay, shop], [at_shop, at_pay, at_old])


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("old/", "guide/start/"),
        ("old.md", "guide/start/"),
        ("old/#begin", "guide/start/#begin"),
        ("part/", "guide/start/#begin"),
        ("part/#start", "guide/start/#begin"),
        ("home/#news", "#news"),
        ("v1/part/", "v1/guide/start/#begin"),
    ],
)
def test_a_link_from_other_docs_leads_to_the_new_page(written: str, target: str) -> None:
    found = from_elsewhere(SITE + written)
    assert found.links() == [UP.removesuffix("/") + SITE + target]
    assert [row.code for row in found.sites["shop"].diagnostics] == ["docs-moved-link"]
    assert found.hints() == [f"write '{SITE}{target}'"]
    assert "docs-broken" not in found.html()


def test_a_link_from_other_docs_to_what_has_moved_out_of_the_portal_leads_there() -> None:
    found = from_elsewhere(f"{SITE}out/#z")
    assert (found.links(), found.hints()) == (["https://x.example/#y"], ["write 'https://x.example/#y'"])
    assert 'rel="noopener noreferrer"' in found.html()


def test_a_part_that_the_new_page_does_not_have_is_told_to_other_docs() -> None:
    found = from_elsewhere(f"{SITE}old/#begn")
    assert found.links() == [f"{UP.removesuffix('/')}{SITE}guide/start/"]
    assert [row.code for row in found.sites["shop"].diagnostics] == ["docs-broken-link"]

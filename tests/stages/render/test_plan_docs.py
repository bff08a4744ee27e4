from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen.model.contributions import Built
from portalgen.model.docs import DocsAsset, DocsPage, DocsSite, Heading, NavItem, PageStatus
from portalgen.model.site import SiteFile
from portalgen.model.source import Source, SourceFile
from portalgen.render import docs_files, plan_site, render_page
from portalgen.techdocs.build_docs import build_docs
from tests.builders.catalogs import make_catalog
from tests.builders.docs import Contents, build, docs_job
from tests.builders.sites import EXTENSIONS, SETTINGS, links_of, shipped_theme, text_of, texts_of

CATALOG = make_catalog("component:shop title=The_shop owner=web", "group:web title=Web_team")
BASE = "docs/default/component/shop/"


def pages(*sites: DocsSite) -> dict[str, bytes]:
    plans = plan_site(Built(CATALOG, sites), EXTENSIONS, SETTINGS).plans
    files = (render_page(one, shipped_theme()) for one in plans if one.route.startswith(("docs/", "assets/")))
    return {file.path: file.content for file in files}


def page(site: DocsSite, path: str = "") -> LexborHTMLParser:
    return LexborHTMLParser(pages(site)[f"{BASE}{path}index.html"].decode())


def plain(path: str, **values: object) -> DocsPage:
    found = DocsPage(path, f"Page {path or 'home'}", f"<h1>Page {path}</h1>", (), (), f"docs/{path}x.md")
    return replace(found, **values)  # type: ignore[arg-type]


def site_of(*paths: str, nav: tuple[NavItem, ...] = (), **values: object) -> DocsSite:
    rows = nav or tuple(NavItem(f"Page {path or 'home'}", path) for path in paths)
    found = DocsSite(docs_job({})[0], "Shop docs", tuple(plain(path) for path in sorted(paths)), rows)
    return replace(found, **values)  # type: ignore[arg-type]


def test_page_stands_in_the_frame_with_tree_contents_owner_and_steps() -> None:
    headings = (Heading("page", "Page", 1, (Heading("one", "One", 2), Heading("two", "Two", 2))),)
    site = site_of("", "a/", "b/")
    site = replace(site, pages=(*site.pages[:1], plain("a/", headings=headings), *site.pages[2:]))
    found = page(site, "a/")
    assert texts_of(found, ".docs-side li") == ["Page home", "Page a/", "Page b/"]
    assert text_of(found, ".docs-side [aria-current=page]") == "Page a/"
    assert links_of(found, ".docs-toc a") == ["#one", "#two"]
    assert links_of(found, "[data-slot=owner] a") == ["../../../../../catalog/default/group/web/"]
    assert links_of(found, ".docs-steps a") == ["../", "../b/"]
    assert texts_of(found, ".crumbs li") == ["Docs", "Shop docs", "Page a/"]
    assert text_of(found, ".docs-content.md-typeset h1") == "Page a/"


def test_sections_around_the_page_are_open_and_others_are_not() -> None:
    nav = (
        NavItem("Home", ""),
        NavItem("Guide", children=(NavItem("A", "a/"),)),
        NavItem("More", children=(NavItem("Site", url="https://example.com/"),)),
    )
    found = page(site_of("", "a/", nav=nav), "a/")
    assert ["open" in node.attributes for node in found.css(".docs-side details")] == [True, False]
    assert links_of(found, ".docs-side details a") == ["./", "https://example.com/"]


def test_pages_have_the_mark_of_their_status() -> None:
    marks = (PageStatus("new"), PageStatus("deprecated", "Gone <soon>"), PageStatus("beta"), None)
    nav = tuple(NavItem(f"Page {name}", f"{name}/", status=mark) for name, mark in zip("abcd", marks, strict=True))
    found = page(site_of("a/", "b/", "c/", "d/", nav=nav), "a/")
    rows = [row.css_first(".docs-status") for row in found.css(".docs-side li")]
    assert [row and row.attributes["title"] for row in rows] == ["New", "Gone <soon>", "beta", None]
    assert [row and row.attributes["aria-label"] for row in rows] == ["New", "Gone <soon>", "beta", None]


@pytest.mark.parametrize("html", ["<p>Tags</p><h1>A &amp; b<a>#</a></h1><h1>Other</h1>", "<p>No title</p>"])
def test_a_page_has_its_status_beside_its_title(html: str) -> None:
    site = site_of("a/", "b/", nav=(NavItem("A", "a/", status=PageStatus("old", "Gone <soon>")), NavItem("B", "b/")))
    found = page(replace(site, pages=(plain("a/", html=html, title="A & b"), *site.pages[1:])), "a/")
    assert texts_of(found, "h1 .docs-state") == ["Gone <soon>"]
    assert text_of(found, "h1").replace("#", "") == "A & b Gone <soon>"
    assert page(site, "b/").css_first(".docs-state") is None


def test_documentation_that_failed_has_not_changed() -> None:
    site = site_of("a/")
    assert "<time" in pages(site)["docs/index.html"].decode()
    assert "<time" not in pages(replace(site, pages=()))["docs/index.html"].decode()


def test_large_tree_shows_only_what_is_around_the_page() -> None:
    sections = tuple(
        NavItem(f"S{number}", children=tuple(NavItem(f"P{number}-{row}", f"s{number}/p{row}/") for row in range(10)))
        for number in range(10)
    )
    paths = [row.path or "" for section in sections for row in section.children]
    found = page(site_of(*paths, nav=sections), "s3/p4/")
    assert len(found.css(".docs-side li")) == 20
    assert "../../s7/p0/" in links_of(found, ".docs-side a")


@pytest.mark.parametrize(
    ("path", "more"), [("p0/", ["../p60/"]), ("p250/", ["../p219/", "../p280/"]), ("p499/", ["../p439/"])]
)
def test_long_level_shows_what_is_around_the_page_and_leads_on(path: str, more: list[str]) -> None:
    paths = [f"p{number}/" for number in range(500)]
    found = page(site_of(*paths, nav=tuple(NavItem(one, one) for one in paths)), path)
    assert len(found.css(".docs-side li > a:not(.docs-more)")) == 60
    assert links_of(found, ".docs-more") == more


def test_edit_link_leads_to_the_file_at_its_host() -> None:
    source = docs_job({})[0]
    source = replace(source, source=replace(source.source, url="https://github.com/acme/shop.git"))
    found = page(replace(site_of(""), source=source))
    assert links_of(found, ".docs-edit") == ["https://github.com/acme/shop/edit/main/docs/x.md"]
    assert page(site_of("")).css(".docs-edit") == []


def test_page_may_hide_its_tree_and_contents() -> None:
    headings = (Heading("one", "One", 2), Heading("two", "Two", 2))
    site = replace(site_of(""), pages=(plain("", hide=("navigation", "toc"), headings=headings),))
    found = page(site)
    assert found.css(".docs-side, .docs-toc") == []


def test_a_page_that_hides_the_tree_of_others_has_it_for_narrow_windows() -> None:
    site = replace(site_of("", "a/"), pages=(plain("", hide=("navigation",)), plain("a/")))
    assert texts_of(page(site), ".docs-treeless .docs-side li") == ["Page home", "Page a/"]
    assert links_of(page(site), ".docs-open") == ["#portal-docs-tree"]
    assert page(site, "a/").css(".docs-treeless") == []


def test_page_without_a_title_in_its_text_gets_one() -> None:
    site = replace(site_of(""), pages=(plain("", html="<p>Text</p>"),))
    assert text_of(page(site), ".docs-content h1") == "Page home"


def test_redirects_lead_on_without_script() -> None:
    site = site_of("", "b/", redirects=(("old/", "b/#x"), ("away/", "https://example.com/")))
    assert text_of(page(site, "old/"), "a") == "Shop docs"
    refresh = page(site, "old/").css_first("meta[http-equiv=refresh]")
    assert refresh is not None
    assert refresh.attributes["content"] == "0; url=../b/#x"
    assert refresh.parent
    assert refresh.parent.tag == "noscript"  # with script, the script leads on: one of the two, not both
    assert links_of(page(site, "away/"), "a") == ["https://example.com/"]
    assert page(site, "away/").css_first("meta[http-equiv=refresh]") is None


def test_site_that_failed_has_a_page_that_says_why() -> None:
    site = build({"docs/x.txt": "x"})
    found = page(site)
    assert "'docs' has no Markdown file" in text_of(found, ".problem-message")
    assert text_of(found, ".problem-place code") == "docs-not-found"
    assert links_of(found, "main .entity") == [
        "../../../../catalog/default/component/shop/",
        "../../../../catalog/default/group/web/",
    ]


def test_style_of_the_content_is_written_once() -> None:
    files = pages(site_of(""))
    assert files["assets/css/material.css"].startswith(b"@layer material{")
    style = LexborHTMLParser(files[f"{BASE}index.html"].decode()).css('link[href*="material.css"]')
    assert len(style) == 1
    assert "assets/css/material.css" not in pages()


def test_files_beside_the_pages_stand_where_links_look_for_them() -> None:
    site = site_of("", assets=(DocsAsset("img/a b.png", b"p"),))
    assert list(docs_files(site, Contents([]))) == [SiteFile(f"{BASE}img/a b.png", b"p")]


def test_files_that_are_unchanged_are_read_when_they_are_written_some_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_module("portalgen.render.docs_files"), "BATCH", 10)
    job = docs_job({f"docs/{name}.png": name * 4 for name in "abcde"} | {"docs/index.md": "# Home"})
    site = build_docs(*job)
    assert [asset.content for asset in site.assets] == [b""] * 5
    asked: list[int] = []

    class Counted(Contents):
        def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
            listed = list(files)
            asked.append(len(listed))
            return super().read(source, listed)

    found = {file.path: file.content for file in docs_files(site, Counted([job]))}
    assert found == {f"{BASE}{name}.png": name.encode() * 4 for name in "abcde"}
    assert asked == [2, 2, 1]

"""A README as documentation, and a folder of Markdown for a tab: pages, what comes along, links."""

from portalgen.model.docs import DocsPage
from tests.builders.docs import Files, page_of, places
from tests.builders.readmes import addresses, asset_paths, build_plain

PNG = b"\x89PNG\r\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="1" height="1"/></svg>'


def open_links(page: DocsPage) -> list[tuple[str, str | None]]:
    return [(link.written, link.path) for link in page.links]


def test_a_readme_is_a_site_of_one_page_without_a_tree() -> None:
    site = build_plain(
        {"README.md": "# Shop\n\nSells.\n", "docs/index.md": "# No", "mkdocs.yml": "x"}, readme="README.md"
    )
    (page,) = site.pages
    assert (page.path, page.title, page.source_path) == ("", "Shop", "README.md")
    assert page.hide == ("navigation",)
    assert page.text == ""
    assert not site.diagnostics


def test_pictures_that_it_names_come_along_and_others_do_not() -> None:
    text = '![a](img/a.png)\n<img src="./img/b%20c.png">\n\n[![badge](https://ci.example/b.svg)](https://ci.example)\n'
    files: Files = {"README.md": text, "img/a.png": PNG, "img/b c.png": PNG, "img/other.png": PNG, "src/main.py": "x"}
    site = build_plain(files, readme="README.md")
    assert asset_paths(site) == ["img/a.png", "img/b c.png"]
    assert addresses(site.pages[0].html) == [
        "img/a.png",
        "img/b%20c.png",
        "https://ci.example",
        "https://ci.example/b.svg",
    ]


def test_a_readme_below_shows_pictures_from_above_its_folder() -> None:
    text = "![up](../../img/up.png) ![own](img/x.png) ![root](/img/x.png)\n"
    files: Files = {"apps/shop/README.md": text, "img/up.png": PNG, "img/x.png": PNG, "apps/shop/img/x.png": b"own"}
    site = build_plain(files, readme="apps/shop/README.md")
    assert asset_paths(site) == ["_/img/up.png", "_/img/x.png", "img/x.png"]
    assert addresses(site.pages[0].html) == ["_/img/up.png", "img/x.png", "_/img/x.png"]


def test_the_pictures_of_a_list_are_put_right_or_left_out() -> None:
    text = '<picture><source srcset="img/d.png 2x, lost.png"><source srcset="gone.png"><img src="img/l.png"></picture>'
    files: Files = {"app/README.md": text, "app/img/d.png": PNG, "app/img/l.png": PNG}
    (page,) = build_plain(files, readme="app/README.md").pages
    assert addresses(page.html, ["srcset"]) == ["img/d.png 2x"]


def test_links_to_other_files_are_left_to_who_knows_the_host() -> None:
    text = "[guide](docs/guide.md#setup) [code](src/main.py) [top](#shop) [license](/LICENSE)\n\n# Shop\n"
    site = build_plain({"README.md": text, "docs/guide.md": "# Guide"}, readme="README.md")
    found = open_links(page_of(site))
    assert found == [("docs/guide.md#setup", "docs/guide.md"), ("src/main.py", "src/main.py"), ("/LICENSE", "LICENSE")]
    assert "#shop" in addresses(page_of(site).html)


def test_an_anchor_that_is_not_there_is_reported() -> None:
    site = build_plain({"README.md": "# Shop\n\n[x](#install)\n"}, readme="README.md")
    assert places(site) == ["docs-broken-link README.md:3"]


def test_pictures_are_clean() -> None:
    site = build_plain({"README.md": "![x](x.svg)", "x.svg": SVG}, readme="README.md")
    assert b"script" not in site.assets[0].content


def test_a_folder_has_a_page_for_each_file_and_keeps_their_texts() -> None:
    files: Files = {
        "docs/adr/README.md": "# All",
        "docs/adr/0001-x.md": "---\nstatus: accepted\n---\n# One\n\n[2](0002-y.md#two) [.](README.md) [-](../guide.md)",
        "docs/adr/0002-y.md": "# Two\n\n![p](img/p.png) ![up](../up.png)\n",
        "docs/adr/img/p.png": PNG,
        "docs/adr/img/unused.png": PNG,
        "docs/up.png": PNG,
        "docs/guide.md": "# Guide",
    }
    site = build_plain(files, folder="docs/adr")
    assert [page.path for page in site.pages] == ["", "0001-x/", "0002-y/"]
    one = page_of(site, "0001-x/")
    assert one.text.startswith("---\nstatus")
    assert "status" not in one.html
    assert addresses(one.html)[:2] == ["../0002-y/#two", "../"]
    assert open_links(one) == [("../guide.md", "docs/guide.md")]
    assert addresses(page_of(site, "0002-y/").html) == ["../img/p.png", "../_/docs/up.png"]
    assert asset_paths(site) == ["_/docs/up.png", "img/p.png"]
    assert not site.diagnostics


def test_a_folder_that_is_not_there_is_reported_at_its_annotation() -> None:
    site = build_plain({"README.md": "x"}, folder="docs/adr")
    (found,) = site.diagnostics
    assert (found.code, found.where.line) == ("docs-not-found", 6)
    assert "'docs/adr' does not exist" in found.message
    assert found.hint == "correct backstage.io/adr-location"
    assert not site.pages


def test_files_with_one_address_cost_one_of_them() -> None:
    site = build_plain({"adr/a.md": "# A", "adr/a.markdown": "# B", "adr/A.md": "# C"}, folder="adr")
    assert len(site.pages) == 1
    assert [row.code for row in site.diagnostics] == ["docs-left-out", "docs-left-out"]


def test_odd_text_costs_nothing_else() -> None:
    site = build_plain(
        {"adr/1.md": b"\xff\xfe \x00", "adr/2.md": "---\n[\n---\n# Two\n", "adr/3.md": "# Three"}, folder="adr"
    )
    assert [page.path for page in site.pages] == ["1/", "2/", "3/"]
    assert places(site) == ["docs-config adr/2.md:2"]

"""Docs written for techdocs-core get its rules, docs written for MkDocs theirs; and what both leave to mend."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen.model.docs import NavItem
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.placeholders import without_placeholders
from portalgen.techdocs.sanitise import sanitise
from tests.builders.docs import build, html, page_of, places

LIST = "- a\n  - b\n"
CODE = "```python\nx = 1\n```\n"


def count(found: str, selector: str) -> int:
    return len(LexborHTMLParser(found).css(selector))


@pytest.mark.parametrize(
    "config",
    [
        "",
        "site_name: S",
        "plugins: [techdocs-core]\nmarkdown_extensions: [admonition]",
        "plugins: [techdocs-acme]\nmarkdown_extensions: [admonition]",
        "plugins:\n- group:\n    plugins: [techdocs-core]\nmarkdown_extensions: [toc]",
    ],
)
def test_techdocs_core_nests_by_two_and_numbers_lines(config: str) -> None:
    found = html(f"{LIST}\n\nhttps://a.example (c)\n\n{CODE}", config)
    assert count(found, "li li") == 1
    assert count(found, "td.linenos") == 1
    assert count(found, "a[href='https://a.example']") == 1
    assert "\u00a9" in found


def test_plain_mkdocs_keeps_its_own_rules() -> None:
    text = f"{LIST}\n\n- c\n\n    !!! note\n\n        d\n\nhttps://a.example (c)\n\n{CODE}"
    found = html(text, "plugins: [search]\nmarkdown_extensions: [admonition]")
    assert count(found, "li li") == 0
    assert count(found, "li .admonition") == 1
    assert count(found, "td.linenos") == 0
    assert "<a href" not in found
    assert "(c)" in found


def test_plain_mkdocs_may_choose_what_it_would_not_get() -> None:
    config = (
        "markdown_extensions:\n- mdx_truly_sane_lists\n- pymdownx.magiclink\n- pymdownx.highlight: {linenums: true}\n"
    )
    found = html(f"{LIST}\n\nhttps://a.example\n\n{CODE}", config)
    assert (count(found, "li li"), count(found, "td.linenos"), count(found, "p > a")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("options", "nested", "lists"),
    [
        ("{}", 1, 3),
        ("{nested_indent: 4}", 0, 2),
        ("{truly_sane: false}", 1, 2),
        ("{nested_indent: 0}", 0, 2),
        ("{nested_indent: 1000000}", 0, 2),
    ],
)
def test_options_of_sane_lists(options: str, nested: int, lists: int) -> None:
    config = f"plugins: [techdocs-core]\nmarkdown_extensions:\n- mdx_truly_sane_lists: {options}\n"
    found = html("- a\n  - b\n\n- c\n", config)
    assert (count(found, "li li"), count(found, "ul")) == (nested, lists)


@pytest.mark.parametrize(
    ("text", "address", "after"),
    [
        ("https://a.example/x  \nNext", "https://a.example/x", "Next"),
        ("https://a.example/x<br>https://b.example", "https://a.example/x", "https://b.example"),
        ("https://a.example/x[^1]\n\n[^1]: n", "https://a.example/x", "1"),
        ("https://a.example/`c` d", "https://a.example/", "c d"),
    ],
)
def test_bare_addresses_end_where_other_markdown_begins(text: str, address: str, after: str) -> None:
    page = LexborHTMLParser(html(f"# T\n\n{text}"))
    paragraph, link = page.css_first("p"), page.css_first("p > a")
    assert paragraph is not None
    assert link is not None
    assert (link.attributes["href"], link.text()) == (address, address)
    assert paragraph.text().removeprefix(address).strip() == after


@pytest.mark.parametrize("name", ["path", "text", "set", "filter", "NAME", "mi", "a:b", "my-tag", "use"])
def test_an_element_that_html_does_not_know_costs_nothing_else(name: str) -> None:
    page = page_of(build({"docs/index.md": f"# A\n\nCall <{name}> now\n\n## B\n\nMore\n"}))
    assert "More" in page.html
    assert f"<{name}" not in page.html
    assert sanitise(without_placeholders(f"<p>a <{name} x=y>b</{name}> c</p>"), Drawings()) == "<p>a b c</p>"


def test_emoji_have_the_mark_that_makes_them_pictures() -> None:
    found = html(":heavy_check_mark: :one: :smile:")
    assert all(sign in found for sign in ("\u2714\ufe0f", "1\ufe0f\u20e3", "\U0001f604"))


def test_nav_may_name_addresses_and_sections_without_a_title() -> None:
    config = "nav:\n- index.md\n- Guide: guide/\n- Start: ./guide/start\n- '':\n  - more/index.md\n  - more/a.md\n"
    names = ("index.md", "guide/README.md", "guide/start.md", "more/index.md", "more/a.md")
    site = build({"mkdocs.yml": config, **{f"docs/{name}": f"# {name}" for name in names}})
    assert site.nav[1:] == (
        NavItem("Guide", "guide/"),
        NavItem("Start", "guide/start/"),
        NavItem("more/index.md", children=(NavItem("more/index.md", "more/"), NavItem("more/a.md", "more/a/"))),
    )
    assert site.diagnostics == ()


def test_snippets_that_are_appended_need_no_other_snippet() -> None:
    config = "markdown_extensions:\n- abbr\n- pymdownx.snippets: {base_path: inc, auto_append: [abbr.md]}\n"
    assert count(html("SLA", config, **{"inc/abbr.md": "*[SLA]: Level"}), "abbr[title=Level]") == 1


def test_links_written_for_pages_that_are_files() -> None:
    config = "use_directory_urls: false"
    site = build({"mkdocs.yml": config, "docs/index.md": '[a](a.md) <a href="a.html#x">b</a>', "docs/a.md": "# X\n"})
    assert page_of(site).html.count('href="a/') == 2
    assert places(site) == ["docs-config mkdocs.yml:1"]


def test_plug_ins_that_are_not_run_cost_one_diagnostic_each() -> None:
    config = "plugins:\n- awesome-pages\n- macros\n- nobody-knows-it:\n    a: b\n- search\n- tags\n"
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home {{ x }}", "docs/.pages": "order: desc"})
    assert [page.title for page in site.pages] == ["Home {{ x }}"]
    assert places(site) == ["docs-config mkdocs.yml:2", "docs-config mkdocs.yml:3", "docs-config mkdocs.yml:5"]
    assert [one.message.partition(": ")[2] for one in site.diagnostics] == [
        ".pages files are not read, so pages are in order of their names",
        "{{ … }} stays as it is written",
        "what it would do to pages is missing",
    ]


def test_pages_outside_the_nav_are_pages_and_excluded_ones_are_not() -> None:
    config = "nav: [index.md]\nnot_in_nav: a.md\nexclude_docs: |\n  drafts/\n  *.tmp.md\n"
    files = {f"docs/{name}": "# X" for name in ("index.md", "a.md", "b.md", "drafts/c.md", "d.tmp.md")}
    site = build({"mkdocs.yml": config, **files})
    assert [page.path for page in site.pages] == ["", "a/", "b/"]
    assert len(site.nav) == 1
    assert site.diagnostics == ()

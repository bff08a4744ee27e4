import pytest

from portalgen.model.docs import Heading, NavItem, Section
from portalgen.techdocs.converter import Converter
from tests.builders.docs import build, html, page_of, places


def test_without_a_configuration_the_docs_folder_becomes_a_site() -> None:
    site = build({"docs/index.md": "# Shop\n\nSells seats.", "docs/guide/start.md": "# Start\n", "README.md": "# No"})
    assert site.title == "Shop"
    assert [(page.path, page.source_path) for page in site.pages] == [
        ("", "docs/index.md"),
        ("guide/start/", "docs/guide/start.md"),
    ]
    assert site.nav == (NavItem("Shop", ""), NavItem("Guide", children=(NavItem("Start", "guide/start/"),)))
    assert site.diagnostics == ()


def test_paths_are_those_of_the_source_when_the_docs_stand_in_a_folder() -> None:
    site = build({"mkdocs.yml": "docs_dir: pages", "pages/a.md": "[x](nope.md)"}, folder="services/pay")
    assert page_of(site, "a/").source_path == "services/pay/pages/a.md"
    assert places(site) == ["docs-broken-link services/pay/pages/a.md:1"]


def test_yaml_ending_wins_over_yml() -> None:
    site = build({"mkdocs.yml": "site_name: No", "mkdocs.yaml": "site_name: Yes", "docs/index.md": "x"})
    assert site.title == "Yes"
    assert places(site) == ["docs-config mkdocs.yml:0"]


def test_configuration_that_is_not_yaml_counts_as_empty() -> None:
    site = build({"mkdocs.yml": "site_name: {{ cookiecutter.name | jsonify }}", "docs/index.md": "# Home"})
    assert [page.title for page in site.pages] == ["Home"]
    assert places(site) == ["docs-config mkdocs.yml:1"]


def test_navigation_of_lists_maps_and_strings() -> None:
    config = """
nav:
  - index.md
  - Guide:
      - guide/a.md
      - Other: guide/b.md
      - Deep: {C: guide/c.md}
  - Site: https://example.com/
  - Data: data.csv
"""
    files = {f"docs/guide/{name}.md": f"# Page {name}" for name in "abcd"}
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home", "docs/data.csv": "1,2", **files})
    assert site.nav == (
        NavItem("Home", ""),
        NavItem(
            "Guide",
            children=(
                NavItem("Page a", "guide/a/"),
                NavItem("Other", "guide/b/"),
                NavItem("Deep", children=(NavItem("C", "guide/c/"),)),
            ),
        ),
        NavItem("Site", url="https://example.com/"),
        NavItem("Data", "data.csv"),
    )
    assert page_of(site, "guide/d/").title == "Page d"
    assert site.diagnostics == ()


def test_navigation_entry_without_a_page_is_reported_with_its_line_and_left_out() -> None:
    site = build({"mkdocs.yml": "nav:\n- index.md\n- Old: gone.md\n- ../../x.md\n", "docs/index.md": "# Home"})
    assert site.nav == (NavItem("Home", ""),)
    assert places(site) == ["docs-broken-link mkdocs.yml:3", "docs-broken-link mkdocs.yml:4"]


def test_navigation_entry_that_is_no_url_costs_itself() -> None:
    site = build({"mkdocs.yml": "nav:\n- index.md\n- Bad: 'https://['\n- 'http://[x/a.md'", "docs/index.md": "# Home"})
    assert site.nav == (NavItem("Home", ""),)
    assert places(site) == ["docs-broken-link mkdocs.yml:3", "docs-broken-link mkdocs.yml:4"]


def test_navigation_that_is_no_list_is_reported_and_made_from_the_files() -> None:
    site = build({"mkdocs.yml": "nav: index.md", "docs/index.md": "# Home"})
    assert site.nav == (NavItem("Home", ""),)
    assert places(site) == ["docs-config mkdocs.yml:1"]


def test_navigation_entry_that_is_excluded_is_reported() -> None:
    config = "exclude_docs: a.md\nnav:\n- index.md\n- a.md\n"
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home", "docs/a.md": "# A"})
    assert site.nav == (NavItem("Home", ""),)
    assert places(site) == ["docs-broken-link mkdocs.yml:4"]


def test_link_of_the_navigation_with_an_unsafe_scheme_is_left_out() -> None:
    site = build({"mkdocs.yml": "nav: [{Home: index.md}, {Evil: 'javascript:alert(1)'}]", "docs/index.md": "x"})
    assert site.nav == (NavItem("Home", ""),)


def test_readme_is_the_index_unless_there_is_one() -> None:
    assert page_of(build({"docs/README.md": "# Read me"})).title == "Read me"
    both = build({"docs/README.md": "# Read me", "docs/index.md": "# Index"})
    assert [page.title for page in both.pages] == ["Index"]


def test_site_without_an_index_leads_to_its_first_page() -> None:
    site = build({"mkdocs.yml": "nav: [b.md, a.md]", "docs/a.md": "# A", "docs/b.md": "# B"})
    assert site.redirects == (("", "b/"),)


def test_front_matter_gives_title_description_and_what_to_hide() -> None:
    text = "---\ntitle: Nice\ndescription: In short.\nhide: [toc, navigation]\n---\n# Other\n"
    page = page_of(build({"docs/index.md": text}))
    assert (page.title, page.description, page.hide) == ("Nice", "In short.", ("toc", "navigation"))
    assert "In short" not in page.html


def test_front_matter_that_is_not_yaml_is_reported_and_stays_text() -> None:
    site = build({"docs/index.md": "---\ntitle: [\n---\n# Home\n"})
    assert places(site) == ["docs-config docs/index.md:2"]
    assert "Home" in page_of(site).html


def test_headings_sections_and_description() -> None:
    text = "# Pay\n\nPays *bills*. And more.\n\n## How &lt;it&gt; `works`\n\n    code\n\n### Deep\n\n- one\n- two\n"
    page = page_of(build({"docs/index.md": text}))
    deep = Heading("deep", "Deep", 3)
    works = Heading("how-it-works", "How <it> works", 2, (deep,))
    assert page.headings == (Heading("pay", "Pay", 1, (works,)),)
    assert page.sections[0] == Section("pay", "Pay", "Pays bills. And more.")
    assert [section.id for section in page.sections] == ["pay", "how-it-works", "deep"]
    assert page.sections[2].text == "one two"
    assert page.description == "Pays bills. And more."


def test_redirects_are_read_as_data() -> None:
    config = """
plugins:
  - techdocs-core
  - redirects:
      redirect_maps:
        old/name.md: new.md#part
        away.md: https://example.com/x
        index.md: new.md
        lost.md: nowhere.md
        ../../escape.md: new.md
"""
    site = build({"mkdocs.yml": config, "docs/index.md": "# H", "docs/new.md": "# N\n\n## Part"})
    assert site.redirects == (("away/", "https://example.com/x"), ("old/name/", "new/#part"))
    assert places(site) == [
        "docs-config mkdocs.yml:8",
        "docs-broken-link mkdocs.yml:9",
        "docs-config mkdocs.yml:10",
    ]


def test_included_sites_stand_below_their_names() -> None:
    config = "nav:\n- index.md\n- Pay: '!include services/pay/mkdocs.yml'\n- '*include tools/*/mkdocs.yml'\n"
    site = build(
        {
            "mkdocs.yml": config,
            "docs/index.md": "# H",
            "services/pay/mkdocs.yml": "site_name: pay\nnav: [{Start: index.md}, 'https://e.example/']",
            "services/pay/docs/index.md": "# Pay\n\n![a](a.png)",
            "services/pay/docs/a.png": b"png",
            "tools/one/mkdocs.yml": "site_name: Tool One",
            "tools/one/docs/index.md": "# One",
        },
        folder="mono",
    )
    pay = NavItem("Pay", children=(NavItem("Start", "pay/"), NavItem("https://e.example/", url="https://e.example/")))
    assert site.nav == (NavItem("H", ""), pay, NavItem("Tool One", children=(NavItem("One", "tool-one/"),)))
    assert page_of(site, "pay/").source_path == "mono/services/pay/docs/index.md"
    assert [asset.path for asset in site.assets] == ["pay/a.png"]
    assert site.diagnostics == ()


def test_include_that_leaves_the_folder_or_nests_is_reported() -> None:
    config = "nav:\n- index.md\n- Up: '!include ../other/mkdocs.yml'\n- A: !include a/mkdocs.yml\n"
    inner = "site_name: a\nnav:\n- index.md\n- B: '!include ../b/mkdocs.yml'\n"
    site = build({"mkdocs.yml": config, "docs/index.md": "# H", "a/mkdocs.yml": inner, "a/docs/index.md": "# A"})
    assert places(site) == ["docs-config a/mkdocs.yml:4", "docs-config mkdocs.yml:3"]


def test_no_documentation_says_why() -> None:
    for files, words in (
        ({}, "the folder '.' does not exist or is empty"),
        ({"README.md": "x"}, "without mkdocs.yml the docs are in 'docs', which does not exist"),
        ({"mkdocs.yml": "docs_dir: pages"}, "docs_dir names 'pages', which does not exist"),
        ({"docs/a.txt": "x"}, "'docs' has no Markdown file"),
    ):
        (found,) = build(files).diagnostics
        assert (found.code, found.message) == ("docs-not-found", words)


def test_only_inert_files_beside_the_pages_are_published() -> None:
    files: dict[str, str | bytes] = {
        "a.png": b"p",
        "b.svg": b"<svg/>",
        "c.html": "x",
        "d.js": "x",
        "e.csv": "1",
        ".env": "x",
        "f": "x",
    }
    site = build({"docs/index.md": "x", **{f"docs/{name}": content for name, content in files.items()}})
    assert [asset.path for asset in site.assets] == ["a.png", "e.csv"]


def test_page_that_cannot_be_rendered_costs_itself() -> None:
    too_deep = "\n".join(f"{'  ' * depth}- x" for depth in range(600))
    site = build({"docs/index.md": "# Fine", "docs/bad.md": too_deep})
    assert page_of(site).title == "Fine"
    assert places(site) == ["docs-page-failed docs/bad.md:0"]


def test_not_utf_8_is_reported_and_shown_as_well_as_it_goes() -> None:
    site = build({"docs/index.md": "# Caf\xe9".encode("latin-1")})
    assert places(site) == ["docs-config docs/index.md:0"]
    assert "Caf\ufffd" in page_of(site).html


def test_same_input_same_site() -> None:
    files: dict[str, str | bytes] = {
        "docs/index.md": "# A\n\n[b](b.md) :smile:\n",
        "docs/b.md": '=== "T"\n\n    x\n',
        "docs/i.png": b"x",
    }
    assert build(files) == build(dict(reversed(files.items())))


def test_techdocs_core_blocks() -> None:
    config = "plugins: [{techdocs-core: {use_pymdownx_blocks: true}}]"
    assert 'class="admonition note"' in html("/// note | Title\nText\n///\n", config)


def test_memory_that_is_not_there_is_the_sites_fault_rather_than_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What others left behind in the process must not decide which pages a site has: it is tried again, or told of."""

    def convert(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Converter, "convert", convert)
    with pytest.raises(MemoryError):
        build({"docs/index.md": "# Home"})

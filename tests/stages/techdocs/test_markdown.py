import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builders.docs import build, html, page_of, places


def counts(text: str, selector: str, config: str = "") -> int:
    return len(LexborHTMLParser(html(text, config)).css(selector))


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("!!! note\n\n    Text\n", "div.admonition.note > p.admonition-title"),
        ('??? tip "T"\n\n    Text\n', "details.tip > summary"),
        ('=== "A"\n\n    x\n\n=== "B"\n\n    y\n', ".tabbed-set.tabbed-alternate > input[type=radio][name][id]"),
        ("```python\nx = 1\n```\n", "div.language-python.highlight table.highlighttable td.linenos .normal"),
        ("```python\nx = 1\n```\n", "div.highlight span.mi"),
        ("- [x] a\n", "label.task-list-control > input[type=checkbox][checked][disabled]"),
        ("a[^1]\n\n[^1]: note\n", ".footnote li[id='fn:1'] a.footnote-backref"),
        ("|a|b|\n|-|:-:|\n|1|2|\n", "table td[align=center]"),
        ("T\n:   d\n", "dl > dd"),
        ("H~2~O x^2^ ==m== ~~d~~ {++i++}\n", "sub, sup, mark, del, ins.critic"),
        ("*[HTML]: Hyper\nHTML\n", "abbr[title=Hyper]"),
        ("`#!python x`\n", "code.highlight span.n"),
        ("See https://example.com/x\n", "a[href='https://example.com/x'][rel]"),
        ("## T { #own .cls }\n", "h2#own.cls > a.headerlink[href='#own']"),
        ("```mermaid\ngraph LR\n```\n", "figure > figcaption.docs-source-caption:empty + pre.mermaid > code"),
        ('<div markdown class="grid cards">\n\n- *a*\n\n</div>\n', "div.grid.cards li em"),
        ("> [!WARNING]\n> Text\n", "div.admonition.warning"),
        ("> [!CAUTION] Own title\n> Text\n", "div.admonition.danger"),
        (">>> [!note]\nText\n>>>\n", "div.admonition.note"),
        ("(c) -->\n", "p"),
    ],
)
def test_what_techdocs_core_knows_survives_the_sanitiser(text: str, selector: str) -> None:
    assert counts(text, selector) >= 1


def test_alert_in_a_code_block_stays_code() -> None:
    assert counts("```text\n> [!NOTE]\n> x\n```\n", ".admonition") == 0


def test_lists_nest_by_two_spaces_and_end_at_a_paragraph() -> None:
    assert counts("- a\n  - b\n    - c\n", "li li li") == 1
    assert counts("- a\n\n- b\n", "ul") == 2
    assert counts("1. a\n\n2. b\n", "ol > li > p") == 2


def test_icons_are_materials_and_emoji_are_characters() -> None:
    found = html(":material-check: :smile: :no-such-icon:")
    assert LexborHTMLParser(found).css_first("span.twemoji > svg path") is not None
    assert "\U0001f604" in found
    assert ":no-such-icon:" in found
    assert "http" not in found.replace("http://www.w3.org/2000/svg", "")


def test_icon_mark_in_html_gives_icons_only() -> None:
    assert "<svg" in html('<i data-icon="material-check"></i>')
    assert "svg" not in html('<i data-icon="../../etc/passwd"></i> <i data-figure="0"></i> <i data-icon="nope"></i>')


def test_keys_math_and_other_extensions_on_request() -> None:
    config = "markdown_extensions:\n- pymdownx.keys\n- pymdownx.arithmatex: {generic: false}\n- attr_list\n"
    assert counts("++ctrl+a++\n", "span.keys > kbd.key-control", config) == 1
    assert counts("$x^2$\n", "span.arithmatex", config) == 1


def test_options_are_merged_over_the_defaults() -> None:
    config = (
        "markdown_extensions:\n- toc: {permalink: '#', toc_depth: 2}\n- pymdownx.highlight: {anchor_linenums: true}\n"
        "- pymdownx.superfences:\n    custom_fences:\n    - {name: vega, class: vegalite, format: x}\n"
    )
    page = page_of(build({"mkdocs.yml": config, "docs/index.md": "# A\n\n## B\n\n### C\n\n```vega\n{}\n```\n"}))
    assert ">#</a>" in page.html
    assert page.headings[0].children[0].children == ()
    assert 'class="vegalite"' in page.html


def test_known_slug_functions_are_used() -> None:
    config = (
        "markdown_extensions:\n- toc:\n    slugify: !!python/object/apply:pymdownx.slugs.slugify\n"
        "      kwds: {case: lower}\n"
    )
    assert 'id="größe-2"' in html("# Größe 2\n", config)


def test_options_that_break_the_converter_are_left_out() -> None:
    site = build({"mkdocs.yml": "markdown_extensions:\n- toc: {toc_depth: [x]}\n", "docs/index.md": "# A\n"})
    assert page_of(site).title == "A"
    assert places(site) == ["docs-config mkdocs.yml:2"]


@pytest.mark.parametrize(
    "text",
    [
        "```dot\ndigraph { rankdir=LR; one -> two }\n```\n",
        "```graphviz dot plan.svg\ndigraph { one -> two }\n```\n",
        "{% dot plan.svg\ndigraph { one -> two }\n%}\n",
    ],
)
def test_graphviz_is_drawn(text: str) -> None:
    found = html(text)
    assert LexborHTMLParser(found).css_first("div.docs-diagram svg text") is not None
    assert "data-figure" not in found


def test_graphviz_that_cannot_be_drawn_is_shown_as_source() -> None:
    site = build({"docs/index.md": "# A\n\n```dot\ndigraph {\n```\n"})
    assert places(site) == ["diagram-failed docs/index.md:3"]
    assert "digraph {" in page_of(site).html


@pytest.mark.parametrize("text", ["```plantuml\nA -> B\n```\n", "::uml::\nA -> B\n::end-uml::\n"])
def test_plantuml_is_shown_as_source_with_one_diagnostic(text: str) -> None:
    site = build({"docs/index.md": text})
    assert [one.code for one in site.diagnostics] == ["diagram-failed"]
    assert "A -&gt; B" in page_of(site).html


def test_snippets_come_from_the_docs_and_their_folder() -> None:
    config = "markdown_extensions:\n- pymdownx.snippets: {base_path: [parts], auto_append: [end.md]}\n"
    files = {"parts/end.md": "*the end*", "docs/inc/a.md": "from docs", "README.md": "from root"}
    text = '--8<-- "inc/a.md"\n\n--8<-- "README.md"\n\n--8<-- "gone.md"\n'
    site = build({"mkdocs.yml": config, "docs/index.md": text, **files})
    found = page_of(site).html
    assert all(words in found for words in ("from docs", "from root", "the end"))
    assert places(site) == ["docs-broken-link docs/index.md:5"]


def test_header_cells_without_text_are_cells() -> None:
    found = LexborHTMLParser(html("| | b |\n|:-|-|\n| 1 | 2 |\n"))
    assert [cell.tag for cell in found.css("thead tr > *")] == ["td", "th"]
    assert [cell.attributes for cell in found.css("thead td")] == [{"align": "left"}]


def test_boxes_of_task_lists_are_named_by_their_item() -> None:
    boxes = LexborHTMLParser(html("- [x] call *her*\n- [ ] wait\n")).css("input")
    assert [box.attributes["aria-label"] for box in boxes] == ["call her", "wait"]


@pytest.mark.parametrize(
    "text", ["{}", "text {} text", "<div>\n{}\n</div>", "- {}", "    {}", "`{}`", "```\n{}\n```", "# {}"]
)
@pytest.mark.parametrize("opening", ["<![CDATA[x]]>", "<![CDATA[ x", "<![if lt IE 9]>x", "<![x"])
def test_openings_that_html_does_not_know_are_text(opening: str, text: str) -> None:
    site = build({"docs/index.md": f"before\n\n{text.format(opening)}\n\n*after*\n"})
    assert site.diagnostics == ()
    shown = LexborHTMLParser(page_of(site).html).text()
    assert opening in shown
    assert "after" in shown

"""Markdown as Git hosts show it: what CommonMark lacks, and what would be shown differently by MkDocs."""

from time import process_time

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.github_markdown import GitHubPage, render_github
from portalgen.techdocs.github_slug import Slugs
from portalgen.techdocs.sanitise import sanitise


def render(text: str) -> GitHubPage:
    return render_github(text, Drawings())


def page(text: str) -> LexborHTMLParser:
    """Return the page as readers get it."""
    drawings = Drawings()
    return LexborHTMLParser(sanitise(render_github(text, drawings).html, drawings))


def words(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def test_anchors_are_github_s() -> None:
    slugs = Slugs()
    titles = ["What's new in 2.0?", "`code` & more", "Über  uns", "snake_case", "Usage", "Usage", "Usage-1", "🚀 Go"]
    found = [slugs.take(title) for title in titles]
    assert found == ["whats-new-in-20", "code--more", "über--uns", "snake_case", "usage", "usage-1", "usage-1-1", "-go"]


def test_headings_make_a_tree_and_link_to_themselves() -> None:
    made = render("# One\n\n## Two `x`\n\n### Three\n\n## Two x\n")
    (one,) = made.headings
    assert [(row.id, row.title) for row in one.children] == [("two-x", "Two x"), ("two-x-1", "Two x")]
    assert one.children[0].children[0].id == "three"
    assert 'href="#two-x-1"' in made.html


def test_ids_of_the_frame_are_left_to_it() -> None:
    assert render("# Portal side\n\n# Main\n").headings[0].id == "docs-main"
    assert "portal-side" not in (page("# Portal side").html or "")


def test_an_alert_is_an_admonition_and_a_quote_stays_one() -> None:
    tree = page("> [!IMPORTANT]\n> Hello **you**\n>\n> > [!note]\n> > inside\n\n> [!NOTHING]\n> words\n")
    assert words(tree, ".admonition.warning > .admonition-title") == ["Important"]
    assert words(tree, ".admonition.warning > p:nth-child(2)") == ["Hello you"]
    assert words(tree, ".admonition .admonition.note > p") == ["Note", "inside"]
    assert words(tree, "blockquote") == ["[!NOTHING] words"]


@pytest.mark.parametrize(
    ("text", "words_of"),
    [
        ("> [!NOTE] Never run as root.", "[!NOTE] Never run as root."),
        ("> [!NOTE]Text\n> more", "[!NOTE]Text more"),
        ("> [!note](http://x) hello", "!note hello"),
        ("> [!NOTE]\n> hello\n\n[!note]: http://x", "!NOTE hello"),
    ],
)
def test_a_mark_with_text_beside_it_is_no_alert(text: str, words_of: str) -> None:
    tree = page(text)
    assert words(tree, "blockquote") == [words_of]
    assert not tree.css(".admonition")


def test_an_alert_may_have_a_list_as_its_text() -> None:
    tree = page("> [!TIP]\n>\n> - one\n> - two\n")
    assert words(tree, ".admonition.tip li") == ["one", "two"]


def test_boxes_are_shown_and_cannot_be_ticked() -> None:
    tree = page("- [ ] to do\n- [x] **done**\n- [y] no box\n")
    boxes = tree.css("li.task-list-item input")
    assert ["checked" in box.attributes for box in boxes] == [False, True]
    assert all("disabled" in box.attributes for box in boxes)
    assert words(tree, "li") == ["to do", "done", "[y] no box"]


def test_bare_addresses_are_links_without_the_marks_around_them() -> None:
    tree = page(
        "See https://example.org/a_(b), (https://example.org/c). [no https://example.org/d](x) `https://e.org`\n"
    )
    assert [link.attributes["href"] for link in tree.css("a")] == [
        "https://example.org/a_(b)",
        "https://example.org/c",
        "x",
    ]


def test_marks_after_an_address_are_taken_away_in_one_pass() -> None:
    start = process_time()
    (link,) = page("http://e.org/(a)" + ").," * 50_000).css("a")
    assert link.attributes["href"] == "http://e.org/(a)"
    assert process_time() - start < 1


def test_names_of_emoji_are_emoji_and_times_are_not() -> None:
    assert words(page("go :rocket: at 10:30:00 :unknown: `:rocket:`"), "p") == ["go 🚀 at 10:30:00 :unknown: :rocket:"]


def test_markdown_inside_html_is_markdown() -> None:
    text = '<div align="center">\n\n# Title\n\n</div>\n\n'
    text += "<details>\n<summary>More</summary>\n\n```sh\nls\n```\n\n</details>\n"
    tree = page(text)
    assert words(tree, 'div[align="center"] h1') == ["Title¶"]
    assert words(tree, "details > summary") == ["More"]
    assert words(tree, "details .highlight code") == ["ls"]


def test_pictures_keep_their_size_and_their_dark_side() -> None:
    text = '<picture><source media="(prefers-color-scheme: dark)" srcset="d.png"><img src="l.png" width="40"></picture>'
    tree = page(text)
    (source,), (picture,) = tree.css("source"), tree.css("img")
    assert source.attributes == {"media": "(prefers-color-scheme: dark)", "srcset": "d.png"}
    assert picture.attributes == {"src": "l.png", "width": "40"}


def test_cells_are_aligned_without_inline_styles() -> None:
    tree = page("| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert [cell.attributes.get("align") for cell in tree.css("th, td")] == [None, "right", None, "right"]


def test_diagrams_are_drawn() -> None:
    assert page("```dot\ndigraph { a -> b }\n```\n").css("svg")


def test_nothing_acts() -> None:
    text = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n"
    text += "[x](javascript:alert(1)) <a href='data:text/html,x'>y</a> <a href='javascript:alert(1)'>z</a>\n"
    html = page(text).html
    assert html
    assert not any(word in html for word in ("<script", "onerror", 'href="javascript:', 'href="data:'))

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builders.docs import build, page_of, places


def targets(html: str) -> list[str | None]:
    return [
        node.attributes.get("href") or node.attributes.get("src")
        for node in LexborHTMLParser(html).css("a:not(.headerlink), img")
    ]


SITE: dict[str, str | bytes] = {
    "docs/index.md": "# Home\n\n## Part\n",
    "docs/guide/a b.md": "# AB\n",
    "docs/guide/index.md": "# Guide\n",
    "docs/img/x y.png": b"p",
    "docs/page.md": "",
}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[x](index.md)", "../"),
        ("[x](index.md#part)", "../#part"),
        ("[x](guide/a%20b.md)", "../guide/a%20b/"),
        ("[x](guide/)", "../guide/"),
        ("[x](guide)", "../guide/"),
        ("[x](/guide/index.md)", "../guide/"),
        ("![x](img/x%20y.png)", "../img/x%20y.png"),
        ('<img src="../img/x y.png">', "../img/x%20y.png"),
        ('<img src="img/x%20y.png">', "../img/x%20y.png"),
        ('<a href="guide/index.md">x</a>', "../guide/"),
        ('<a href="../guide/index.html">x</a>', "../guide/"),
        ("[x](https://example.com/a?b#c)", "https://example.com/a?b#c"),
        ("[x](//example.com/a)", "https://example.com/a"),
        ("[x](mailto:a@example.com)", "mailto:a@example.com"),
        ("[x](/catalog/default/component/pay/)", "../../../../../catalog/default/component/pay/"),
        ("[x](#top)", "#top"),
    ],
)
def test_links_lead_to_pages_and_files_as_they_are_served(text: str, target: str) -> None:
    site = build({**SITE, "docs/page.md": f"# Top\n\n{text}\n"})
    assert targets(page_of(site, "page/").html) == [target]
    assert site.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "[x](gone.md)",
        "![x](img/gone.png)",
        "[x](../../outside.md)",
        "[x](/etc/passwd)",
        "[x](index.md#gone)",
        "[x](#gone)",
        '<img src="gone.png">',
        '<a href="http://[">x</a>',
    ],
)
def test_link_to_nothing_is_reported_with_its_line(text: str) -> None:
    site = build({**SITE, "docs/page.md": f"# Top\n\n\n{text}\n"})
    assert places(site) == ["docs-broken-link docs/page.md:4"]


def test_broken_link_is_text_that_says_so() -> None:
    page = page_of(build({**SITE, "docs/page.md": "[x](gone.md)\n"}), "page/")
    (link,) = LexborHTMLParser(page.html).css("a")
    assert "href" not in link.attributes
    assert link.attributes["class"] == "docs-broken"


def test_links_to_other_hosts_give_nothing_away() -> None:
    page = page_of(build({"docs/index.md": "[x](https://example.com) [y](#z)\n\n## z\n"}))
    assert [node.attributes.get("rel") for node in LexborHTMLParser(page.html).css("a:not(.headerlink)")] == [
        "noopener noreferrer",
        None,
    ]


def test_pictures_load_when_they_come_into_view() -> None:
    page = page_of(build({"docs/index.md": "![x](https://example.com/a.png)\n"}))
    assert 'loading="lazy"' in page.html


def test_headings_with_ids_of_the_frame_are_renamed_with_their_links() -> None:
    site = build({"docs/index.md": "# Home\n\n## Menu\n\n[m](#menu)\n", "docs/b.md": "[m](index.md#menu)\n"})
    assert page_of(site).headings[0].children[0].id == "docs-menu"
    assert 'id="docs-menu"' in page_of(site).html
    assert targets(page_of(site).html) == ["#docs-menu"]
    assert targets(page_of(site, "b/").html) == ["../#docs-menu"]
    assert site.diagnostics == ()

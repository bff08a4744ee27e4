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


OUTSIDE = "copy it into the docs folder: what lies outside of it is not published"


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
        ("[x](#top)", "#top"),
    ],
)
def test_links_lead_to_pages_and_files_as_they_are_served(text: str, target: str) -> None:
    site = build({**SITE, "docs/page.md": f"# Top\n\n{text}\n"})
    assert targets(page_of(site, "page/").html) == [target]
    assert site.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[x](inde.md)", "'inde.md' leads to nothing in these docs", "did you mean 'index.md'?"),
        ("[x](a%20b.md)", "'a%20b.md' leads to nothing in these docs", "did you mean 'guide/a b.md'?"),
        ("[x](deep/a%20b.md)", "'deep/a%20b.md' leads to nothing in these docs", "did you mean 'guide/a b.md'?"),
        ("![x](img/z y.png)", "'img/z y.png' leads to nothing in these docs", "did you mean 'img/x y.png'?"),
        ("[x](nothing-like-it.md)", "'nothing-like-it.md' leads to nothing in these docs", ""),
        ("[x](../../above.md)", "'../../above.md' leads to nothing in these docs", ""),
        ("![x](../above.png)", "'../above.png' leads to nothing in these docs", OUTSIDE),
        ("[x](index.md#prat)", "leads to a heading or anchor that is not there: '#prat'", "did you mean '#part'?"),
        ("[x](#nothing)", "'#nothing' leads to a heading or anchor that is not there: '#nothing'", ""),
    ],
)
def test_links_that_lead_nowhere_are_reported_with_what_may_have_been_meant(text: str, message: str, hint: str) -> None:
    (found,) = build({**SITE, "docs/page.md": f"# Top\n\n{text}\n"}).diagnostics
    assert (found.where.path, found.hint) == ("docs/page.md", hint)
    assert message in found.message


def test_hints_are_as_the_page_would_write_them() -> None:
    (found,) = build({**SITE, "docs/guide/page.md": "[x](../guide/indxe.md) [y](../index.md)"}).diagnostics
    assert found.hint == "did you mean 'index.md'?"


def test_a_limited_number_of_broken_links_is_compared_with_what_is_there() -> None:
    pages: dict[str, str | bytes] = {f"docs/a/page-number-{number}.md": "" for number in range(60)}
    links = "\n".join(f"[x](a/pege-nummer-{number}.md)" for number in range(400))
    found = build({**pages, "docs/index.md": f"# Home\n\n{links}\n"}).diagnostics
    assert len(found) == 400
    assert 0 < sum(bool(row.hint) for row in found) < 300


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[words](http://[)", 3),
        ("![words](//[x/a.png)", 3),
        ("[words][r]\n\n[r]: https://[::1\n", 5),
        ('<a href="http://[">words</a>', 3),
    ],
)
def test_address_that_is_no_url_costs_the_link_and_not_the_page(text: str, line: int) -> None:
    site = build({"docs/index.md": f"# Home\n\nBefore {text}\n\n[good](#home)\n"})
    page = page_of(site, "")
    assert places(site) == [f"docs-broken-link docs/index.md:{line}"]
    assert "words" in page.html
    assert "data-bad-url" not in page.html
    assert targets(page.html) == [None, "#home"]


def test_first_line_that_is_an_address_is_metadata_as_in_mkdocs() -> None:
    site = build({"docs/index.md": "https://example.com/a\n\n# Home\n"})
    assert "example.com" not in page_of(site, "").html

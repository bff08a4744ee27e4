"""Pictures of several sizes (`srcset`): each is found or told of, as that of `src`."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen.techdocs.picture_sets import split_set
from tests.builders.docs import build, page_of, places

FILES: dict[str, str | bytes] = {
    "docs/index.md": "# Home",
    "docs/img/a.png": b"a",
    "docs/img/b b.png": b"b",
    "docs/guide/c.png": b"c",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.png", [("a.png", "")]),
        (" a.png 1x,b.png 2x ", [("a.png", "1x"), ("b.png", "2x")]),
        ("a.png, b.png 640w", [("a.png", ""), ("b.png", "640w")]),
        ("a,b.png 2x,, c.png,", [("a,b.png", "2x"), ("c.png", "")]),
        ("data:image/png;base64,AA 2x", [("data:image/png;base64,AA", "2x")]),
        (" , ", []),
        ("", []),
    ],
)
def test_lists_are_split_as_browsers_do(text: str, found: list[tuple[str, str]]) -> None:
    assert list(split_set(text)) == found


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("../../img/a.png 1x, ../../img/b%20b.png 2x", "../../img/a.png 1x, ../../img/b%20b.png 2x"),
        ("../img/a.png", "../../img/a.png"),  # as a host has it: from the file
        ("c.png 640w, https://e.example/x.png 2x", "../c.png 640w, https://e.example/x.png 2x"),
        ("http://e.example/x.png, //e.example/y.png", "https://e.example/x.png, https://e.example/y.png"),
    ],
)
@pytest.mark.parametrize("tag", ["img", "source"])
def test_pictures_are_found_from_the_page_and_from_the_file(tag: str, written: str, target: str) -> None:
    site = build({**FILES, "docs/guide/page.md": f'# Page\n\n<picture><{tag} srcset="{written}"></picture>\n'})
    node = LexborHTMLParser(page_of(site, "guide/page/").html).css_first(tag)
    assert site.diagnostics == ()
    assert node is not None
    assert node.attributes["srcset"] == target


def test_a_picture_that_is_not_there_is_told_and_the_others_stay() -> None:
    text = '# Page\n\n<img src="c.png"\nsrcset="c.png 1x, img/a.pgn 2x, index.md 3x">\n\n<img srcset="http://[ 1x">\n'
    site = build({**FILES, "docs/guide/page.md": text})
    assert places(site) == [f"docs-broken-link docs/guide/page.md:{line}" for line in (4, 4, 6)]
    first, second = LexborHTMLParser(page_of(site, "guide/page/").html).css("img")
    assert first.attributes["srcset"] == "../c.png 1x"
    assert "srcset" not in second.attributes


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "foo://x/a.png", "https:a.png", "data:image/png;base64,AA"])
def test_a_picture_that_pages_may_not_show_is_told_and_the_others_stay(bad: str) -> None:
    site = build({**FILES, "docs/guide/page.md": f'# Page\n\n<img srcset="{bad} 2x, c.png 1x">\n'})
    assert places(site) == ["docs-broken-link docs/guide/page.md:3"]
    assert f"'{bad}'" in site.diagnostics[0].message
    node = LexborHTMLParser(page_of(site, "guide/page/").html).css_first("img")
    assert node is not None
    assert node.attributes["srcset"] == "../c.png 1x"

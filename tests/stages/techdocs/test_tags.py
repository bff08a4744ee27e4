"""Tags of pages, as Material's plug-in has them."""

import re

import pytest

from portalgen.model.docs import Heading
from portalgen.techdocs.plugins import Tags
from portalgen.techdocs.render_page import Rendered
from portalgen.techdocs.tags import with_tags
from tests.builders.docs import build, page_of

PAGES = {
    "docs/index.md": "---\ntags: [HTML5, C & D]\n---\n# Home\n\nText\n",
    "docs/guide/a.md": "---\ntags:\n- HTML5\nhide: [tags]\n---\n# A\n",
}


def test_tags_stand_above_the_page_when_the_plug_in_is_asked_for() -> None:
    without = build(PAGES)
    assert "md-tag" not in page_of(without).html
    site = build({**PAGES, "mkdocs.yml": "plugins: [tags]"})
    assert page_of(site).html.startswith(
        '<div class="md-tags"><span class="md-tag">HTML5</span><span class="md-tag">C &amp; D</span></div>'
    )
    assert "md-tag" not in page_of(site, "guide/a/").html
    assert site.diagnostics == ()


@pytest.mark.parametrize(
    ("config", "text"),
    [
        ("plugins: [material/tags]", "# Tags\n\n<!-- material/tags -->\n"),
        ("plugins: [tags: {}]", "# Tags\n\n<!-- material/tags { scope: true } -->\n"),
        ("plugins: [tags: {tags_file: tags.md}]", "# Tags\n"),
        ("plugins: [tags: {tags_file: tags.md}]", "# Tags\n\n[TAGS]\n"),
    ],
)
def test_a_page_lists_all_tags_with_their_pages(config: str, text: str) -> None:
    site = build({**PAGES, "mkdocs.yml": config, "docs/tags.md": text})
    listing = page_of(site, "tags/")
    assert listing.headings == (
        Heading("tags", "Tags", 1, (Heading("tag:c--d", "C & D", 2), Heading("tag:html5", "HTML5", 2))),
    )
    assert '<h2 id="tag:html5"><span class="md-tag">HTML5</span></h2>' in listing.html
    assert '<ul><li><a href="../guide/a/">A</a></li><li><a href="../">Home</a></li></ul>' in listing.html
    assert '<a href="tags/#tag:html5" class="md-tag">HTML5</a>' in page_of(site).html
    assert "TAGS" not in listing.html
    assert site.diagnostics == ()


def test_tags_are_text() -> None:
    text = "---\ntags: ['<script>alert(1)</script>', '\" onclick=x', 5, [x]]\n---\n# Home\n\n<!-- material/tags -->\n"
    page = page_of(build({"mkdocs.yml": "plugins: [tags]", "docs/index.md": text}))
    assert "<script" not in page.html
    assert "&lt;script&gt;" in page.html
    assert ' onclick="' not in page.html


def test_tags_with_the_same_anchor_are_told_apart() -> None:
    text = "---\ntags: [C++, C, C 2]\n---\n# Home\n\n<!-- material/tags -->\n"
    page = page_of(build({"mkdocs.yml": "plugins: [tags]", "docs/index.md": text}))
    found = {tag: re.search(f'#([^"]+)" class="md-tag">{re.escape(tag)}<', page.html) for tag in ("C", "C 2", "C++")}
    assert {tag: match and match[1] for tag, match in found.items()} == {
        "C": "tag:c", "C 2": "tag:c-2", "C++": "tag:c-3",
    }  # fmt: skip
    assert all(page.html.count(f'<h2 id="{match[1]}">') == 1 for match in found.values() if match)


def test_openings_without_an_end_list_nothing() -> None:
    page = Rendered("", "index.md", "index.md", "", "Home", "<!-- material/tags " * 40_000, (), {"tags": ["x"]})
    (done,) = with_tags([page], Tags(shown=True))
    assert done.html == f'<div class="md-tags"><span class="md-tag">x</span></div>\n{page.html}'

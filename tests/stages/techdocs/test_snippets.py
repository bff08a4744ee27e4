"""Snippets: which are missing, and what becomes of the text of those that are there."""

import pytest

from tests.builders.docs import build, html, page_of, places


def test_every_missing_snippet_is_told_where_it_is_asked_for() -> None:
    text = """---
title: Home
---
--8<-- "gone.md"

--8<--
lost.md:2:5
inc/part.md
--8<--

`gone.md` again:

    --8<-- 'gone.md'

;--8<-- "gone.md"
--8<-- "inc/part.md:usage"
"""
    part = 'Here\n\n--8<-- "deep.md"\n--8<-- "https://example.com/x.md"\n'
    site = build({"docs/index.md": text, "docs/inc/part.md": part}, folder="shop")
    assert [(row.where.path, row.where.line, row.message) for row in site.diagnostics] == [
        ("shop/docs/inc/part.md", 3, "the snippet 'deep.md' is not in these docs"),
        ("shop/docs/inc/part.md", 4, "the snippet 'https://example.com/x.md' is not in these docs"),
        ("shop/docs/index.md", 4, "the snippet 'gone.md' is not in these docs"),
        ("shop/docs/index.md", 7, "the snippet 'lost.md' is not in these docs"),
        ("shop/docs/index.md", 13, "the snippet 'gone.md' is not in these docs"),
        ("shop/docs/index.md", 16, "the snippet 'inc/part.md:usage' is not in these docs"),
    ]
    assert "<p>Here</p>" in page_of(site).html


def test_a_folder_is_no_snippet() -> None:
    site = build({"docs/index.md": '# Home\n\n--8<-- "inc"\n', "docs/inc/a.md": "x"})
    assert places(site) == ["docs-broken-link docs/index.md:3"]


def test_what_every_page_ends_with_is_told_once() -> None:
    config = "markdown_extensions:\n- pymdownx.snippets: {base_path: parts, auto_append: [end.md, gone.md, ../up.md]}\n"
    files = {"docs/index.md": "# A", "docs/b.md": "# B", "parts/end.md": "The end", "up.md": "up"}
    site = build({"mkdocs.yml": config, **files})
    assert places(site) == ["docs-broken-link mkdocs.yml:2", "docs-broken-link mkdocs.yml:2"]
    assert all("The end" in page.html for page in site.pages)


@pytest.mark.parametrize("before", ["", "Text\n\n"])
def test_alerts_of_snippets_are_admonitions(before: str) -> None:
    part = "> [!WARNING]\n> Careful, *please*\n"
    found = html(f'{before}--8<-- "part.md"\n', **{"docs/part.md": part, "mkdocs.yml": "exclude_docs: part.md"})
    assert 'class="admonition warning"' in found
    assert "<em>please</em>" in found
    assert "blockquote" not in found


def test_alerts_of_snippets_in_code_stay_as_they_are() -> None:
    found = html('```markdown\n--8<-- "part.md"\n```\n', **{"docs/part.md": "> [!NOTE]\n> Text\n"})
    assert "admonition" not in found
    assert "[!NOTE]" in found

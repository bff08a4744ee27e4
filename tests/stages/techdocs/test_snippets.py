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
        ("shop/docs/index.md", 16, "the snippet 'inc/part.md:usage' is in these docs, but without this section"),
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


def test_sections_are_there_if_the_reader_of_snippets_finds_them() -> None:
    parts = {
        "docs/late.md": "--8<-- [end:x]\n--8<-- [start:x]\nText\n",
        "docs/shown.md": ";--8<-- [start:x]\nText\n;--8<-- [end:x]\n",
        "docs/loud.md": "--8<-- [START:x]\nText\n--8<-- [END:x]\n",
        "docs/good.md": "# --8<-- [start:x]\nGood\n--8<-- [end:x]\n",
    }
    text = '--8<-- "late.md:x"\n\n--8<-- "shown.md:x"\n\n--8<-- "loud.md:x"\n\n--8<-- "good.md:x"\n'
    site = build({"docs/index.md": text, "mkdocs.yml": "exclude_docs: '*.md\n\n  !index.md'", **parts})
    assert [(row.where.line, row.message) for row in site.diagnostics] == [
        (1, "the snippet 'late.md:x' is in these docs, but without this section"),
        (3, "the snippet 'shown.md:x' is in these docs, but without this section"),
        (5, "the snippet 'loud.md:x' is in these docs, but without this section"),
    ]
    assert "<p>Good</p>" in page_of(site).html


def test_a_name_asks_for_a_snippet_in_a_block_only() -> None:
    text = "gone.md\n\n;--8<--\ngone.md\n;--8<--\n\n--8<--\ngone.md\n;gone.md\n--8<--\n\ngone.md\n"
    assert places(build({"docs/index.md": text})) == ["docs-broken-link docs/index.md:8"]


def test_a_snippet_that_is_not_utf_8_is_told_and_shown_as_far_as_it_can_be_read() -> None:
    files: dict[str, str | bytes] = {
        "docs/index.md": '# Home\n\n--8<-- "old.txt"\n',
        "docs/old.txt": b"Gr\xfc\xdfe\n\nHere",
    }
    site = build(files)
    assert places(site) == ["docs-config docs/index.md:3"]
    assert site.diagnostics[0].message == "the snippet 'old.txt' is not UTF-8: wrong characters are replaced"
    assert "<p>Here</p>" in page_of(site).html


def test_each_of_thousands_of_missing_snippets_is_told_at_its_line() -> None:
    names = [f"gone{number}.md{':2:3' * (number % 2)}" for number in range(3000)]
    text = "".join(f'--8<-- "{name}"\n' for name in names)
    lines = [row.where.line for row in build({"docs/index.md": text}).diagnostics]
    assert lines == list(range(1, len(names) + 1))


def test_a_mark_at_the_start_of_a_snippet_is_no_part_of_its_text() -> None:
    files: dict[str, str | bytes] = {"docs/index.md": '--8<-- "a.txt"\n', "docs/a.txt": b"\xef\xbb\xbf# Title\r\n"}
    assert page_of(build(files)).title == "Title"


DIAGRAMS = ["{% dot a.svg\ndigraph { a }\n%}", "::uml::\nA -> B\n::end-uml::", "```graphviz dot a.svg\ndigraph { a }"]


@pytest.mark.parametrize("diagram", DIAGRAMS)
@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_diagrams_in_code_stay_as_they_are(diagram: str, fence: str) -> None:
    first = diagram.partition("\n")[0]
    own = html(f"Text\n\n{fence}text\n{diagram}\n{fence}\n")
    read = html(f'Text\n\n{fence}text\n--8<-- "inc.txt"\n{fence}\n', **{"docs/inc.txt": f"{diagram}\n"})
    assert first in own
    assert first in read


def test_diagrams_in_code_of_a_list_stay_as_they_are() -> None:
    text = "- Item\n\n    ```text\n    ::uml::\n    A -> B\n    ::end-uml::\n    ```\n\n::uml::\nC -> D\n::end-uml::\n"
    found = html(text)
    assert found.count("::uml::") == 1
    assert found.count("::end-uml::") == 1


def test_lines_that_a_snippet_does_not_have_are_told() -> None:
    text = '--8<-- "a.md:1:2"\n\n--8<-- "a.md:50:60"\n\n--8<--\na.md:2:99\na.md:1:1,7:\na.md:-2:\n--8<--\n'
    site = build({"docs/index.md": text, "docs/a.md": "One\n\nTwo\n"})
    assert [(row.where.line, row.message) for row in site.diagnostics] == [
        (3, "the snippet 'a.md:50:60' is in these docs, but without these lines"),
        (7, "the snippet 'a.md:1:1,7:' is in these docs, but without these lines"),
    ]

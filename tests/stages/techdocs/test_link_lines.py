"""The line that a message about a link names is the line on which the author finds it."""

import pytest

from portalgen.techdocs.link_lines import LinkPlaces
from tests.builders.docs import build, page_of, places


@pytest.mark.parametrize(
    ("text", "written", "lines"),
    [
        ("# A\n\n[good](two.md#start)\n\n[bad](two.md#star)\n", "two.md#star", [5]),
        ("`two.md`\n\n[a](two.md)\n", "two.md", [3]),
        ("``a ` two.md``\n[a](two.md)\n", "two.md", [2]),
        ("```\n[a](two.md)\n```\n[b](two.md)\n\n[c](two.md)\n", "two.md", [4, 6, 6]),
        ("~~~~ md\n```\n[a](two.md)\n~~~~\n[b](two.md)\n", "two.md", [5]),
        ("- a\n\n    ```\n    [a](two.md)\n    ```\n\n[b](two.md)\n", "two.md", [7]),
        ("```\nnever closed [a](two.md)\n", "two.md", [1]),
        ("[a](other-two.md)\n[b](two.md).\n", "two.md", [2]),
        ("<img src=two.png>\n", "two.png", [1]),
        ("# A\n\nText\n\n--8<-- 'inc.md'\n", "two.md", [5]),
        ("# A\n", "two.md", [1]),
        ("[a][x]\n\n[x]: two.md\n", "two.md", [3]),
        ("\n<a href='two.md?a=1&amp;b=2'>\n<a href='two.md?a=1&amp;b=2'>", "two.md?a=1&b=2", [2, 3]),
    ],
)
def test_the_line_of_an_address(text: str, written: str, lines: list[int]) -> None:
    found = LinkPlaces(text)
    assert [found.of(written).line for _ in lines] == lines


def messages(text: str) -> list[str]:
    site = build({"docs/guide/a.md": text, "docs/one.md": "# One\n", "docs/index.md": "# Home\n"})
    return [f"{row.where.line} {row.message}" for row in site.diagnostics]


def test_messages_show_addresses_as_they_are_written() -> None:
    assert messages("# A\n\n[a](../one.md#top) `../one.md#stop`\n\n[b](../one.md#stop)\n") == [
        "3 '../one.md#top' leads to a heading or anchor that is not there: '#top'",
        "5 '../one.md#stop' leads to a heading or anchor that is not there: '#stop'",
    ]


def test_a_page_is_no_picture() -> None:
    assert messages("# A\n\n![a](../one.md)\n") == ["3 '../one.md' is a page, not a picture or recording"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://"])
def test_addresses_that_pages_may_not_have_are_told(address: str) -> None:
    assert messages(f"# A\n\n[a]({address})\n") == [f"3 '{address}' is left out: pages have no addresses of this kind"]


def test_recordings_of_other_hosts_are_told() -> None:
    (found,) = messages('# A\n\n<video src="https://e.example/a.mp4"></video>\n')
    assert found.startswith("3 'https://e.example/a.mp4' is left out")


def test_elements_that_are_left_out_are_told_at_the_first_of_them() -> None:
    (found,) = messages("# A\n\n<script>1</script>\n\n<button>b</button>\n")
    assert found == "3 these HTML elements are left out: button, script"


def test_fields_of_forms_are_left_out_and_told_and_their_words_stay() -> None:
    text = "# A\n\n<form>Name <input name='n'><INPUT TYPE=Checkbox> <button>Go</button></form>\n\n<input type=text>\n"
    site = build({"docs/index.md": text})
    assert [row.message for row in site.diagnostics] == ["these HTML elements are left out: button, form, input"]
    found = page_of(site).html
    assert ("Name" in found, "Go" in found, found.count("<input")) == (True, True, 1)


def test_boxes_and_tabs_are_no_fields() -> None:
    text = '- [ ] A\n- [x] B\n\n=== "T"\n\n    x\n\n`<input type=text>`\n'
    site = build({"docs/index.md": text})
    assert (site.diagnostics, page_of(site).html.count("<input")) == ((), 3)


def test_a_name_in_other_letters_is_what_was_meant() -> None:
    site = build({"docs/index.md": "# Home\n\n[a](ONE.md)\n", "docs/one.md": "# One\n"})
    assert [row.hint for row in site.diagnostics] == ["did you mean 'one.md'?"]


def test_front_matter_with_a_fault_is_told_at_the_fault() -> None:
    site = build({"docs/index.md": "---\ntitle: A\nstatus: {a: b\n---\n# Home\n"})
    assert [(row.where.line, row.where.column) for row in site.diagnostics] == [(3, 9)]


def test_what_a_snippet_brings_is_told_in_the_snippet() -> None:
    part = "# Part\n\n[a](gone.md)\n\n[b](entity:gone#x)\n\n[c](index.md#stop)\n\n[d](twice.md)\n\n<iframe></iframe>\n"
    page = '[d](twice.md)\n\n--8<-- "part.md"\n'
    site = build({"docs/index.md": page, "docs/b.md": '--8<-- "part.md"\n', "parts/part.md": part, "mkdocs.yml": BASE})
    assert places(site) == [
        "docs-broken-link docs/index.md:1",
        "docs-broken-link parts/part.md:3",
        "docs-broken-link parts/part.md:7",
        "docs-broken-link parts/part.md:9",
        "docs-unsafe-html parts/part.md:11",
    ]
    home = page_of(site)
    assert [(link.line, link.file) for link in home.links] == [(5, "parts/part.md")]


@pytest.mark.parametrize(
    ("asked", "told"),
    [("", [2, 6]), (":two", [6]), (":none", []), (":6:6", [6]), (":2:2,6:6", [2, 6]), (":5:", [6]), (":-1:", [])],
)
def test_a_snippet_has_only_the_lines_that_the_page_has(asked: str, told: list[int]) -> None:
    part = "# --8<-- [start:one]\n[a](gone.md)\n# --8<-- [end:one]\n\n# --8<-- [start:two]\n[a](gone.md)\n"
    site = build({"docs/index.md": f'--8<-- "part.txt{asked}"\n', "part.txt": part})
    assert [row.where.line for row in site.diagnostics if row.where.path == "part.txt"] == told


def test_links_to_notes_of_the_page_itself_are_not_kept() -> None:
    site = build({"docs/index.md": "# A\n\nB[^1]\n\n[^1]: C\n"})
    assert (site.diagnostics, site.notes[0].anchors) == ((), ())


def test_a_diagram_of_a_snippet_is_told_in_the_snippet() -> None:
    site = build({"docs/index.md": 'A\n\n--8<-- "a.md"\n', "docs/a.md": "A\n\n```dot\nNo digraph {\n```\n"})
    assert places(site) == ["diagram-failed docs/a.md:3"]


BASE = "markdown_extensions:\n- pymdownx.snippets: {base_path: parts}\n"

import re

from portalgen.techdocs.css_rules import declarations, read_rules, selectors
from portalgen.techdocs.material import material_css

STYLE = material_css().decode()


def heads(style: str) -> set[str]:
    found: set[str] = set()
    todo = list(read_rules(style))
    while todo:
        rule = todo.pop()
        todo += rule.rules
        found |= set(selectors(rule.head))
    return found


def test_everything_stands_in_one_layer_and_nothing_is_loaded() -> None:
    (layer,) = read_rules(STYLE)
    assert layer.head == "@layer material"
    assert "@import" not in STYLE
    assert re.findall(r"url\((?![\"']?data:)", STYLE) == []


def test_no_selector_reaches_the_frame() -> None:
    own = (
        ".md-typeset",
        ".md-tooltip",
        ".md-annotation",
        "[data-md-visible]",
        "[data-md-color-scheme",
        ":root",
        "@",
        "to",
    )
    strange = {
        head
        for head in heads(STYLE)
        if head not in {"0%", "50%", "75%", "from"} and not any(part in head for part in own)
    }
    assert strange == {"[hidden]+.md-tooltip--inline"} & strange
    assert not any(re.search(r"\.md-(header|nav|search|sidebar|footer|grid|main|top)\b", head) for head in heads(STYLE))


def test_lengths_are_those_of_materials_own_pages() -> None:
    assert ".md-typeset{font-size:calc(1rem*var(--docs-text,1))" in STYLE.replace(" ", "")
    assert "html{" not in STYLE


def test_scheme_of_the_page_is_left_alone() -> None:
    assert not re.search(r"[;{]color-scheme:", STYLE)
    assert "[data-md-color-scheme=slate]{" in STYLE
    assert ":root:not([data-md-color-scheme]){" in STYLE


def test_content_has_its_rules() -> None:
    for part in (
        ".admonition",
        ".tabbed-labels",
        ".highlight .k",
        ".task-list-indicator",
        ".footnote",
        ".grid",
        ".keys",
    ):
        assert part in STYLE


def test_reader_keeps_strings_whole() -> None:
    (rule,) = read_rules('/* {x} */a[title="{;}"],b:is(i,u){content:"};";color:red}')
    assert selectors(rule.head) == ['a[title="{;}"]', "b:is(i,u)"]
    assert list(declarations(rule.body)) == [("content", '"};"'), ("color", "red")]

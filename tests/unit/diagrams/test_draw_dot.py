"""Untrusted DOT text: what comes out is a picture and nothing else."""

import re
from contextlib import suppress
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.diagrams import DiagramError, draw_dot

TAGS = {"svg", "title", "desc", "g", "a", "path", "polygon", "polyline", "ellipse", "rect", "text"}
ATTRIBUTES = {
    "class",
    "width",
    "height",
    "viewBox",
    "role",
    "aria-labelledby",
    "aria-describedby",
    "id",
    "transform",
    "href",
    "d",
    "points",
    "cx",
    "cy",
    "rx",
    "ry",
    "x",
    "y",
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-opacity",
    "stroke-width",
    "font-size",
    "text-anchor",
    "textLength",
    "lengthAdjust",
}


def elements(svg: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    parser.Parse(svg, True)  # noqa: FBT003  (positional only)
    return found


def assert_inert(svg: str) -> None:
    for name, attributes in elements(svg):
        assert name in TAGS
        assert attributes.keys() <= ATTRIBUTES
        assert not re.match(r"\s*(?!https?:|mailto:)[^/?#]*:|//", attributes.get("href", ""), re.IGNORECASE)


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_shapes_lines_and_words_are_drawn() -> None:
    svg = draw_dot(
        'digraph { rankdir=LR; a [label="Ingest"]; a -> b [label=next]; subgraph cluster_q { label=Zone; b } }'
    )
    assert_inert(svg)
    assert sorted(texts(svg)) == ["Ingest", "Zone", "b", "next"]
    assert svg.count("<ellipse") == 2
    assert "Ingest to b." in svg


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example/",
        "\\\\\\\\evil.example",
    ],
)
@pytest.mark.parametrize("key", ["URL", "href"])
def test_links_that_could_run_or_leave_quietly_are_not_links(link: str, key: str) -> None:
    svg = draw_dot(f'digraph {{ a [{key}="{link}"]; a -> a [{key}="{link}"] }}')
    assert_inert(svg)
    assert "<a " not in svg


@pytest.mark.parametrize("link", ["https://x.example/?a=1&b", "mailto:a@x.example", "../guide/#top", "page.html"])
def test_other_links_stay(link: str) -> None:
    (found,) = (
        attributes["href"] for name, attributes in elements(draw_dot(f'graph {{ a [URL="{link}"] }}')) if name == "a"
    )
    assert found == link


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_label_is_only_text(label: str) -> None:
    quoted = label.replace("\\", "\\\\").replace('"', '\\"')
    assert_inert(
        draw_dot(f'digraph "{quoted}" {{ label="{quoted}"; a [label="{quoted}" tooltip="{quoted}" URL="{quoted}"] }}')
    )


@given(st.text(alphabet='digraph {}[]="<>-;:/\\#abn\n,', max_size=80) | st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_picture_or_an_error(source: str) -> None:
    for text in (source, f"digraph {{ {source} }}", f"digraph {{ a [{source}] }}"):
        with suppress(DiagramError):
            assert_inert(draw_dot(text))


@pytest.mark.parametrize(
    "attribute",
    [
        '_draw_="x"',
        '_background="c 7 -#ff0000 p 4 4 4 36 4 36 36 4 36"',
        'stylesheet="x\\"><script>"',
        'class="\\"><script>alert(1)</script>"',
        'id="\\"><script>"',
        'fillcolor="\\" onload=alert(1)" style=filled',
        'fontname="\\" onload=alert(1)"',
        'style="setlinewidth(9e999)"',
        'image="/etc/passwd"',
        'comment="]]><script>"',
        "width=1e30",
    ],
)
def test_attributes_do_not_come_through(attribute: str) -> None:
    try:
        svg = draw_dot(f"digraph {{ graph [{attribute}]; a [{attribute}]; a -> b [{attribute}] }}")
    except DiagramError:
        return
    assert_inert(svg)
    assert "script" not in svg


def test_colours_of_the_author_stay_and_others_are_the_themes() -> None:
    svg = draw_dot("digraph { a -> b [color=red]; b -> c }")
    lines = [attributes for name, attributes in elements(svg) if name == "path"]
    assert [line.get("stroke") for line in lines] == ["#ff0000", None]
    assert ["dot-line" in line["class"] for line in lines] == [False, True]


@pytest.mark.parametrize(("fill", "ink"), [("lightblue", "#111111"), ("navy", "#ffffff"), ("yellow:red", "#111111")])
def test_words_on_a_colour_of_the_author_can_be_read(fill: str, ink: str) -> None:
    svg = draw_dot(f'digraph {{ a [style=filled fillcolor="{fill}"] }}')
    assert [attributes.get("fill") for name, attributes in elements(svg) if name == "text"] == [ink]


@pytest.mark.parametrize("ground", ["bgcolor=beige", "subgraph cluster_x { bgcolor=pink; a }"])
def test_on_a_ground_of_the_author_the_picture_stays_light(ground: str) -> None:
    assert "diagram-paper" in draw_dot(f"digraph {{ {ground}; a }}")
    assert "diagram-paper" not in draw_dot("digraph { a }")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("digraph { a -> ", "parse"),
        ("not dot", "parse"),
        ("digraph { a [label=<<b>x</b>>] }", "HTML-like"),
        ("#" * 1_000_001, "megabyte"),
    ],
)
def test_reasons_are_short(source: str, reason: str) -> None:
    with pytest.raises(DiagramError, match=reason):
        draw_dot(source)


def test_an_endless_layout_is_ended() -> None:
    lines = "".join(f"n{one} -- n{one * 13 % 700}; n{one} -- n{one * 31 % 700};" for one in range(700))
    with pytest.raises(DiagramError, match="longer than"):
        draw_dot(f"graph {{ {lines} }}", limit=0.1)


def test_the_same_text_is_the_same_picture() -> None:
    source = "graph { layout=fdp; start=rand; a -- b -- c -- a }"
    assert draw_dot(source) == draw_dot(source)


def test_comments_and_names_before_the_braces_are_understood() -> None:
    head = '// one {\n# two {\n/* three { */ strict digraph "four { \\" " '
    assert 'font-size="12"' in draw_dot(f"{head} {{ a }}")

"""The markup: well-formed, inert, complete, linked, named."""

import re
from xml.parsers import expat

from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from portalgen.diagrams import diagram_list, draw_svg, legend
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge, DiagramNode
from tests.unit.diagrams.strategies import diagrams

PAGE = "catalog/default/component/web/"
TAGS = {"svg", "title", "desc", "defs", "symbol", "path", "rect", "g", "a", "use", "text"}

BOOKING = Diagram(
    "Booking",
    (
        DiagramNode("api", "booking-api", "api", "openapi", "catalog/default/api/booking-api/", focus=True),
        DiagramNode("db", "payments-db", "resource", "not in the catalog", "catalog/x/", dangling=True),
        DiagramNode("many", "12 components", "component", count=12),
    ),
    (DiagramEdge("api", "db", "dependsOn"), DiagramEdge("api", "many", "ownerOf")),
    (DiagramBoundary("s", "Booking", "system", ("api",), route="catalog/default/system/booking/"),),
)


def parsed(svg: str) -> LexborHTMLParser:
    return LexborHTMLParser(svg)


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found is not None
    return found


def attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def elements(svg: str) -> list[tuple[str, dict[str, str]]]:
    """Return all elements with their attributes; raises when the markup is not well-formed XML."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    parser.Parse(svg, True)  # noqa: FBT003  (positional only)
    return found


@given(diagrams())
@settings(max_examples=40, deadline=None)
def test_markup_is_well_formed_and_inert_whatever_the_names(diagram: Diagram) -> None:
    found = elements(draw_svg(diagram, PAGE))
    assert {name for name, _ in found} <= TAGS
    for name, attributes in found:
        assert not [key for key in attributes if key == "style" or key.startswith("on")]
        assert name == "use" or not attributes.get("href", "").lower().startswith(("javascript:", "data:", "//"))
    assert len([1 for name, _ in found if name == "svg"]) == 1


@given(diagrams())
@settings(max_examples=40, deadline=None)
def test_every_box_and_line_is_drawn(diagram: Diagram) -> None:
    svg = draw_svg(diagram, PAGE)
    classes = [attributes.get("class", "").split() for _, attributes in elements(svg)]
    assert sum("diagram-node" in names for names in classes) == len(diagram.nodes)
    assert sum("diagram-edge" in names for names in classes) == len(diagram.edges)
    assert svg == draw_svg(diagram, PAGE)


@given(diagrams())
@settings(max_examples=20, deadline=None)
def test_ids_are_unique_and_what_refers_to_them_finds_them(diagram: Diagram) -> None:
    found = elements(draw_svg(diagram, PAGE))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {attributes[key] for _, attributes in found for key in attributes if key.startswith("aria-")}
    used = {attributes["href"].removeprefix("#") for name, attributes in found if name == "use"}
    assert named | used <= set(ids)


def test_boxes_link_relative_to_the_page_and_dangling_ones_do_not() -> None:
    page = parsed(draw_svg(BOOKING, PAGE))
    assert attribute(one(page, "a.diagram-node"), "href") == "../../api/booking-api/"
    assert attribute(one(page, "a.diagram-group"), "href") == "../../system/booking/"
    assert page.css("g.diagram-node.is-dangling")
    assert one(page, "a.diagram-node.is-focus.kind-api .diagram-label").text() == "booking-api"
    assert len(page.css(".is-many .diagram-stack")) == 1


def test_the_picture_has_a_name_and_says_what_it_shows() -> None:
    page = parsed(draw_svg(BOOKING, PAGE))
    svg = one(page, "svg")
    title, description = attribute(svg, "aria-labelledby"), attribute(svg, "aria-describedby")
    assert one(page, f"#{title}").text() == "Booking"
    assert "booking-api depends on payments-db." in one(page, f"#{description}").text()
    assert "Booking contains booking-api." in one(page, f"#{description}").text()


def test_a_long_name_is_cut_but_stays_in_the_title() -> None:
    name = "the-" * 40 + "end"
    page = parsed(draw_svg(Diagram("", (DiagramNode("a", name, "api"),)), PAGE))
    assert page.css(".diagram-label")[-1].text().endswith("…")
    assert name in one(page, ".diagram-node > title").text()


def test_it_has_its_own_size_and_a_width_below_which_it_scrolls() -> None:
    svg = one(parsed(draw_svg(BOOKING, PAGE)), "svg")
    width = float(attribute(svg, "width"))
    assert attribute(svg, "viewBox") == f"0 0 {width:g} {attribute(svg, 'height')}"
    (least,) = re.findall(r"diagram-least-(\d+)", attribute(svg, "class"))
    assert 0.4 * width < int(least) < width


def test_two_diagrams_share_no_id() -> None:
    other = Diagram("Other", BOOKING.nodes)
    ids = [{found["id"] for _, found in elements(draw_svg(one, PAGE)) if "id" in found} for one in (BOOKING, other)]
    assert not ids[0] & ids[1]


def test_the_list_says_the_same_as_the_picture() -> None:
    rows = diagram_list(Diagram("", (*BOOKING.nodes, DiagramNode("z", "alone", "api")), BOOKING.edges))
    assert [(row.source, row.words, row.target) for row in rows] == [
        ("booking-api", "depends on", "payments-db"),
        ("booking-api", "owns", "12 components"),
        ("alone", "", ""),
    ]
    assert rows[0].source_route == "catalog/default/api/booking-api/"


def test_the_legend_names_each_line_once_and_the_dashed_box() -> None:
    items = legend(BOOKING)
    assert [(item.relation, item.words) for item in items] == [
        ("dependsOn", "depends on"),
        ("ownerOf", "owns"),
        ("dangling", "not in the catalog"),
    ]
    assert all(elements(item.sample)[0][1]["aria-hidden"] == "true" for item in items)
    assert len({item.sample for item in items}) == 3


@given(diagrams())
@settings(max_examples=15, deadline=None)
def test_legends_are_inert(diagram: Diagram) -> None:
    for item in legend(diagram):
        assert {name for name, _ in elements(item.sample)} <= {"svg", "g", "path", "rect"}

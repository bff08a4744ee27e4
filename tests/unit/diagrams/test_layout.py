"""Laws of the layout: nothing is lost, nothing overlaps, words fit, same input gives the same output."""

from itertools import combinations

import pytest
from hypothesis import given, settings

from portalgen.diagrams import DiagramError, diagram_list, draw_svg, lay_out
from portalgen.diagrams.clusters import clusters_of, flat
from portalgen.diagrams.geometry import BoundaryBox, Box, Layout
from portalgen.diagrams.measures import PADDING, TEXT_LEFT
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge, DiagramNode
from tests.unit.diagrams.strategies import diagrams

SLACK = 0.5
"""Graphviz rounds to five digits, we to one decimal."""

law = settings(max_examples=40, deadline=None)


def box_of(layout: Layout, name: str) -> Box:
    return next(box for box in layout.boxes if box.node.id == name)


def inside(inner: Box | BoundaryBox, outer: BoundaryBox) -> bool:
    return (
        inner.x >= outer.x - SLACK
        and inner.y >= outer.y - SLACK
        and inner.x + inner.width <= outer.x + outer.width + SLACK
        and inner.y + inner.height <= outer.y + outer.height + SLACK
    )


def overlap(one: Box | BoundaryBox, other: Box | BoundaryBox) -> bool:
    return (
        one.x + one.width > other.x + SLACK
        and other.x + other.width > one.x + SLACK
        and one.y + one.height > other.y + SLACK
        and other.y + other.height > one.y + SLACK
    )


@given(diagrams())
@law
def test_every_node_and_edge_is_there_once(diagram: Diagram) -> None:
    layout = lay_out(diagram)
    assert sorted(box.node.id for box in layout.boxes) == sorted(node.id for node in diagram.nodes)
    assert [arrow.edge for arrow in layout.arrows] == list(diagram.edges)


@given(diagrams())
@law
def test_boxes_do_not_overlap_and_stand_in_their_boundaries_only(diagram: Diagram) -> None:
    layout = lay_out(diagram)
    assert not [pair for pair in combinations(layout.boxes, 2) if overlap(*pair)]
    members = {
        cluster.boundary.id: {diagram.nodes[node].id for part in flat((cluster,)) for node in part.nodes}
        for cluster in flat(clusters_of(diagram))
    }
    for boundary in layout.boundaries:
        for box in layout.boxes:
            belongs = box.node.id in members[boundary.boundary.id]
            assert inside(box, boundary) if belongs else not overlap(box, boundary)


@given(diagrams())
@law
def test_words_fit_their_box_and_everything_fits_the_picture(diagram: Diagram) -> None:
    layout = lay_out(diagram)
    for box in layout.boxes:
        assert all(TEXT_LEFT + line.width + PADDING <= box.width for line in (*box.text.label, *box.text.detail))
        assert box.text.text_height <= box.height
        assert 1 <= box.x <= box.x + box.width <= layout.width - 1
        assert 1 <= box.y <= box.y + box.height <= layout.height - 1
    assert all(len(arrow.points) % 3 == 1 for arrow in layout.arrows)


@given(diagrams())
@settings(max_examples=15, deadline=None)
def test_the_same_diagram_has_the_same_layout(diagram: Diagram) -> None:
    assert lay_out(diagram) == lay_out(diagram)


def test_a_line_between_neighbours_leaves_and_enters_at_the_sides_that_face() -> None:
    nodes = (DiagramNode("a", "web", "component"), DiagramNode("b", "shop", "component"))
    layout = lay_out(Diagram("", nodes, (DiagramEdge("a", "b", "dependsOn"),)))
    web, shop, (arrow,) = box_of(layout, "a"), box_of(layout, "b"), layout.arrows
    assert web.x + web.width < shop.x
    assert arrow.points[0] == (web.x + web.width, web.y + web.height / 2)
    assert arrow.end == (shop.x, shop.y + shop.height / 2)


def test_a_line_goes_around_a_box_in_between() -> None:
    nodes = tuple(DiagramNode(name, name, "component") for name in "abc")
    edges = (("a", "b"), ("b", "c"), ("a", "c"))
    layout = lay_out(Diagram("", nodes, tuple(DiagramEdge(*ends, "dependsOn") for ends in edges)))
    middle = box_of(layout, "b")
    around = layout.arrows[2].points
    assert all(
        not (middle.x < x < middle.x + middle.width and middle.y < y < middle.y + middle.height) for x, y in around
    )


def test_boxes_without_lines_stand_in_rows() -> None:
    layout = lay_out(Diagram("", tuple(DiagramNode(str(number), "n", "api") for number in range(9))))
    assert len({box.x for box in layout.boxes}) == 3


def test_a_tree_grows_down() -> None:
    nodes = (DiagramNode("a", "company", "group"), DiagramNode("b", "team", "group"))
    layout = lay_out(Diagram("", nodes, (DiagramEdge("a", "b", "parentOf"),), direction="TB"))
    assert box_of(layout, "a").y + box_of(layout, "a").height < box_of(layout, "b").y


def test_a_boundary_is_wide_enough_for_its_caption() -> None:
    boundary = DiagramBoundary("s", "A system with a rather long name of its own", "system", ("a",))
    layout = lay_out(Diagram("", (DiagramNode("a", "a", "api"),), boundaries=(boundary,)))
    assert layout.boundaries[0].width > 290


def test_nothing_to_draw_and_no_time_are_errors() -> None:
    with pytest.raises(DiagramError, match="nothing to draw"):
        lay_out(Diagram("", ()))
    nodes = tuple(DiagramNode(str(number), "n", "api") for number in range(300))
    edges = tuple(DiagramEdge(str(one), str(one * by % 300), "dependsOn") for one in range(300) for by in range(7, 17))
    with pytest.raises(DiagramError, match="longer than"):  # it would take many seconds, also on a busy machine
        lay_out(Diagram("", nodes, edges), limit=0.01)


def test_an_edge_to_a_node_that_is_not_there_costs_only_itself() -> None:
    nodes = (DiagramNode("a", "A", "component"), DiagramNode("b", "B", "component"))
    good = DiagramEdge("a", "b", "dependsOn")
    diagram = Diagram("Two", nodes, (good, DiagramEdge("a", "gone", "dependsOn"), DiagramEdge("gone", "b", "partOf")))
    assert [arrow.edge for arrow in lay_out(diagram).arrows] == [good]
    assert draw_svg(diagram, "") == draw_svg(Diagram("Two", nodes, (good,)), "")
    assert [(row.source, row.target) for row in diagram_list(diagram)] == [("A", "B")]

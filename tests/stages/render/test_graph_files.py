"""Diagrams as files for READMEs."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from portalgen.diagrams import svg
from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge, DiagramNode
from portalgen.render.graph_mermaid import as_mermaid
from portalgen.render.graph_style import DARK, LIGHT
from tests.builders.catalogs import make_catalog
from tests.builders.sites import SETTINGS, links_of, render, shipped_theme

CATALOG = make_catalog(
    "component:shop title=<b>Shop</b> type=website owner=web dependsOn=component:gone",
    "component:alone",
    "group:web type=team",
)
PAGE = "catalog/default/component/shop/"
XLINKS = "{http://www.w3.org/2000/svg}a"


def test_the_picture_is_a_file_with_its_own_colours_and_without_links() -> None:
    picture = render(CATALOG).files[f"{PAGE}graph.svg"].decode()
    tree = ET.fromstring(picture)  # noqa: S314  (our own)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert "prefers-color-scheme:dark" in picture
    assert tree.find(f".//{XLINKS}") is None
    assert "&lt;b&gt;Shop" in picture


def test_its_links_are_absolute_where_the_address_of_the_site_is_known() -> None:
    site = render(CATALOG, settings=replace(SETTINGS, base_url="https://portal.example.org/x"))
    tree = ET.fromstring(site.files[f"{PAGE}graph.svg"])  # noqa: S314  (our own)
    links = {link.attrib["href"] for link in tree.iter(XLINKS)}
    root = "https://portal.example.org/x/catalog/default/"
    assert links == {f"{root}component/shop/", f"{root}group/web/"}
    assert f'click n1 href "{root}component/shop/"' in site.files[f"{PAGE}graph.mmd"].decode()


def test_a_picture_is_laid_out_once_for_its_page_and_its_file() -> None:
    svg._laid_out.cache_clear()  # noqa: SLF001  (counts layouts)
    render(make_catalog("component:shop owner=web", "group:web type=team"))
    found = svg._laid_out.cache_info()  # noqa: SLF001
    assert found.hits == found.misses > 0


def test_the_card_leads_to_the_explorer_and_to_both_files() -> None:
    page = render(CATALOG).page("component:shop")
    assert links_of(page, ".diagram-links a") == [
        "../../../../catalog-graph/?rootEntityRefs%5B%5D=component%3Adefault/shop&maxDepth=1",
        "graph.svg",
        "graph.mmd",
    ]


def test_an_entity_without_a_diagram_has_no_files() -> None:
    assert not [name for name in render(CATALOG).files if "alone/graph." in name]


def test_mermaid_holds_boundaries_words_and_no_markup_of_others() -> None:
    nodes = (
        DiagramNode("a", 'Say "hi" `x` <script>', "component", "service"),
        DiagramNode("b", "B", "api", dangling=True),
    )
    edges = (DiagramEdge("a", "b", "consumesApi"), DiagramEdge("a", "lost", "dependsOn"))
    area = DiagramBoundary("s", "Store", "system", ("a",))
    assert as_mermaid(Diagram("T", nodes, edges, (area,))) == (
        "flowchart LR\n"
        '  subgraph b0["Store"]\n'
        '    n0["Say #34;hi#34; #96;x#96; #60;script#62;<br>service"]\n'
        "  end\n"
        '  n1["B"]:::dangling\n'
        '  n0 -->|"consumes"| n1\n'
        "  classDef dangling stroke-dasharray: 4 3\n"
    )


def test_colours_are_those_of_the_theme() -> None:
    style = shipped_theme().assets["css/site.css"].decode()
    for kind in ("component", "api", "resource", "system", "domain", "group", "user", "template"):
        assert f"--kind-{kind}:light-dark({LIGHT[kind]},{DARK[kind]})" in style.replace(", ", ",").replace(": ", ":")

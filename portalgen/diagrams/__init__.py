"""Diagrams: pictures of the catalog, and of DOT text in documentation, as SVG that the theme colours.

In: entities and the catalog, or DOT text.  Out: `Diagram` values, and inline SVG with lists and legends beside it.
Pure: yes; Graphviz runs as WebAssembly in this process, without files, clock or network, five seconds at most.
Kept: Graphviz's compiled module, in a private folder (`code_folder`).
Not its job: choosing which page shows what, colours (the theme's `diagram.css`), diagnostics (callers make them).
"""

from portalgen.diagrams.draw_dot import draw_dot
from portalgen.diagrams.errors import DiagramError
from portalgen.diagrams.geometry import Layout
from portalgen.diagrams.icons import PATHS as ICON_PATHS
from portalgen.diagrams.icons import icon_name
from portalgen.diagrams.layout import lay_out
from portalgen.diagrams.neighbourhood import neighbourhood_diagram
from portalgen.diagrams.organisation import group_diagram, organisation_diagram
from portalgen.diagrams.relation_words import relation_words
from portalgen.diagrams.sentences import DiagramRow, LegendItem, diagram_list, legend
from portalgen.diagrams.svg import draw_svg
from portalgen.diagrams.systems import domain_diagram, system_diagram

__all__ = [
    "ICON_PATHS",
    "DiagramError",
    "DiagramRow",
    "Layout",
    "LegendItem",
    "diagram_list",
    "domain_diagram",
    "draw_dot",
    "draw_svg",
    "group_diagram",
    "icon_name",
    "lay_out",
    "legend",
    "neighbourhood_diagram",
    "organisation_diagram",
    "relation_words",
    "system_diagram",
]

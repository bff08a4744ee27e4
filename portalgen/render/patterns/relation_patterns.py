"""Cards of entity pages that say how entities hang together, each in its states."""

from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge, DiagramNode
from portalgen.render.card_contexts import (
    DiagramCard,
    Field,
    FormPage,
    ListCard,
    Need,
    NeedsCard,
    OwnedGroup,
    OwnershipCard,
    Reach,
    ReachCard,
    Step,
    TemplateCard,
)
from portalgen.render.graph_context import EntityDiagram
from portalgen.render.patterns import samples as some
from portalgen.render.patterns.contexts import of_card

_DIAGRAM = Diagram(
    "Booking service and what it needs",
    (
        DiagramNode("api", "Booking API", "api", "openapi", some.ROUTE),
        DiagramNode("booking", "Booking service", "component", "service", some.ROUTE, focus=True),
        DiagramNode("db", "Booking database", "resource", "database", some.ROUTE),
        DiagramNode("gone", "fare-cache-redis", "resource", dangling=True),
        DiagramNode("others", "Consumers", "component", "14 services", count=14),
        DiagramNode("team", "Booking", "group", "team", some.ROUTE),
    ),
    (
        DiagramEdge("api", "booking", "apiProvidedBy"),
        DiagramEdge("booking", "db", "dependsOn"),
        DiagramEdge("booking", "gone", "dependsOn"),
        DiagramEdge("others", "api", "consumesApi"),
        DiagramEdge("team", "booking", "ownerOf"),
    ),
    (DiagramBoundary("system", "Booking and orders", "system", ("api", "booking", "db"), route=some.ROUTE),),
)
_ALONE = Diagram("An entity that hangs together with nothing", _DIAGRAM.nodes[1:2])
_NEEDS = (
    Need(some.DATABASE, (some.TEAM,)),
    Need(some.SITE, (some.GONE,), some.API),
    Need(some.GONE, ()),
    Need(some.LONG, (some.PARENT,)),
)
_MANY = tuple(Need(some.link(f"component:default/job-{n}", f"Job {n}"), (some.TEAM,)) for n in range(1, 16))
_REACH = (
    Reach(some.ROWS[0], 1, None),
    Reach(some.ROWS[1], 2, some.API),
    Reach(some.ROWS[2], 3, some.SITE),
)
_TEAMS = ((some.TEAM, 2), (some.GONE, 1))
_OWNED = (
    OwnedGroup("component", "service", some.ROUTE, some.ROWS[:2]),
    OwnedGroup("dataset", "", some.ROUTE, some.ROWS[2:]),
)
_FORM = FormPage(
    "What it is",
    "The name is that of the repository, too.",
    (
        Field("name", "Name", "string", required=True, description="Small letters.", default="", choices=()),
        Field("size", "Size", "", required=False, description="", default="small", choices=("small", "large")),
        Field("port", "Port", "integer", required=False, description="", default="8080", choices=()),
    ),
)
_STEPS = (Step("Fetch the skeleton", "fetch:template", ""), Step("Ask for review", "publish:gitlab", "not draft"))
_COLUMNS = ("name", "kind", "system", "owner", "type", "lifecycle", "namespace", "description", "tags")

RELATIONS = (
    of_card(
        "Diagram, with legend, list and files",
        "cards/diagram.html",
        EntityDiagram(_DIAGRAM, "component:default/booking-service", some.ROUTE),
    ),
    of_card("Diagram: alone, without files", "cards/diagram.html", DiagramCard(_ALONE)),
    of_card("Needs and needed by", "cards/needs.html", NeedsCard("component", _NEEDS, _MANY)),
    of_card("Needs: nothing", "cards/needs.html", NeedsCard("api", (), ())),
    of_card("List", "cards/list.html", ListCard(some.ROWS)),
    of_card("List: every column, and dangling", "cards/list.html", ListCard(some.ROWS, _COLUMNS, (some.GONE,))),
    of_card(
        "List: people and places",
        "cards/list.html",
        ListCard((*some.PEOPLE, *some.PLACES), ("name", "groups", "targets")),
    ),
    of_card("List: only dangling", "cards/list.html", ListCard((), missing=(some.GONE,))),
    of_card("Reach", "cards/reach.html", ReachCard("downstream", _REACH, _TEAMS), wide=True),
    of_card("Reach: cut", "cards/reach.html", ReachCard("upstream", _REACH, (), cut=True), wide=True),
    of_card("Ownership of a team", "cards/ownership.html", OwnershipCard(_OWNED, _OWNED[:1], of_user=False)),
    of_card("Ownership of a person", "cards/ownership.html", OwnershipCard((), _OWNED[:1], of_user=True)),
    of_card("Template", "cards/template.html", TemplateCard((_FORM,), _STEPS), wide=True),
)

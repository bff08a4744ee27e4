"""Any small diagram, with names as hostile as a descriptor can hold."""

from hypothesis import strategies as st

from portalgen.model.diagram import Diagram, DiagramBoundary, DiagramEdge, DiagramNode

HOSTILE = (
    "booking-api",
    "a" * 90,
    "AVeryLongCamelCaseNameOfAnEntityThatNobodyShouldWriteButSomebodyDid",
    '<script>alert("x")</script>',
    "]]> <!-- & ' \" </svg>",
    "支払いサービス",
    "🚀 rocket 👩‍👩‍👧 family",
    "\u202egnp.exe",
    "\x00\x0b\ud800 null",
    "%s {n} \\N \\G <b>label</b>",
    "",
)
RELATIONS = ("ownerOf", "apiProvidedBy", "consumesApi", "dependsOn", "hasPart", "hasMember", "parentOf", "sellsTo<'>")
KINDS = ("component", "api", "resource", "system", "group", "robot\" onload='x")

labels = st.sampled_from(HOSTILE) | st.text(max_size=40)


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Return a diagram of one to eight nodes, any edges between them, and up to two nested boundaries."""
    ids = [f"component:default/{number}" for number in range(draw(st.integers(1, 8)))]
    nodes = tuple(
        DiagramNode(
            name,
            draw(labels),
            draw(st.sampled_from(KINDS)),
            draw(labels),
            route=draw(st.sampled_from(("", "catalog/default/api/a%20b/", 'x/"><i>/'))),
            focus=draw(st.booleans()),
            dangling=draw(st.booleans()),
            count=draw(st.sampled_from((0, 0, 7))),
        )
        for name in ids
    )
    ends = st.sampled_from(ids)
    edges = draw(st.lists(st.builds(DiagramEdge, ends, ends, st.sampled_from(RELATIONS)), max_size=12, unique=True))
    inner, outer, beside = (tuple(draw(st.lists(ends, max_size=4, unique=True))) for _ in range(3))
    boundaries = (
        DiagramBoundary("o", draw(labels), "domain", outer, (DiagramBoundary("i", draw(labels), "system", inner),)),
        DiagramBoundary("b", draw(labels), "system", beside, route="systems/"),
    )
    return Diagram(draw(labels), nodes, tuple(edges), boundaries, draw(st.sampled_from(("LR", "TB"))))

"""Plans of the graph explorer: its page, and the graph as data."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portalgen.model import routes
from portalgen.model.site import PagePlan
from portalgen.render.contexts import TextContext
from portalgen.render.frame import Planning, head_of, kind_rank
from portalgen.render.glances import domain_glances
from portalgen.render.graph_context import GraphContext
from portalgen.render.graph_shards import GraphData
from portalgen.render.list_contexts import DomainGlance

_PARTS = "state data words walk impact gather arrange lines draw view find lists legend views"
SCRIPTS = (*(f"js/graph-{part}.js" for part in _PARTS.split()), "js/graph.js")
MOST_SYSTEMS = 300
"""Systems that the page names; the page of all systems has the rest."""


def plan_graph(planning: Planning) -> Iterator[PagePlan]:
    """Yield the page and the files of the graph."""
    data = GraphData(planning.catalog)
    files = data.files()
    every = domain_glances(planning)
    shown = _first(every)
    counts = Counter(ref.kind for ref in data.refs)
    context = GraphContext(
        shell=planning.shell,
        head=replace(head_of("@nav.graph", routes.GRAPH, scripts=SCRIPTS, styles=("css/graph.css",)), wide=True),
        index=files[-1].route,
        kinds=tuple(planning.kind_count(key, counts[key]) for key in sorted(counts, key=kind_rank)),
        pairs=data.pairs,
        domains=shown,
        more=shown != every,
    )
    yield PagePlan(routes.GRAPH, "pages/graph.html", context)
    yield from (PagePlan(file.route, "", TextContext(file.text)) for file in files)


def _first(domains: Iterable[DomainGlance]) -> tuple[DomainGlance, ...]:
    """Return domains with their systems until there are too many."""
    found: list[DomainGlance] = []
    left = MOST_SYSTEMS
    for domain in domains:
        if left <= 0:
            break
        found.append(replace(domain, systems=domain.systems[:left]))
        left -= len(domain.systems) + 1
    return tuple(found)

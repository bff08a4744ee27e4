"""The catalog's graph as data: scripts that a browser loads as its walk along relations needs them.

Entities, and refs that lead nowhere, are numbered in the order of their refs: so the number tells the kind, and a ref
is found by the first ref of each file. Nodes and edges are different files, since a walk needs the edges of what it
passes and the names of what it shows. Each file has a bounded number of rows; its name changes with its content.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from portalgen.diagrams import relation_words
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.compact_json import embedded_json
from portalgen.model.ref import EntityRef
from portalgen.model.relations import PAIRS, RelationPair
from portalgen.render.catalog_shards import Script
from portalgen.render.dependencies import DOWNSTREAM
from portalgen.render.graph_nodes import node_columns, rows_text, width_of

NODE_ROWS = 1_000
"""Nodes of one file."""
EDGE_NODES = 500
"""Nodes whose edges are one file, unless they have too many."""
EDGE_ROWS = 4_000
"""Edges of one file; a node with more has a file of its own."""

_GRAPH = ("ownerOf", "consumesApi", "apiProvidedBy", "hasPart", "parentOf", "hasMember", "dependsOn")
"""What reads forward in Backstage's graph, in its order (`plugins/catalog-graph/src/lib/types/relations.ts`)."""


def graph_pairs(catalog: Catalog) -> tuple[RelationPair, ...]:
    """Return the pairs of relations that readers can choose: Backstage's, then others of the catalog, by name."""
    usual = {pair.forward: pair for pair in (*PAIRS, *(pair.reverse for pair in PAIRS))}
    others = (pair for pair in catalog.pairs if pair not in PAIRS)
    return (*(usual[name] for name in _GRAPH), *sorted(others))


@dataclass(frozen=True)
class GraphData:
    """All of a catalog's graph, numbered."""

    catalog: Catalog

    @cached_property
    def refs(self) -> Sequence[EntityRef]:
        """Number -> ref. Locations are no part of it, unless something relates to them."""
        return sorted({ref for ref in self.catalog.entities if ref.kind != "location"} | set(self.catalog.named))

    @cached_property
    def numbers(self) -> Mapping[EntityRef, int]:
        """Ref -> number."""
        return {ref: number for number, ref in enumerate(self.refs)}

    @cached_property
    def pairs(self) -> tuple[RelationPair, ...]:
        """The pairs, forward as in Backstage's graph."""
        return graph_pairs(self.catalog)

    @cached_property
    def ends(self) -> Sequence[tuple[list[list[int]], list[list[int]]]]:
        """Pair -> what each node leads to, and what leads to it."""
        return [self._ends(pair) for pair in self.pairs]

    def files(self) -> tuple[Script, ...]:
        """Return all files; the last one is the index, which names the others."""
        nodes = [
            _script("nodes", node_columns(self.refs[at : at + NODE_ROWS], self.numbers, self.catalog))
            for at in range(0, len(self.refs), NODE_ROWS)
        ]
        spans = list(self._spans())
        edges = [_script("edges", self._edges(start, end)) for start, end in spans]
        return (*nodes, *edges, _script("index", self._index(nodes, edges, [start for start, _ in spans])))

    def _ends(self, pair: RelationPair) -> tuple[list[list[int]], list[list[int]]]:
        out: list[list[int]] = [[] for _ in self.refs]
        into: list[list[int]] = [[] for _ in self.refs]
        for one, turned in ((pair, False), (pair.reverse, True)):
            for relation in self.catalog.of_pair(one):
                source, target = self.numbers[relation[0]], self.numbers[relation[2]]
                source, target = (target, source) if turned else (source, target)
                out[source].append(target)
                into[target].append(source)
        return [sorted(set(row)) for row in out], [sorted(set(row)) for row in into]

    def _spans(self) -> Iterator[tuple[int, int]]:
        """Yield from which node to which (exclusive) the files of edges go."""
        start = rows = 0
        for number in range(len(self.refs)):
            degree = sum(len(out[number]) + len(into[number]) for out, into in self.ends)
            if number > start and (number - start == EDGE_NODES or rows + degree > EDGE_ROWS):
                yield start, number
                start, rows = number, 0
            rows += degree
        if self.refs:
            yield start, len(self.refs)

    def _edges(self, start: int, end: int) -> dict[str, Any]:
        """Return every edge at some nodes once: by its source, or by its target if the source is in another file."""
        width = width_of(len(self.refs))
        pairs = {}
        for at, (out, into) in enumerate(self.ends):
            others = [[one for one in row if not start <= one < end] for row in into[start:end]]
            texts = [rows_text(out[start:end], width), rows_text(others, width)]
            if any(texts):
                pairs[at] = texts
        return {"at": start, "count": end - start, "pairs": pairs}

    def _index(self, nodes: Sequence[Script], edges: Sequence[Script], starts: Sequence[int]) -> dict[str, Any]:
        kinds = [[kind, self.numbers[next(refs)]] for kind, refs in groupby(self.refs, key=lambda ref: ref.kind)]
        return {
            "count": len(self.refs),
            "width": width_of(len(self.refs)),
            "kinds": kinds,
            "pairs": [_names(pair, self.catalog) for pair in self.pairs],
            "every": NODE_ROWS,
            "nodes": [[_name(one), str(self.refs[at * NODE_ROWS])] for at, one in enumerate(nodes)],
            "edges": [[_name(one), start] for one, start in zip(edges, starts, strict=True)],
            "breaks": list(DOWNSTREAM),
        }


def _names(pair: RelationPair, catalog: Catalog) -> list[str]:
    """Return a pair's names and how each reads between its ends."""
    words = [catalog.relation_titles.get(name) or relation_words(name) for name in pair]
    return [*pair, *words]


def _name(script: Script) -> str:
    return script.route.rsplit("/", 1)[1]


def _script(name: str, value: object) -> Script:
    text = f"portalgen.search.put({embedded_json(value)});\n"
    return Script(f"{routes.GRAPH}data/{name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.js", text)

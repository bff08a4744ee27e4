"""The graph as data: every relation once, in Backstage's direction, in files of bounded size."""

import json
from typing import Any

import pytest

from portalgen.model.catalog import Catalog
from portalgen.render import graph_shards
from portalgen.render.graph_shards import GraphData
from tests.builders.catalogs import make_catalog

CATALOG = make_catalog(
    "component:shop title=Web_shop type=website owner=web system=store dependsOn=component:pay,component:gone",
    "component:pay type=service owner=web providesApis=pay",
    "component:eu/shop owner=group:default/web",
    "api:pay type=openapi owner=web",
    "system:store owner=web",
    "group:web type=team",
)


def values(catalog: Catalog) -> dict[str, dict[str, Any]]:
    """File name -> the value that its script puts."""
    return {
        file.route.rsplit("/", 1)[1]: json.loads(file.text.removeprefix("portalgen.search.put(").removesuffix(");\n"))
        for file in GraphData(catalog).files()
    }


def index_of(catalog: Catalog) -> dict[str, Any]:
    return next(value for name, value in values(catalog).items() if name.startswith("index-"))


def test_nodes_are_all_entities_and_what_is_missing_in_the_order_of_their_refs() -> None:
    data = GraphData(CATALOG)
    assert [str(ref) for ref in data.refs] == [
        "api:default/pay",
        "component:default/gone",
        "component:default/pay",
        "component:default/shop",
        "component:eu/shop",
        "group:default/web",
        "system:default/store",
    ]
    nodes = next(value for name, value in values(CATALOG).items() if name.startswith("nodes-"))
    assert nodes["lost"] == [1]
    assert nodes["titles"] == [0, 0, 0, "Web shop", "eu/shop", 0, 0]
    assert index_of(CATALOG)["kinds"] == [["api", 0], ["component", 1], ["group", 5], ["system", 6]]


def test_relations_are_stored_once_and_forward_as_in_backstage() -> None:
    data = GraphData(CATALOG)
    found = {
        (pair.forward, str(data.refs[source]), str(data.refs[target]))
        for pair, (out, _) in zip(data.pairs, data.ends, strict=True)
        for source, row in enumerate(out)
        for target in row
    }
    assert ("ownerOf", "group:default/web", "component:default/shop") in found
    assert ("hasPart", "system:default/store", "component:default/shop") in found
    assert ("apiProvidedBy", "api:default/pay", "component:default/pay") in found
    assert ("dependsOn", "component:default/shop", "component:default/gone") in found
    assert len(found) == len(CATALOG.relations)


def test_files_are_cut_by_nodes_and_by_edges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_shards, "NODE_ROWS", 3)
    monkeypatch.setattr(graph_shards, "EDGE_NODES", 4)
    monkeypatch.setattr(graph_shards, "EDGE_ROWS", 5)
    index = index_of(CATALOG)
    assert [first for _, first in index["nodes"]] == [
        "api:default/pay",
        "component:default/shop",
        "system:default/store",
    ]
    starts = [start for _, start in index["edges"]]
    assert starts == sorted(set(starts))
    assert len(starts) > len(index["kinds"]) - 2


def test_names_of_files_change_with_their_content_only() -> None:
    other = make_catalog("component:shop", "component:pay")
    assert set(values(CATALOG)) == set(values(CATALOG))
    assert not set(values(CATALOG)) & set(values(other))


def test_an_empty_catalog_has_an_index() -> None:
    assert index_of(make_catalog())["count"] == 0

"""The API's files: Backstage's shapes at Backstage's addresses, none over 1 MB, the same in every build."""

import hashlib
import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from portalgen.api import ancestry, api_files
from portalgen.api.shards import MOST
from portalgen.model import routes
from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source
from tests.builders.catalogs import catalog_of, make_catalog

SHOP = EntityRef.parse("component:shop")
ROWS = (
    "component:shop type=service lifecycle=production owner=web dependsOn=resource:db",
    "component:Other type=service lifecycle=experimental owner=group:gone",
    "group:web type=team children=",
    "location:all targets=./shop.yaml",
    "location:root target=./all.yaml",
)


def answers(catalog: Catalog) -> dict[str, bytes]:
    files = [*api_files(catalog)]
    assert len({file.path for file in files}) == len(files)
    return {file.path: file.content for file in files}


def read(catalog: Catalog, route: str) -> Any:  # noqa: ANN401  (JSON)
    return json.loads(answers(catalog)[routes.file_of(route)])


def test_an_entity_is_served_with_relations_identifier_and_fingerprint() -> None:
    catalog = make_catalog(*ROWS)
    served = read(catalog, "api/catalog/entities/by-name/component/default/shop")
    metadata, relations = served["metadata"], served["relations"]
    assert {key: served[key] for key in ("apiVersion", "kind", "spec")} == {
        key: catalog.entities[SHOP].document[key] for key in ("apiVersion", "kind", "spec")
    }
    assert relations == [
        {"type": "dependsOn", "targetRef": "resource:default/db"},
        {"type": "ownedBy", "targetRef": "group:default/web"},
    ]
    assert UUID(metadata["uid"]).version == 5
    bare = {key: value for key, value in metadata.items() if key not in {"uid", "etag"}}
    stable = json.dumps({**served, "metadata": bare}, sort_keys=True, separators=(",", ":"))
    assert metadata["etag"] == hashlib.sha1(stable.encode(), usedforsecurity=False).hexdigest()


def test_an_etag_of_its_own_stays_and_a_uid_does_not() -> None:
    metadata = {"name": "x", "etag": "mine", "uid": "mine"}
    document = {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": metadata, "spec": {}}
    served = read(catalog_of([document]), routes.entity_json(EntityRef.parse("component:x")))
    assert served["metadata"]["etag"] == "mine"
    assert UUID(served["metadata"]["uid"]).version == 5


def test_the_fingerprint_follows_relations_and_the_identifier_does_not() -> None:
    one, two = (read(make_catalog(*rows), routes.entity_json(SHOP))["metadata"] for rows in (ROWS, (ROWS[0],)))
    other = "component:x type=a lifecycle=b owner=c dependsOn=component:shop"
    changed = read(make_catalog(*ROWS, other), routes.entity_json(SHOP))["metadata"]
    assert one["etag"] == two["etag"] != changed["etag"]
    assert one["uid"] == changed["uid"]


def test_everything_is_one_file_with_an_entity_a_line_in_the_order_of_refs() -> None:
    lines = answers(make_catalog(*ROWS))["catalog.ndjson"].decode().splitlines()
    names = [json.loads(line)["metadata"]["name"] for line in lines]
    assert names == ["other", "shop", "web", "all", "root"]
    assert json.loads(lines[1]) == read(make_catalog(*ROWS), routes.entity_json(SHOP))


def test_a_small_catalog_is_one_array() -> None:
    files = answers(make_catalog(*ROWS))
    whole = json.loads(files["api/catalog/entities/0.json"])
    assert whole == [json.loads(line) for line in files["catalog.ndjson"].splitlines()]
    assert json.loads(files["api/catalog/entities/shards.json"]) == {
        "totalItems": 5,
        "shards": [{"path": "0.json", "items": 5}],
    }
    assert files["api/catalog/entities/index.html"] == files["api/catalog/entities/0.json"]


def test_a_large_catalog_is_cut_into_files_of_at_most_one_megabyte() -> None:
    text = "ü" * 200_000
    documents = [
        {"apiVersion": "backstage.io/v1alpha1", "kind": "API", "metadata": {"name": f"a{number}"}, "spec": {"x": text}}
        for number in range(7)
    ]
    files = answers(catalog_of(documents))
    listed = json.loads(files["api/catalog/entities/shards.json"])
    parts = [json.loads(files[f"api/catalog/entities/{row['path']}"]) for row in listed["shards"]]
    assert [len(part) for part in parts] == [row["items"] for row in listed["shards"]] == [2, 2, 2, 1]
    assert [one["metadata"]["name"] for part in parts for one in part] == [f"a{number}" for number in range(7)]
    assert max(len(content) for name, content in files.items() if name != routes.EVERYTHING) <= MOST
    assert json.loads(files["api/catalog/entities/index.html"]) == listed


def test_no_entities_are_an_empty_array() -> None:
    files = answers(Catalog({}, ()))
    assert json.loads(files["api/catalog/entities/index.html"]) == []
    assert files["catalog.ndjson"] == b""


def test_facets_count_entities_by_value() -> None:
    facets = read(make_catalog(*ROWS), "api/catalog/entity-facets")["facets"]
    assert facets["kind"] == [
        {"value": "Component", "count": 2},
        {"value": "Group", "count": 1},
        {"value": "Location", "count": 2},
    ]
    assert facets["relations.ownedBy"] == [
        {"value": "group:default/gone", "count": 1},
        {"value": "group:default/web", "count": 1},
    ]
    assert facets["spec.lifecycle"] == [{"value": "experimental", "count": 1}, {"value": "production", "count": 1}]
    assert facets["metadata.namespace"] == [{"value": "default", "count": 5}]


@pytest.mark.parametrize(("tags", "counted"), [(["a", "a", "b"], {"a": 1, "b": 1}), ("a", {"a": 1}), ([1, {}], {})])
def test_a_facet_counts_an_entity_once_and_texts_only(tags: object, counted: dict[str, int]) -> None:
    document = {"apiVersion": "v1", "kind": "Thing", "metadata": {"name": "x", "tags": tags}}
    facets = read(catalog_of([document]), routes.FACETS)["facets"]
    assert {row["value"]: row["count"] for row in facets["metadata.tags"]} == counted


def test_ancestry_leads_from_the_entity_to_the_first_location() -> None:
    inner, outer = EntityRef.parse("location:all"), EntityRef.parse("location:root")
    lost = EntityRef.parse("location:lost")
    catalog = replace(make_catalog(*ROWS), parents={SHOP: (inner, lost), inner: (outer,), outer: (inner,)})
    found = read(catalog, routes.ancestry(SHOP))
    assert found["rootEntityRef"] == "component:default/shop"
    assert [(row["entity"]["metadata"]["name"], row["parentEntityRefs"]) for row in found["items"]] == [
        ("shop", ["location:default/all"]),
        ("all", ["location:default/root"]),
        ("root", ["location:default/all"]),
    ]
    assert found["items"][1]["entity"] == read(catalog, routes.entity_json(inner))


def test_many_locations_are_the_nearest_ones_and_no_item_names_another() -> None:
    names = [EntityRef.parse(f"location:l{number:03}") for number in range(60)]
    catalog = make_catalog(ROWS[0], *(f"location:{one.name} targets=./x.yaml" for one in names))
    chain = {names[index]: (names[index + 1],) for index in range(59)} | {names[59]: (names[0],)}
    wide = replace(catalog, parents={SHOP: tuple(names), **dict.fromkeys(names, tuple(names))})
    for parents in ({SHOP: (names[0],), **chain}, wide.parents):
        made = replace(catalog, parents=parents)
        for ref, first in ((SHOP, "shop"), (names[0], "l000")):
            found = read(made, routes.ancestry(ref))
            items = [row["entity"]["metadata"]["name"] for row in found["items"]]
            assert items[:2] == [first, "l001" if first == "l000" else "l000"]
            assert len(items) == len(set(items)) == ancestry.MOST + 1
            assert found["leftOut"] is True
            assert {ref.split("/")[1] for row in found["items"] for ref in row["parentEntityRefs"]} <= {*items}


def test_as_many_locations_as_an_answer_has_are_all_there() -> None:
    names = [EntityRef.parse(f"location:l{number:03}") for number in range(ancestry.MOST)]
    catalog = make_catalog(ROWS[0], *(f"location:{one.name} targets=./x.yaml" for one in names))
    found = read(replace(catalog, parents={SHOP: tuple(names)}), routes.ancestry(SHOP))
    assert len(found["items"]) == ancestry.MOST + 1
    assert "leftOut" not in found


def test_a_very_long_location_is_only_named_in_the_answers_of_others() -> None:
    targets = ",".join(f"./folder-{number}/catalog-info.yaml" for number in range(1000))
    catalog = make_catalog(ROWS[0], f"location:all targets={targets}")
    long = EntityRef.parse("location:all")
    made = replace(catalog, parents={SHOP: (long,)})
    served, (_, item) = read(made, routes.entity_json(long)), read(made, routes.ancestry(SHOP))["items"]
    named = {key: served["metadata"][key] for key in ("namespace", "name", "uid", "etag")}
    assert item["entity"] == {"apiVersion": served["apiVersion"], "kind": "Location", "metadata": named}
    assert read(made, routes.ancestry(long))["items"][0]["entity"] == served


def test_answers_about_ancestry_grow_with_the_catalog_and_not_with_its_square() -> None:
    def size(count: int) -> int:
        names = [EntityRef.parse(f"location:l{number:03}") for number in range(count)]
        rows = [f"component:c{number:03} type=a" for number in range(count)]
        catalog = make_catalog(*rows, *(f"location:{one.name} targets=./x.yaml" for one in names))
        parents = {ref: tuple(names) for ref in catalog.entities if ref.kind == "component"}
        return sum(
            len(file.content) for file in api_files(replace(catalog, parents=parents)) if "ancestry" in file.path
        )

    assert size(120) < 2.5 * size(60)


def test_locations_are_those_of_the_configuration_without_credentials() -> None:
    written = Location("git", "https://robin:secret@git.example/shop.git")
    named = Location("url", "https://git.example/x.yaml", origin=written.ref_text)
    source = Source("https://git.example/shop.git")
    catalog = Catalog({}, (), sources=tuple(Snapshot(one, source, ()) for one in (written, named, written)))
    (row,) = read(catalog, "api/catalog/locations")
    assert (row["data"]["type"], row["data"]["target"]) == ("git", "https://git.example/shop.git")
    assert UUID(row["data"]["id"]).version == 5


def test_names_that_are_alike_have_files_of_their_own() -> None:
    names = ("x", "x.json", "x.provenance", "ancestry", "index.html", "shards.json")
    catalog = make_catalog(*(f"component:{name} type=a lifecycle=b owner=c" for name in names))
    for name in names:
        ref = EntityRef.parse(f"component:{name}")
        assert read(catalog, routes.entity_json(ref))["metadata"]["name"] == name
        assert read(catalog, routes.provenance(ref))["entityRef"] == str(ref)
        assert read(catalog, routes.ancestry(ref))["rootEntityRef"] == str(ref)

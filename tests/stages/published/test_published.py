"""A published catalog beside a checked one: what is known there is not missing here, and its faults are not ours."""

import json
from pathlib import Path
from typing import Annotated

import pytest

from portalgen.api import api_files
from portalgen.model.catalog import Catalog
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relates, RelationPair
from portalgen.model.routes import EVERYTHING
from portalgen.model.spec import Spec, Text
from portalgen.published import Published, PublishedError, beside, download, read_published, standing
from portalgen.resolve import BUILT_IN_RULES
from tests.builders.catalogs import make_catalog
from tests.builders.web_server import web_site

PORTAL = make_catalog(
    "group:web type=team children= members=user:robin",
    "user:robin memberOf=",
    "group:empty type=team children=",
    "api:pay type=openapi lifecycle=production owner=web definition=x",
    "component:old type=service lifecycle=deprecated owner=nobody dependsOn=component:shop",
    "component:shop type=website lifecycle=production owner=gone",
)


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return publish(PORTAL, tmp_path)


def publish(catalog: Catalog, folder: Path) -> Published:
    (file,) = (file for file in api_files(catalog) if file.path == EVERYTHING)
    (folder / EVERYTHING).write_bytes(file.content)
    return read_published(str(folder))


def codes(catalog: Catalog, published: Published) -> list[tuple[str, str]]:
    rules = beside(BUILT_IN_RULES, published, standing(published, (), frozenset(catalog.entities)), BUILT_IN)
    return sorted({(row.entity, row.code) for rule in rules for row in rule(catalog)})


def test_what_the_api_publishes_is_read(published: Published) -> None:
    assert set(published.lines) == set(PORTAL.entities)
    assert {row for ref in PORTAL.entities for row in published.relations(ref)} == set(PORTAL.relations)


def test_only_what_nobody_has_is_missing(published: Published) -> None:
    shop = make_catalog("component:shop type=website lifecycle=production owner=web providesApis=pay,payy")
    assert codes(shop, published) == [("component:default/shop", "dangling-reference")]


def test_what_we_said_once_is_not_held_against_us(published: Published) -> None:
    shop = make_catalog("component:shop type=website lifecycle=production owner=web")
    assert codes(shop, published) == [], "its owner was gone when it was published"


def test_rules_see_what_the_portal_knows_of_a_neighbour(published: Published) -> None:
    shop = make_catalog("component:shop type=website lifecycle=production owner=empty dependsOn=component:old")
    found = codes(shop, published)
    assert ("component:default/shop", "depends-on-deprecated") in found
    assert all(entity == "component:default/shop" for entity, _ in found)


def test_an_api_that_is_provided_elsewhere_has_a_provider(tmp_path: Path) -> None:
    portal = publish(
        make_catalog("component:x owner=web providesApis=new", "group:web type=team children=", "api:new"), tmp_path
    )
    api = make_catalog("api:new type=openapi lifecycle=production owner=web definition=x")
    assert "api-without-provider" not in [code for _, code in codes(api, portal)]


@pytest.mark.parametrize(
    "line", ["[]", "null", '{"kind": 1}', '{"kind": "A", "metadata": []}', '"' + "[" * 100_000, "\xff\x00"]
)
def test_odd_lines_cost_themselves_only(tmp_path: Path, line: str) -> None:
    odd = [{"type": 5}, [], {"type": "ownedBy", "targetRef": "::"}]
    good = f'{{"kind": "Group", "metadata": {{"name": "a"}}, "relations": {odd}}}'.replace("'", '"')
    (tmp_path / EVERYTHING).write_text(f"{line}\n{good}\n")
    found = read_published(str(tmp_path))
    (ref,) = found.lines
    assert list(found.relations(ref)) == []


def test_nothing_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(PublishedError, match="cannot be read"):
        read_published(str(tmp_path))


def test_lines_are_put_together_from_the_parts_that_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    row = json.dumps({"kind": "Group", "metadata": {"name": "web", "description": "\u2028" + "x" * 100_000}})
    content = f"{row}\r\n\n{row.replace('web', 'ops')}".encode()
    (tmp_path / EVERYTHING).write_bytes(content)
    with web_site({f"/{EVERYTHING}": content}) as site:
        assert read_published(site.url).lines == read_published(str(tmp_path)).lines
        monkeypatch.setattr(download, "LONGEST", 90_000)
        with pytest.raises(PublishedError, match="a line of more than 90,000 bytes"):
            read_published(site.url)


class ClusterSpec(Spec):
    """Machines."""

    standsIn: Annotated[Text, Relates(RelationPair("standsIn", "hosts"), "region")]  # noqa: N815


def test_relations_of_own_kinds_are_understood(tmp_path: Path) -> None:
    edge = '{"kind": "%s", "metadata": {"name": "a"}, "relations": [{"type": "%s", "targetRef": "%s:default/a"}]}\n'
    text = edge % ("Cluster", "standsIn", "region") + edge % ("Region", "hosts", "cluster")
    (tmp_path / EVERYTHING).write_text(text)
    ends = EntityRef.parse("cluster:a"), EntityRef.parse("region:a")
    known = read_published(str(tmp_path)).with_kinds([Kind("Cluster", "Clusters", ClusterSpec)])
    for ref in ends:
        (row,) = known.relations(ref)
        assert (row.source, row.pair, row.target) == (ends[0], RelationPair("standsIn", "hosts"), ends[1])
    assert list(read_published(str(tmp_path)).relations(ends[0])) == []

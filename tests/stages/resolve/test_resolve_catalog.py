"""Joining fragments."""

import random
from collections.abc import Iterable

import pytest

from portalgen.model.catalog import Catalog
from portalgen.model.fragment import Fragment
from portalgen.model.ref import EntityRef
from portalgen.model.source import Location, Snapshot, Source, SourceFile
from portalgen.read import ReadPolicy, read_fragment
from portalgen.resolve import BUILT_IN_RULES, resolve_catalog


class Texts:
    """Files in memory, as a store of blobs."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files

    def read(self, source: Source, files: Iterable[SourceFile]) -> dict[str, bytes]:
        assert source.commit
        return {file.path: self._files[file.path].encode() for file in files}


def fragment(repository: str, text: str) -> Fragment:
    location = Location("git", f"https://git.example/{repository}")
    files = (SourceFile("catalog-info.yaml", "0"),)
    snapshot = Snapshot(location, Source(location.target, "c", "main"), files, ("catalog-info.yaml",))
    return read_fragment(snapshot, Texts({"catalog-info.yaml": text}), ReadPolicy())


def system(name: str, owner: str = "team") -> str:
    return (
        f"apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {{name: {name}}}\nspec: {{owner: {owner}}}\n---\n"
    )


GROUP = """apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: %s}
spec: {type: team, children: [%s], parent: %s}
---
"""


def resolve(*fragments: Fragment) -> Catalog:
    return resolve_catalog(fragments, (), BUILT_IN_RULES)


def test_relations_are_answered_from_both_ends() -> None:
    catalog = resolve(fragment("a", system("booking")), fragment("b", GROUP % ("team", "sub", "root")))
    booking, team = EntityRef.parse("system:booking"), EntityRef.parse("group:team")
    assert catalog.related(booking, "ownedBy") == (team,)
    assert catalog.related(team, "ownerOf") == (booking,)
    assert catalog.related(team, "parentOf") == (EntityRef.parse("group:sub"),)
    assert catalog.related(EntityRef.parse("group:root"), "parentOf") == (team,)


def test_an_edge_said_from_both_ends_is_one_relation() -> None:
    parent = GROUP % ("parent", "child", "x")
    child = GROUP % ("child", "", "parent")
    catalog = resolve(fragment("a", parent), fragment("b", child))
    edges = [row for row in catalog.relations if {row.source.name, row.target.name} == {"parent", "child"}]
    assert len(edges) == 1


def test_the_first_of_two_wins_with_all_that_it_says() -> None:
    catalog = resolve(fragment("a", system("booking", "first")), fragment("b", system("Booking", "second")))
    (entity,) = catalog.of_kind("system")
    assert entity.where.source == "https://git.example/a"
    assert [str(row.target) for row in catalog.relations] == ["group:default/first"]
    assert [row.code for row in catalog.diagnostics] == ["duplicate-entity", "dangling-owner", "orphan-entity"]
    assert "https" not in catalog.diagnostics[0].message


def test_the_same_document_reached_twice_is_no_conflict() -> None:
    one = fragment("a", system("booking"))
    assert [row.code for row in resolve(one, one).diagnostics] == ["dangling-owner", "orphan-entity"]


@pytest.mark.parametrize("seed", range(5))
def test_without_conflicts_the_order_of_fragments_does_not_matter(seed: int) -> None:
    fragments = [fragment(name, system(name) + GROUP % (f"g-{name}", "g-a", "g-b")) for name in "abcdef"]
    expected = resolve(*fragments)
    random.Random(seed).shuffle(fragments)  # noqa: S311  (an order, not a secret)
    shuffled = resolve(*fragments)
    assert list(shuffled.entities) == list(expected.entities)
    assert shuffled.relations == expected.relations
    assert shuffled.diagnostics == expected.diagnostics

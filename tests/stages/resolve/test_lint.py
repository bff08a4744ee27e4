"""Lint rules: what each finds, and above all what it leaves in peace."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from portalgen.model.catalog import Catalog
from portalgen.model.ref import EntityRef
from portalgen.resolve import BUILT_IN_RULES
from tests.builders.catalogs import make_catalog

WHOLE = (
    "domain:trade owner=web",
    "system:shop owner=web domain=trade",
    "component:ui type=website lifecycle=production owner=web system=shop consumesApis=pay dependsOn=resource:db",
    "component:till type=service lifecycle=production owner=web system=shop providesApis=pay",
    "api:pay type=openapi lifecycle=production owner=web system=shop definition=x",
    "resource:db type=database owner=web system=shop",
    "template:new type=service owner=web",
    "group:web type=team children=",
    "user:ann memberOf=web",
)


def found(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for rule in BUILT_IN_RULES:
        yield from ((row.code, row.entity) for row in rule(catalog))


def messages(catalog: Catalog, code: str) -> list[str]:
    return [f"{row.message} | {row.hint}" for rule in BUILT_IN_RULES for row in rule(catalog) if row.code == code]


def with_rows(*rows: str) -> Catalog:
    heads = {row.split()[0] for row in rows}
    return make_catalog(*(row for row in WHOLE if row.split()[0] not in heads), *rows)


def test_nothing_is_wrong_with_a_whole_catalog() -> None:
    assert list(found(make_catalog(*WHOLE))) == []


@pytest.mark.parametrize(
    ("row", "code", "entity"),
    [
        ("component:a owner=web dependsOn=component:a", "dependency-cycle", "component:default/a"),
        ("template:lone type=service", "unowned-entity", "template:default/lone"),
        ("api:lone type=openapi owner=web system=shop", "api-without-provider", "api:default/lone"),
        ("system:loose owner=web", "system-without-domain", "system:default/loose"),
        ("component:lone type=service owner=web", "orphan-entity", "component:default/lone"),
        ("resource:lone type=service owner=web", "orphan-entity", "resource:default/lone"),
        ("domain:lone owner=web", "orphan-entity", "domain:default/lone"),
    ],
)
def test_rule_finds(row: str, code: str, entity: str) -> None:
    assert (code, entity) in list(found(with_rows(row)))


def test_dependencies_in_a_circle_are_one_finding_and_an_own_code() -> None:
    catalog = with_rows(
        "component:a owner=web dependsOn=component:b",
        "component:b owner=web dependsOn=component:c",
        "component:c owner=web dependsOn=component:a",
    )
    assert list(found(catalog)) == [("dependency-cycle", "component:default/a")]


def test_group_is_empty_only_if_no_group_below_has_members() -> None:
    rows = (
        "group:all type=root children=left",
        "group:left type=unit children=web",
        "system:shop owner=all domain=trade",
    )
    assert list(found(with_rows(*rows, "domain:trade owner=all"))) == []
    alone = with_rows("group:nobody type=team children=", "system:shop owner=nobody domain=trade")
    assert list(found(alone)) == [("empty-owner", "group:default/nobody")]


def test_group_that_owns_nothing_may_be_empty() -> None:
    assert list(found(with_rows("group:nobody type=team children="))) == []


def test_groups_in_a_circle_are_looked_at_once() -> None:
    rows = ("group:a type=team children=b", "group:b type=team children=a", "system:shop owner=a domain=trade")
    assert ("empty-owner", "group:default/a") in list(found(with_rows(*rows)))


def test_catalog_without_people_has_no_empty_groups() -> None:
    assert list(found(make_catalog(*(row for row in WHOLE if not row.startswith("user:"))))) == []


@pytest.mark.parametrize(
    ("lifecycle", "code"), [("deprecated", "depends-on-deprecated"), ("experimental", "depends-on-experimental")]
)
def test_production_needs_nothing_that_is_not_ready(lifecycle: str, code: str) -> None:
    row = f"component:till lifecycle={lifecycle} owner=web system=shop providesApis=pay"
    assert list(found(with_rows(row))) == [(code, "component:default/ui")]
    assert messages(with_rows(row), code)[0].startswith(
        f"component:default/ui: it is in production and consumes api:default/pay, whose only provider is {lifecycle} | "
    )
    own = with_rows(f"resource:db lifecycle={lifecycle} owner=web system=shop")
    assert list(found(own)) == [(code, "component:default/ui")]


def test_lifecycle_of_one_provider_among_others_or_of_the_needing_side_does_not_matter() -> None:
    second = "component:old lifecycle=deprecated owner=web system=shop providesApis=pay dependsOn=component:old2"
    third = "component:old2 lifecycle=deprecated owner=web system=shop"
    assert list(found(with_rows(second, third))) == []


def test_systems_need_no_domain_where_there_are_none() -> None:
    rows = [row.replace(" domain=trade", "") for row in WHOLE if not row.startswith("domain:")]
    assert list(found(make_catalog(*rows))) == []


def test_api_without_relations_is_one_finding() -> None:
    catalog = with_rows("api:lone type=openapi owner=web definition=x")
    assert list(found(catalog)) == [("api-without-provider", "api:default/lone")]


@dataclass(frozen=True)
class Counted(Catalog):
    """A catalog that counts the refs that it hands out."""

    steps: list[int] = field(default_factory=list, compare=False)

    def related(self, ref: EntityRef, name: str) -> tuple[EntityRef, ...]:
        """Return what the catalog has."""
        given = super().related(ref, name)
        self.steps.append(1 + len(given))
        return given


def chain(size: int) -> Iterator[str]:
    yield "user:ann memberOf=web"
    for number in range(size):
        yield f"group:g{number} children=g{number + 1}"
        yield f"domain:d{number} owner=g{number}"


def crowd(size: int) -> Iterator[str]:
    yield "api:pay"
    for number in range(size):
        yield f"component:p{number} lifecycle=deprecated providesApis=pay"
        yield f"component:c{number} lifecycle=production consumesApis=pay"


@pytest.mark.parametrize(
    ("rows", "code"), [(chain(300), "empty-owner"), (crowd(300), "depends-on-deprecated")], ids=["chain", "crowd"]
)
def test_steps_grow_with_the_catalog_and_not_with_its_square(rows: Iterator[str], code: str) -> None:
    plain = make_catalog(*rows)
    catalog = Counted(plain.entities, plain.relations)
    assert [name for name, _ in found(catalog)].count(code) == 300
    assert sum(catalog.steps) < 10_000


def test_of_very_many_dangling_references_of_one_entity_the_first_are_listed() -> None:
    rows = messages(make_catalog("component:a dependsOn=" + ",".join(f"resource:r{n}" for n in range(150))), DANGLING)
    assert len(rows) == 101
    assert rows[-1].startswith("component:default/a: 50 more that it names are not in the catalog | only 100 of")


DANGLING = "dangling-reference"

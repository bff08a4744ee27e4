"""From the catalog to diagrams: what stands where, which way lines point, what happens when there is too much."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.diagrams import (
    diagram_list,
    domain_diagram,
    draw_svg,
    group_diagram,
    neighbourhood_diagram,
    organisation_diagram,
    system_diagram,
)
from portalgen.model.catalog import Catalog
from portalgen.model.diagram import Diagram, DiagramBoundary
from portalgen.model.entity import Entity
from portalgen.model.ref import EntityRef
from tests.builders.catalogs import make_catalog

SHOP = make_catalog(
    "domain:commerce title=Commerce owner=group:web",
    "domain:checkout subdomainOf=commerce owner=group:web",
    "domain:empty subdomainOf=commerce owner=group:web",
    "domain:money owner=group:web",
    "system:shop domain=commerce owner=group:web",
    "system:basket domain=checkout owner=group:web",
    "system:pay domain=money owner=group:pay",
    "component:shop-web type=website owner=web system=shop consumesApis=shop-api,pay-api dependsOn=resource:nowhere",
    "component:shop-service type=service owner=web system=shop providesApis=shop-api dependsOn=resource:shop-db",
    "component:shop-worker type=worker owner=web subcomponentOf=shop-service dependsOn=resource:shop-db",
    "component:basket-service type=service owner=web system=basket consumesApis=shop-api",
    "component:pay-service type=service owner=pay system=pay providesApis=pay-api consumesApis=ledger-api",
    "component:lonely type=tool owner=web consumesApis=shop-api",
    "api:shop-api type=openapi owner=web system=shop definition=x",
    "api:pay-api type=openapi owner=pay system=pay definition=x",
    "api:ledger-api type=grpc owner=pay system=pay definition=x",
    "resource:shop-db type=database owner=web system=shop",
    "group:company type=organization children=tech",
    "group:tech type=department children=",
    "group:web type=team parent=tech children= members=",
    "group:pay type=team parent=tech children=",
    "user:ada memberOf=web,pay",
)


def entity(text: str, catalog: Catalog = SHOP) -> Entity:
    return catalog.entities[EntityRef.parse(text)]


def drawn(diagram: Diagram | None) -> Diagram:
    assert diagram is not None
    return diagram


def rows(diagram: Diagram) -> set[str]:
    return {" ".join(filter(None, (row.source, row.words, row.target))) for row in diagram_list(diagram)}


def short(names: tuple[str, ...]) -> list[str]:
    return [name.removeprefix("many:").split("/")[-1] for name in names]


def boundary(diagram: Diagram, label: str) -> DiagramBoundary:
    return next(one for one in diagram.boundaries if one.label == label)


def test_a_component_stands_between_what_needs_it_and_what_it_needs() -> None:
    diagram = drawn(neighbourhood_diagram(entity("component:shop-service"), SHOP))
    assert rows(diagram) == {
        "web owns shop-service",
        "shop contains shop-service",
        "shop-api is provided by shop-service",
        "shop-service depends on shop-db",
        "shop-service contains shop-worker",
    }
    assert diagram.direction == "LR"
    assert [node.label for node in diagram.nodes if node.focus] == ["shop-service"]


def test_an_edge_has_the_same_direction_seen_from_both_ends() -> None:
    api = rows(drawn(neighbourhood_diagram(entity("api:shop-api"), SHOP)))
    assert "shop-api is provided by shop-service" in api
    assert "shop-web consumes shop-api" in api


def test_a_user_stands_right_of_the_groups() -> None:
    assert rows(drawn(neighbourhood_diagram(entity("user:ada"), SHOP))) == {
        "web has the member ada",
        "pay has the member ada",
    }


def test_what_is_not_in_the_catalog_is_drawn_dashed_and_without_a_link() -> None:
    diagram = drawn(neighbourhood_diagram(entity("component:shop-web"), SHOP))
    (missing,) = (node for node in diagram.nodes if node.dangling)
    assert (missing.label, missing.detail, missing.route) == ("nowhere", "not in the catalog", "")


def test_an_entity_on_its_own_has_no_diagram() -> None:
    catalog = make_catalog("component:a", "system:s", "domain:d", "group:g")
    assert neighbourhood_diagram(entity("component:a", catalog), catalog) is None
    assert system_diagram(entity("system:s", catalog), catalog) is None
    assert domain_diagram(entity("domain:d", catalog), catalog) is None
    assert group_diagram(entity("group:g", catalog), catalog) is None
    assert organisation_diagram(catalog) is None


def test_a_system_holds_its_parts_and_neighbours_stand_in_their_systems() -> None:
    diagram = drawn(system_diagram(entity("system:shop"), SHOP))
    assert [(one.label, short(one.nodes), one.focus) for one in diagram.boundaries] == [
        ("shop", ["shop-api", "shop-service", "shop-web", "shop-worker", "shop-db"], True),
        ("basket", ["basket-service"], False),
        ("pay", ["pay-api"], False),
    ]
    homeless = {node.label for node in diagram.nodes} - {"shop-db"}
    assert {"lonely", "nowhere"} <= homeless


def test_a_system_shows_what_its_parts_need_and_who_needs_them_and_nothing_else() -> None:
    assert rows(drawn(system_diagram(entity("system:shop"), SHOP))) == {
        "shop-web consumes shop-api",
        "shop-web consumes pay-api",
        "shop-web depends on nowhere",
        "shop-api is provided by shop-service",
        "shop-service depends on shop-db",
        "shop-service contains shop-worker",
        "shop-worker depends on shop-db",
        "basket-service consumes shop-api",
        "lonely consumes shop-api",
    }


def test_a_domain_holds_systems_and_sub_domains_and_its_edges_are_those_of_their_parts() -> None:
    diagram = drawn(domain_diagram(entity("domain:commerce"), SHOP))
    own = boundary(diagram, "Commerce")
    assert own.focus
    assert short(own.nodes) == ["empty", "shop"]
    assert [(child.label, short(child.nodes)) for child in own.children] == [("checkout", ["basket"])]
    assert short(boundary(diagram, "money").nodes) == ["pay"]
    assert rows(diagram) == {
        "basket depends on shop",
        "shop depends on pay",
        "shop depends on nowhere",
        "lonely depends on shop",
        "empty",
    }


def test_the_organisation_is_a_tree_that_grows_down_until_it_gets_wide() -> None:
    diagram = drawn(organisation_diagram(SHOP))
    assert diagram.direction == "TB"
    assert rows(diagram) == {
        "company is the parent of tech",
        "tech is the parent of web",
        "tech is the parent of pay",
    }
    wide = make_catalog("group:top children=", *(f"group:g{number} parent=top children=" for number in range(7)))
    assert drawn(organisation_diagram(wide)).direction == "LR"


def test_a_group_stands_between_its_parents_and_children() -> None:
    assert rows(drawn(group_diagram(entity("group:pay"), SHOP))) == {
        "company is the parent of tech",
        "tech is the parent of pay",
    }
    assert len(drawn(group_diagram(entity("group:company"), SHOP)).nodes) == 4


def test_a_long_column_of_neighbours_becomes_one_box_with_a_count() -> None:
    catalog = make_catalog(
        "group:web type=team children=",
        *(f"component:c{number} type=service owner=web" for number in range(30)),
        "api:one type=openapi owner=web definition=x",
    )
    diagram = drawn(neighbourhood_diagram(entity("group:web", catalog), catalog))
    assert rows(diagram) == {"web owns 30 components", "web owns one"}
    (many,) = (node for node in diagram.nodes if node.count)
    assert (many.kind, many.detail, many.count) == ("component", "service", 30)


def test_crowded_neighbours_become_their_systems_first() -> None:
    catalog = make_catalog(
        "system:core",
        "api:core type=openapi owner=x system=core definition=x",
        *(f"system:s{number % 10} title=System_{number % 10}" for number in range(10)),
        *(f"component:c{number} type=service owner=x system=s{number % 10} consumesApis=core" for number in range(50)),
    )
    diagram = drawn(system_diagram(entity("system:core", catalog), catalog))
    assert len(diagram.nodes) == 11
    assert {node.detail for node in diagram.nodes if node.count} == {"5 components"}
    assert [one.label for one in diagram.boundaries] == ["core"]
    assert "System 3 consumes core" in rows(diagram)


def test_a_crowded_system_gathers_its_parts_by_kind_and_type() -> None:
    catalog = make_catalog(
        "system:core",
        *(f"component:c{number} type=service owner=x system=core dependsOn=resource:db" for number in range(60)),
        *(f"component:w{number} type=website owner=x system=core" for number in range(3)),
        "resource:db type=database owner=x system=core",
    )
    diagram = drawn(system_diagram(entity("system:core", catalog), catalog))
    assert {(node.label, node.detail) for node in diagram.nodes} == {
        ("60 components", "service"),
        ("3 components", "website"),
        ("db", "database"),
    }
    assert len(boundary(diagram, "core").nodes) == 3


def test_an_organisation_of_many_teams_gathers_leaves() -> None:
    catalog = make_catalog(
        "group:top children=",
        *(f"group:d{number} parent=top children=" for number in range(4)),
        *(f"group:t{number} type=team parent=d{number % 4} children=" for number in range(80)),
    )
    diagram = drawn(organisation_diagram(catalog))
    assert len(diagram.nodes) == 9
    assert "d1 is the parent of 20 groups" in rows(diagram)


@pytest.mark.parametrize("field", ["parent", "subdomainOf", "subcomponentOf"])
def test_circles_end(field: str) -> None:
    kind = {"parent": "group", "subdomainOf": "domain", "subcomponentOf": "component"}[field]
    catalog = make_catalog(
        f"{kind}:a {field}=b system=s children=", f"{kind}:b {field}=a system=s children=", "system:s domain=a"
    )
    first = entity(f"{kind}:a", catalog)
    made = (
        neighbourhood_diagram(first, catalog),
        domain_diagram(first, catalog),
        group_diagram(first, catalog),
        organisation_diagram(catalog),
        system_diagram(entity("system:s", catalog), catalog),
    )
    assert all(draw_svg(diagram, "x/") for diagram in made if diagram)
    assert made[0] is not None


@pytest.mark.parametrize("field", ["parent", "subdomainOf", "subcomponentOf"])
def test_chains_that_are_longer_than_a_stack_stay_small(field: str) -> None:
    kind = {"parent": "group", "subdomainOf": "domain", "subcomponentOf": "component"}[field]
    links = (f"{kind}:n{number} {field}=n{number + 1} system=s children=" for number in range(1500))
    catalog = make_catalog(*links, "system:s domain=n0")
    middle = entity(f"{kind}:n700", catalog)
    made = (
        neighbourhood_diagram(middle, catalog),
        domain_diagram(middle, catalog),
        group_diagram(middle, catalog),
        system_diagram(entity("system:s", catalog), catalog),
    )
    assert all(len(diagram.nodes) < 20 for diagram in made if diagram)
    assert all(draw_svg(diagram, "x/") for diagram in made if diagram)


FIELDS = ("system", "domain", "subdomainOf", "subcomponentOf", "dependsOn", "consumesApis", "providesApis", "parent")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_catalog_gives_diagrams_that_can_be_drawn(data: st.DataObject) -> None:
    kinds = ("component", "api", "resource", "system", "domain", "group")
    names = data.draw(st.lists(st.tuples(st.sampled_from(kinds), st.sampled_from("abc")), min_size=1, max_size=9))
    fields = st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(kinds), st.sampled_from("abcx")), max_size=4)
    found = [
        f"{kind}:{name} children= "
        + " ".join(f"{field}={other}:{target}" for field, other, target in dict.fromkeys(data.draw(fields)))
        for kind, name in sorted(set(names))
    ]
    catalog = make_catalog(*found)
    makers = (neighbourhood_diagram, system_diagram, domain_diagram, group_diagram)
    for one in catalog.entities.values():
        for diagram in filter(None, (maker(one, catalog) for maker in makers)):
            assert {node.id for node in diagram.nodes if not node.count} == {
                str(EntityRef.parse(node.id)) for node in diagram.nodes if not node.count
            }
            assert draw_svg(diagram, "catalog/").count("diagram-edge") == len(diagram.edges)

from dataclasses import dataclass, replace

import pytest

from portalgen.diagnostics import diagnose
from portalgen.model import routes
from portalgen.model.contributions import Built, Context, ExtraPage, SiteSettings
from portalgen.render import plan_catalog
from tests.builders.catalogs import catalog_of, make_catalog
from tests.builders.sites import EXTENSIONS, plan, render, texts_of

SHOP = make_catalog(
    "component:shop type=service lifecycle=production owner=web system=store",
    "component:billing/shop type=service lifecycle=production owner=web",
    "api:pay type=openapi lifecycle=production owner=web definition=x",
    "system:store owner=web domain=retail",
    "domain:retail owner=web",
    "group:web type=team",
    "user:ann memberOf=web",
    "template:new-service type=service steps=x",
    "location:all type=url target=https://example.org/catalog-info.yaml",
)


def plan_routes(*rows: str) -> set[str]:
    return {one.route for one in plan(make_catalog(*rows)).plans}


def test_every_page_type_has_a_page_even_for_an_empty_catalog() -> None:
    fixed = {
        routes.HOME,
        routes.CATALOG,
        routes.APIS,
        routes.DOCS,
        routes.SYSTEMS,
        routes.TEAMS,
        routes.TEMPLATES,
        routes.GRAPH,
        routes.SEARCH,
        routes.HEALTH,
        routes.SETTINGS,
        routes.ABOUT,
        routes.NOT_FOUND,
        "_headers",
    }
    assert {route for route in plan_routes() if not route.startswith(f"{routes.GRAPH}data/")} == fixed
    for one in fixed - {"_headers"}:
        assert texts_of(render(make_catalog()).at(one), "h1"), one


def test_every_entity_has_a_page_where_backstage_has_it() -> None:
    found = {one.route for one in plan(SHOP).plans}
    for ref in SHOP.entities:
        assert f"catalog/{ref.namespace}/{ref.kind}/{ref.name}/" in found
    assert {f"catalog/{kind}/" for kind in SHOP.kinds} <= found


def test_tabs_are_pages_of_their_own() -> None:
    found = plan_routes("component:shop owner=web providesApis=pay", "api:pay owner=web definition=x")
    base = "catalog/default/component/shop/"
    assert {f"{base}apis/", f"{base}dependencies/", f"{base}inspect/"} <= found
    assert "catalog/default/api/pay/definition/" in found
    assert "catalog/default/api/pay/apis/" not in found


@dataclass(frozen=True, slots=True)
class Nothing(Context):
    """No fields."""


def extra(route: str, nav: str = "") -> ExtraPage:
    return ExtraPage(route, "Radar", "pages/404.html", Nothing(), nav=nav)


def test_a_page_whose_url_is_taken_is_left_out_and_said_so() -> None:
    extensions = replace(EXTENSIONS, pages=(lambda _: [extra("health/")],))
    found = plan(SHOP, extensions=extensions)
    assert [one.code for one in found.diagnostics] == ["reserved-url"]
    assert "/health/" in found.diagnostics[0].message
    assert [one.template for one in found.plans if one.route == "health/"] == ["pages/health.html"]


def test_kinds_that_percent_encode_to_one_file_collide() -> None:
    documents = [
        {"apiVersion": "v1", "kind": "Thing", "metadata": {"name": name}, "spec": {}} for name in ("a b", "a%20b")
    ]
    found = plan(catalog_of(documents))
    assert len({routes.file_of(one.route) for one in found.plans}) == len(found.plans)


def test_a_page_of_a_plugin_stands_in_the_side_bar_and_sees_the_catalog() -> None:
    seen: list[Built] = []

    def pages(built: Built) -> list[ExtraPage]:
        seen.append(built)
        return [extra("radar/", "Tech radar")]

    site = render(SHOP, extensions=replace(EXTENSIONS, pages=(pages,)))
    assert len(seen[0].catalog.entities) == len(SHOP.entities)
    row = next(node for node in site.at("radar/").css(".sidebar-nav a") if "Tech radar" in node.text())
    assert row.attributes["href"] == "./"
    assert row.attributes["aria-current"] == "page"


def test_a_long_table_is_cut_into_pages_that_link_to_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_catalog, "PAGE_ROWS", 2)
    catalog = make_catalog(*(f"component:c{number} owner=web" for number in range(5)))
    site = render(catalog)
    names = [
        name
        for route in ("catalog/component/", "catalog/component/page-2/", "catalog/component/page-3/")
        for name in texts_of(site.at(route), "tbody th")
    ]
    assert names == ["c0", "c1", "c2", "c3", "c4"]
    second = site.at("catalog/component/page-2/")
    assert [node.attributes["href"] for node in second.css(".pages a")] == ["../", "./", "../page-3/"]


def test_the_policy_of_the_host_is_the_policy_of_the_pages() -> None:
    site = render(make_catalog(), settings=SiteSettings())
    policy = site.at("").css_first("meta[http-equiv]")
    assert policy
    assert f"Content-Security-Policy: {policy.attributes['content']}" in site.files["_headers"].decode()


def test_pages_do_not_depend_on_the_order_of_relations() -> None:
    assert render(replace(SHOP, relations=SHOP.relations[::-1])).files == render(SHOP).files


def test_a_kind_that_nobody_registered_is_called_as_it_is_written() -> None:
    page = render(catalog_of([{"apiVersion": "v1", "kind": "Gadget", "metadata": {"name": "it"}, "spec": {}}]))
    assert texts_of(page.at("catalog/"), ".kind-switch a") == ["All 1", "Gadget 1"]


def test_the_health_page_tells_what_nobody_owns_from_what_is_not_in_the_catalog() -> None:
    catalog = make_catalog("component:shop owner=web", "component:lonely", "group:web")
    refs = ("component:default/shop", "component:default/lonely", "component:default/rejected", "")
    found = tuple(diagnose("invalid-entity", f"{number}", entity=ref) for number, ref in enumerate(refs))
    page = render(replace(catalog, diagnostics=found)).at("health/")
    rows = texts_of(page, ".health-side .card:last-of-type .tally-list > li")
    assert rows == [
        "Not in the catalog2 errors",
        "web1 error",
        "No owner1 error",
    ]

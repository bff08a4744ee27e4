from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from portalgen.diagnostics import Where, diagnose
from portalgen.model.contributions import Card
from portalgen.model.diagram import Diagram
from portalgen.model.links import safe_url
from portalgen.model.ref import EntityRef
from portalgen.render.card_contexts import DiagramCard, PairsCard
from portalgen.render.dependencies import reach
from portalgen.render.people_cards import sub_groups
from portalgen.render.plan_entity import step_aside
from portalgen.render.safe_url import source_url
from tests.builders.catalogs import catalog_of, make_catalog
from tests.builders.sites import EXTENSIONS, links_of, render, text_of, texts_of

SHOP = make_catalog(
    "component:shop title=Shop type=service owner=web system=store dependsOn=component:pay,resource:db,component:gone "
    "providesApis=cart consumesApis=ledger",
    "component:pay type=service owner=money providesApis=ledger",
    "component:app type=website owner=web consumesApis=cart",
    "component:part type=library owner=web subcomponentOf=shop",
    "resource:db type=database owner=web system=store",
    "api:cart type=openapi owner=web definition=openapi",
    "api:ledger type=grpc owner=money definition=syntax",
    "system:store owner=web domain=retail",
    "domain:retail owner=web",
    "group:org type=organization children=web,money",
    "group:web type=team title=Web_team",
    "group:money type=team",
    "user:ann memberOf=web title=Ann_Lee",
)


def card(page: LexborHTMLParser, name: str) -> LexborNode:
    found = page.css_first(f'[data-card="card.{name}"]')
    assert found, f"no card {name}"
    return found


def names(page: LexborHTMLParser) -> list[str]:
    return [(node.attributes["data-card"] or "").removeprefix("card.") for node in page.css("[data-card]")]


def test_the_header_answers_who_and_where() -> None:
    page = render(SHOP).page("component:shop")
    assert links_of(page, '[data-slot="owner"] a') == ["../../group/web/"]
    assert texts_of(page, '[data-slot="path"] a') == ["retail", "store"]
    assert text_of(page, "h1") == "Shop"
    assert text_of(page, ".entity-kind") == "Component·service·shop"


def test_needs_stand_beside_who_needs_it_through_which_api() -> None:
    needs, users = card(render(SHOP).page("component:shop"), "needs").css(".needs-column")
    assert texts_of(needs, ".need > .entity") == ["db", "gone", "ledger", "pay"]
    assert texts_of(users, ".need") == ["app through cart"]
    assert texts_of(users, ".need-owner") == ["Web team"]


def test_what_is_not_in_the_catalog_is_named_and_not_linked() -> None:
    missing = card(render(SHOP).page("component:shop"), "needs").css_first(".entity-missing")
    assert missing
    assert missing.attributes["title"] == "component:default/gone is not in the catalog"
    assert not missing.css("a")


def test_an_api_shows_who_provides_and_who_consumes_it() -> None:
    provided, consumed = card(render(SHOP).page("api:ledger"), "interface").css(".needs-column")
    assert texts_of(provided, ".need") == ["pay"]
    assert texts_of(consumed, ".need") == ["Shop"]


def test_a_system_shows_only_what_crosses_its_boundary() -> None:
    needs, users = card(render(SHOP).page("system:store"), "needs").css(".needs-column")
    assert texts_of(needs, ".need > .entity") == ["gone", "ledger", "pay"]
    assert texts_of(users, ".need") == []


def test_downstream_walks_through_apis_and_counts_distance() -> None:
    found = reach(EntityRef.parse("component:pay"), "downstream", SHOP)
    rows = {row.row.link.ref: (row.distance, row.via.title if row.via else None) for row in found.reach}
    assert rows == {
        "api:default/ledger": (1, None),
        "component:default/shop": (1, None),
        "api:default/cart": (2, "Shop"),
        "component:default/app": (3, "cart"),
    }
    assert [(team.title, count) for team, count in found.teams] == [("Web team", 3), ("money", 1)]


def test_a_circle_of_dependencies_ends() -> None:
    catalog = make_catalog("component:a dependsOn=component:b owner=x", "component:b dependsOn=component:a owner=x")
    found = reach(EntityRef.parse("component:a"), "upstream", catalog)
    assert [row.row.link.title for row in found.reach] == ["b"]


def test_a_circle_of_groups_ends() -> None:
    catalog = make_catalog("group:a children=b", "group:b children=a")
    assert [str(ref) for ref in sub_groups(EntityRef.parse("group:a"), catalog)] == ["group:default/b"]
    assert texts_of(render(catalog).at("teams/"), ".tree-name") == ["a", "b"]


def test_parts_are_tables_by_kind_and_empty_cards_are_not_drawn() -> None:
    site = render(SHOP)
    found = [node.attributes["data-card"] for node in site.page("system:store").css("[data-card]")]
    assert "kinds.component" in found
    assert "kinds.resource" in found
    assert "kinds.api" not in found
    assert names(site.page("group:money")) == ["ownership", "organisation", "about"]


def test_ownership_is_by_kind_and_type_and_leads_to_the_filtered_catalog() -> None:
    owned = card(render(SHOP).page("group:web"), "ownership")
    assert "component · website" in texts_of(owned, "h3 a")
    table = "../../../component/?filters%5Btype%5D=website&filters%5Bowners%5D=group:default/web"
    assert table in links_of(owned, "h3 a")


def test_a_parent_group_and_a_person_own_through_groups() -> None:
    site = render(SHOP)
    assert text_of(card(site.page("group:org"), "ownership"), ".owned-part") == "Through sub-groups"
    assert text_of(card(site.page("user:ann"), "ownership"), ".owned-part") == "Through its groups"
    assert "Ann Lee" in text_of(card(site.page("group:web"), "members"), ".people")


def test_a_definition_is_source_with_linkable_lines() -> None:
    catalog = catalog_of([document("API", spec={"type": "graphql", "definition": "type Query {\n  a: Int\n}\n"})])
    page = render(catalog).page("api:it", "definition")
    assert [node.attributes["id"] for node in page.css(".source-line")] == ["L1", "L2", "L3"]
    assert links_of(page, ".source-number") == ["#L1", "#L2", "#L3"]
    assert page.css_first(".source .k, .source .kd, .source .nc"), "not highlighted"


def test_the_source_steps_aside_for_a_plugin() -> None:
    ours = Card("@card.definition", "cards/source.html", tab="definition", order=90)
    theirs = Card("Rendered", "their/definition.html", tab="definition")
    assert [one.tab for one in step_aside([ours, theirs])] == ["definition", "source"]
    assert [one.tab for one in step_aside([ours])] == ["definition"]


def document(kind: str, *, spec: dict[str, Any] | None = None, **metadata: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"apiVersion": "v1", "kind": kind, "metadata": {"name": "it", **metadata}, "spec": spec or {}}


def test_problems_stand_first_with_place_and_fix() -> None:
    where = Where("https://git.example/shop.git", "catalog-info.yaml", 7, 3)
    found = diagnose(
        "dangling-owner", "nobody owns it", where=where, hint="name a group", entity="component:default/app"
    )
    page = render(replace(SHOP, diagnostics=(found,))).page("component:app")
    assert names(page)[0] == "problems"
    problem = card(page, "problems")
    assert text_of(problem, ".problem-message") == "Warning: nobody owns it"
    assert text_of(problem, ".problem-hint") == "name a group"
    assert text_of(problem, ".problem-place") == "shop/catalog-info.yaml:7:3"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "//x", "[x"]
)
def test_addresses_that_run_code_are_no_links(url: str) -> None:
    assert safe_url(url) == ""
    page = render(catalog_of([document("Component", links=[{"url": url, "title": "Bad"}])])).page("component:it")
    assert "Bad" not in texts_of(page, ".link-list a")


def test_text_of_descriptors_is_text() -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    data = document("Component", title=hostile, description=f"{hostile} [x](javascript:alert)", tags=[hostile])
    page = render(catalog_of([data])).page("component:it")
    assert text_of(page, "h1") == hostile
    assert not page.css("main script, main img, [onerror]")
    assert all(not link.startswith("javascript:") for link in links_of(page, "a"))


def test_source_location_loses_its_type() -> None:
    annotations = {"backstage.io/source-location": "url:https://git.example/shop/tree/main/"}
    catalog = catalog_of([document("Component", annotations=annotations)])
    assert source_url(next(iter(catalog.entities.values()))) == "https://git.example/shop/tree/main/"
    assert "https://git.example/shop/tree/main/" in links_of(render(catalog).page("component:it"), ".entity-actions a")


def test_a_template_shows_what_it_asks_and_does() -> None:
    spec = {
        "type": "service",
        "parameters": [
            {
                "title": "Basics",
                "required": ["name"],
                "properties": {"name": {"title": "Name", "type": "string"}, "size": {"enum": [1, 2], "default": 2}},
            },
            "not a page",
        ],
        "steps": [{"id": "fetch", "name": "Fetch", "action": "fetch:template", "if": "${{ parameters.name }}"}],
    }
    shown = card(render(catalog_of([document("Template", spec=spec)])).page("template:it"), "template")
    assert texts_of(shown, ".field-title") == ["Namerequired", "size"]
    assert text_of(shown, ".tag-chosen") == "2"
    assert text_of(shown, ".steps li") == "1Fetch fetch:templateif ${{ parameters.name }}"


def test_cards_of_plugins_are_drawn_with_their_own_fields() -> None:
    pager = Card("Pager", "cards/pairs.html", PairsCard((("on call", "ann"),)), tab="pager", tab_title="Pager")
    site = render(SHOP, extensions=replace(EXTENSIONS, cards=(*EXTENSIONS.cards, lambda *_: [pager])))
    shown = site.page("component:pay", "pager").css_first('[data-card="Pager"]')
    assert shown
    assert text_of(shown, "dt") == "on call"
    assert "Pager" in texts_of(site.page("component:pay"), ".tabs a")


def test_a_diagram_that_cannot_be_drawn_says_why_and_shows_its_list() -> None:
    cards = (*EXTENSIONS.cards, lambda *_: [Card("@card.refused", "cards/diagram.html", DiagramCard(Diagram("T", ())))])
    found = card(render(SHOP, extensions=replace(EXTENSIONS, cards=cards)).page("component:shop"), "refused")
    assert "There is no picture: there is nothing to draw." in found.text()
    assert found.css_first("ul.diagram-rows")
    assert not found.css("svg, .diagram-frame")


def test_the_nearest_of_a_long_chain_are_shown_and_the_rest_is_told() -> None:
    rows = [f"component:c{number} owner=web dependsOn=component:c{number + 1}" for number in range(400)]
    catalog = make_catalog(*rows, "component:c400", "group:web")
    found = reach(EntityRef("component", "default", "c0"), "upstream", catalog)
    assert [row.distance for row in found.reach] == list(range(1, 101))
    assert (found.cut, found.reach[1].via and found.reach[1].via.title) == (True, "c1")
    page = render(make_catalog(*rows[:150], "component:c150", "group:web")).page("component:c0", "dependencies")
    assert text_of(page, ".card-lead").startswith("More than 100 entities have to work")
    assert text_of(page, ".reach-teams .label") == "Teams of the nearest"


@pytest.mark.parametrize("target", ["//example.org", "/catalog/../../x", "https:foo", "../x"])
def test_a_description_links_only_whole_addresses(target: str) -> None:
    row = {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "spec": {}}
    description = f"See [this]({target}) and [that](https://example.org/x)" + " word" * 80
    page = render(catalog_of([{**row, "metadata": {"name": "shop", "description": description}}])).page(
        "component:shop"
    )
    assert links_of(page, ".prose a[href]") == ["https://example.org/x"]
    assert "See this and that" in text_of(page, ".prose")


def test_a_title_cannot_turn_the_words_around_it() -> None:
    row = {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "spec": {}}
    rendered = render(catalog_of([{**row, "metadata": {"name": "shop", "title": "a\u202ecod\x00.exe"}}]))
    assert text_of(rendered.page("component:shop"), "h1") == "acod.exe"
    assert not any("\u202e".encode() in content for name, content in rendered.files.items() if name.endswith(".html"))


def test_very_long_things_are_cut_where_they_would_fill_many_pages() -> None:
    named = ",".join(f"resource:r{number}" for number in range(900))
    metadata = {"title": "t" * 9000, "labels": {f"l{number}": "x" for number in range(900)}, "tags": ["t"] * 90}
    spec = {"type": "y" * 9000, "dependsOn": named.split(",")}
    site = render(catalog_of([document("Component", spec=spec, **metadata)]))
    page = site.page("component:it")
    assert len(text_of(page, "h1")) == 300
    assert len(card(page, "needs").css(".need")) == 500
    assert "400 more" in text_of(card(page, "needs"), ".needs-column")
    assert len(card(page, "labels").css("dt")) == 500
    assert len(site.at("catalog/").html or "") < 60_000


def test_a_very_long_definition_is_cut_and_says_so() -> None:
    spec = {"type": "grpc", "definition": "syntax\n" * 20_000}
    page = render(catalog_of([document("API", spec=spec)])).page("api:it", "definition")
    assert len(page.css(".source-line")) == 12_500
    assert "52,501 more characters" in text_of(page, '[data-card="card.definition"]')

"""The page: every link inside it leads somewhere, nothing of the definition becomes markup, no script or style."""

from collections.abc import Callable

import pytest

import portalgen_graphql
from portalgen.diagnostics import Severity
from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import Built, Card
from portalgen.model.entity import Entity
from portalgen_graphql.cards import definition_cards, source_pages
from portalgen_graphql.rules import check_schemas
from portalgen_graphql.search import collate_schemas
from tests.builders.definitions import EVIL, api_entity, catalog_of, dead_links, environment, parsed, rendered, shown

FILES = ("shop.graphql", "shop.introspection.json")
TEMPLATES = environment("portalgen_definitions", "portalgen_graphql")
Text = Callable[[str], str]


def entity_of(text: str, written: str = "") -> Entity:
    return api_entity(text, spec_type="GraphQL", name="shop", written=written)


def cards_of(text: str) -> list[Card]:
    entity = entity_of(text)
    return list(definition_cards(entity, catalog_of(entity)))


@pytest.mark.parametrize("name", FILES)
def test_links_lead_to_ids_that_are_there_once(written: Text, name: str) -> None:
    _, card = cards_of(written(name))
    page = parsed(TEMPLATES, card)
    assert dead_links(page) == set()
    targets = {str(node.attributes["href"])[1:] for node in page.css("nav a")}
    assert {node.attributes["id"] for node in page.css("section.definition-operation")} <= targets


def test_page_says_what_the_definition_says(written: Text) -> None:
    _, card = cards_of(written("shop.graphql"))
    page = parsed(TEMPLATES, card)
    order = page.css_first("#query-order")
    assert order is not None
    words = " ".join(order.text(separator=" ").split())
    for part in ("query returns", "One order, or nothing.", "required", "default { lines: true }", "Variables"):
        assert part in words
    assert [node.attributes["href"] for node in order.css(".definition-type a")] == ["#type-Order", "#type-Detail"]
    type_ = page.css_first("#type-Order")
    assert type_ is not None
    words = " ".join(type_.text(separator=" ").split())
    assert "Used by Root.order , Root.orders" in words
    assert page.css_first("#type-Order a[href='#query-order']") is not None


def test_nothing_of_a_definition_becomes_markup() -> None:
    evil = f"{EVIL}<img onerror=x>"
    text = (
        f'"{evil}" schema {{ query: Query }} "{evil}" type Query {{ "{evil}" a("{evil}" b: S = "{evil}"): '
        f'S @deprecated(reason: "{evil}") @x(y: "{evil}") }} scalar S @specifiedBy(url: "javascript:{evil}")'
    )
    for card in cards_of(text):
        page = parsed(TEMPLATES, card)
        assert not page.css("script, img, style, [style], [onclick], a[href^='javascript']")


def test_summary(written: Text) -> None:
    summary, definition = cards_of(written("shop.graphql"))
    page = parsed(TEMPLATES, summary)
    words = " ".join((page.body.text(separator=" ") if page.body else "").split())
    assert (summary.side, definition.tab, definition.wide) == (True, "definition", True)
    assert words == (
        "Format GraphQL schema Contents 4 queries, 2 mutations, 1 subscription, 13 types Download the definition"
    )


def test_definition_that_cannot_be_read_leaves_a_word_and_no_tab() -> None:
    (card,) = cards_of("type {")
    assert "could not be read" in rendered(TEMPLATES, card)


def test_other_apis_get_no_card() -> None:
    entity = api_entity("openapi: 3.1.0", spec_type="openapi")
    assert list(definition_cards(entity, catalog_of(entity))) == []


@pytest.mark.parametrize(("name", "file"), [(FILES[0], "schema.graphql"), (FILES[1], "schema.json")])
def test_definition_is_a_file_as_written(written: Text, name: str, file: str) -> None:
    (page,) = source_pages(Built(catalog_of(entity_of(written(name)))))
    assert page.route == f"catalog/default/api/shop/definition/{file}"
    assert TEMPLATES.get_template(page.template).render(text=written(name)) == written(name)


def test_search_finds_operations_and_types(written: Text) -> None:
    found = {each.title: each for each in collate_schemas(Built(catalog_of(entity_of(written("shop.graphql")))))}
    order = found["query order"]
    assert order.location == "catalog/default/api/shop/definition/#query-order"
    assert (order.type, order.name, order.kind, order.context) == ("operation", "order", "api", "Shop")
    assert order.text == "One order, or nothing.\nid with\nOrder"
    assert (found["NewLine"].type, found["NewLine"].text) == ("schema", "product count")
    assert len(found) == 7 + 13


def test_a_fault_has_its_line_in_the_descriptor() -> None:
    text = "type A {\n  b: \n}\n"
    inline = "kind: API\nspec:\n  definition: |\n" + "".join(f"    {line}\n" for line in text.splitlines())
    (found,) = check_schemas(catalog_of(entity_of(text, inline)))
    assert (found.code, found.severity) == ("api-definition", Severity.WARNING)
    assert (found.where.path, found.where.line, found.where.column) == ("apis/catalog-info.yaml", 6, 5)


def test_a_path_without_a_placeholder_is_told_apart() -> None:
    (found,) = check_schemas(catalog_of(entity_of("./schema.graphql")))
    assert found.hint == "to bring the file in, write definition: {$text: ./schema.graphql}"


def test_hooks_give_what_they_say() -> None:
    assert [path for path in portalgen_graphql.register_assets().values() if not path.is_file()] == []
    hooks = [name for name in vars(portalgen_graphql) if name.startswith("register_")]
    assert all(hasattr(getattr(portalgen_graphql, name), f"{hookimpl.project_name}_impl") for name in hooks)
    assert len(hooks) == 6


def test_every_word_has_a_german_one() -> None:
    text = "type Query { a(b: I!): E } enum E { F } input I { g: Int } union U = Query directive @d on FIELD"
    page = shown(definition_cards, text, spec_type="graphql", language="de")
    for word in ("Abfragen", "Aufzählung", "Eingaben", "Direktiven", "Beispiel", "aus dem Schema erzeugt", "Variablen"):
        assert word in page
    for word in ("Queries", "enumeration", "Inputs", "Directives", "Example", "made from", "Variables"):
        assert word not in page

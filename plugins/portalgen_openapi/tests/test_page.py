"""The page: every link inside it leads somewhere, nothing of the definition becomes markup, no script or style."""

import html
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

import portalgen_openapi
from portalgen.config import PluginSettings
from portalgen.hookspecs import hookimpl
from portalgen.model.catalog import Catalog
from portalgen.model.contributions import Built, Card
from portalgen.model.entity import Entity
from portalgen_openapi.cards import definition_cards, source_pages
from tests.builders.definitions import environment as templates_of
from tests.builders.definitions import rendered as render
from tests.builders.definitions import shown

HERE = Path(__file__).parent
FILES = ("orders.openapi31.yaml", "rooms.openapi30.yaml", "legacy.swagger2.json")
Make = Callable[..., Entity]
Join = Callable[..., Catalog]


@pytest.fixture(scope="module")
def environment() -> Environment:
    return templates_of("portalgen_definitions", "portalgen_openapi")


def cards_of(make: Make, join: Join, text: str) -> list[Card]:
    entity = make(text)
    return list(definition_cards(entity, join(entity)))


@pytest.mark.parametrize("name", FILES)
def test_links_lead_to_ids_that_are_there_once(
    environment: Environment, api_entity: Make, catalog_of: Join, name: str
) -> None:
    text = (HERE / "definitions" / name).read_text(encoding="utf-8")
    _, card = cards_of(api_entity, catalog_of, text)
    page = LexborHTMLParser(render(environment, card))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    targets = {str(node.attributes["href"])[1:] for node in page.css("a[href^='#']")}
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)
    assert {node.attributes["id"] for node in page.css("section.definition-operation")} <= targets


def test_page_says_what_the_definition_says(environment: Environment, api_entity: Make, catalog_of: Join) -> None:
    text = (HERE / "definitions/orders.openapi31.yaml").read_text(encoding="utf-8")
    _, card = cards_of(api_entity, catalog_of, text)
    page = LexborHTMLParser(render(environment, card))
    created = page.css_first("#operation-createOrder")
    assert created is not None
    words = " ".join(created.text(separator=" ").split())
    for part in ("Create an order", "POST", "/orders", "oauth", "orders.write", "Request body", "required", "One item"):
        assert part in words
    old = page.css_first("#operation-get-orders-id")
    assert old is not None
    assert "deprecated" in old.text()
    assert "No authentication needed" in old.text()
    assert [node.text(strip=True) for node in page.css("#schema-Money .definition-name")] == ["amount", "currency"]


def test_nothing_of_the_definition_becomes_markup(environment: Environment, api_entity: Make, catalog_of: Join) -> None:
    evil = "<script>alert(1)</script>\"'"
    text = (HERE / "definitions/orders.openapi31.yaml").read_text(encoding="utf-8")
    for word in ("What somebody bought", "List orders", "orders.read", "A page", "X-Trace", "One item", "Production"):
        text = text.replace(word, evil.replace('"', "").replace("'", ""))
    _, card = cards_of(api_entity, catalog_of, text)
    page = render(environment, card)
    assert str(escape("<script>alert(1)</script>")) in page
    tree = LexborHTMLParser(page)
    assert tree.css("script, style, [style], [onclick], iframe, form") == []
    assert "<script>" in html.unescape(page)


def test_summary(environment: Environment, api_entity: Make, catalog_of: Join) -> None:
    text = (HERE / "definitions/orders.openapi31.yaml").read_text(encoding="utf-8")
    card, definition = cards_of(api_entity, catalog_of, text)
    page = LexborHTMLParser(render(environment, card))
    words = " ".join((page.body.text(separator=" ") if page.body else "").split())
    assert (card.side, card.tab, definition.tab, definition.wide) == (True, "", "definition", True)
    assert words == (
        "Format OpenAPI 3.1.0 Version 2.3.0 Contents 5 operations, 9 schemas Servers https://{region}.example.org/v2 "
        "Download the definition"
    )
    links = [node.attributes["href"] for node in page.css("a")]
    folder = "/catalog/default/api/orders/definition/"
    assert links == [folder, f"{folder}openapi.yaml"]


def test_definition_that_cannot_be_read_leaves_a_word_and_no_tab(
    environment: Environment, api_entity: Make, catalog_of: Join
) -> None:
    (card,) = cards_of(api_entity, catalog_of, "a: [")
    assert "could not be read" in render(environment, card)


def test_other_apis_get_no_card(api_entity: Make, catalog_of: Join) -> None:
    entity = api_entity("type Query", spec_type="graphql")
    assert list(definition_cards(entity, catalog_of(entity))) == []


def test_definition_is_a_file_as_written(environment: Environment, api_entity: Make, catalog_of: Join) -> None:
    text = "openapi: 3.1.0 # <&>\ninfo: {}\n"
    (page,) = source_pages(Built(catalog_of(api_entity(text))))
    assert page.route == "catalog/default/api/orders/definition/openapi.yaml"
    assert page.nav == ""
    assert environment.get_template(page.template).render(text=text) == text


def test_hooks_give_what_they_say() -> None:
    found = portalgen_openapi.register_assets(PluginSettings())
    assert [path for path in found.values() if not path.is_file()] == []
    hooks = [name for name in vars(portalgen_openapi) if name.startswith("register_")]
    assert all(hasattr(getattr(portalgen_openapi, name), f"{hookimpl.project_name}_impl") for name in hooks)
    assert len(hooks) == 6


def test_captions_have_german_words() -> None:
    content = {"content": {"application/json": {"example": {"a": 1}}}}
    call = {"requestBody": content, "responses": {"200": {"description": "", **content}}}
    text = json.dumps({"openapi": "3.1.0", "paths": {"/": {"post": call}}})
    page = shown(definition_cards, text, spec_type="openapi", language="de")
    assert "<strong>Anfrage</strong>" in page
    assert "<strong>Antwort 200</strong>" in page

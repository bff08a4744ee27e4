"""The page: every link inside it leads somewhere, nothing of the definition becomes markup; search; diagnostics."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import portalgen_asyncapi
from portalgen.hookspecs import hookimpl
from portalgen.model.contributions import Built
from portalgen_asyncapi.cards import definition_cards, source_pages
from portalgen_asyncapi.rules import check_definitions
from portalgen_asyncapi.search import collate_definitions
from tests.builders.definitions import EVIL, api_entity, catalog_of, dead_links, environment, parsed, shown

DEFINITIONS = Path(__file__).parent / "definitions"
RIDES, LIGHTS = (
    (DEFINITIONS / name).read_text(encoding="utf-8") for name in ("rides.asyncapi30.yaml", "lights.asyncapi26.yaml")
)
TEMPLATES = environment("portalgen_definitions", "portalgen_asyncapi")


def page_of(text: str) -> LexborHTMLParser:
    entity = api_entity(text, spec_type="asyncapi")
    _, card = definition_cards(entity, catalog_of(entity))
    assert (card.tab, card.wide) == ("definition", True)
    return parsed(TEMPLATES, card)


def words(page: LexborHTMLParser, selector: str) -> str:
    found = page.css_first(selector)
    assert found is not None
    return " ".join(found.text(separator=" ").split())


@pytest.mark.parametrize("text", [RIDES, LIGHTS])
def test_links_lead_to_ids_that_are_there_once(text: str) -> None:
    page = page_of(text)
    assert dead_links(page) == set()
    targets = {str(node.attributes["href"])[1:] for node in page.css("nav a[href^='#']")}
    operations = {str(node.attributes["id"]) for node in page.css("section.definition-operation")}
    assert operations
    assert operations <= targets


def test_page_says_what_the_definition_says() -> None:
    page = page_of(RIDES)
    asked = words(page, "#operation-requestRide")
    for part in (
        "Ask for a ride",
        "receives",
        "rides.events.{city}.v2",
        "Requires sasl",
        "Reply",
        "replyTo",
        "Accepted",
    ):
        assert part in asked
    assert "Rides receives; to send, publish to the channel." in asked
    message = words(page, "#message-RideRequested")
    for part in ("Correlation id in $message.header#/id", "Headers", "Payload", "application/json", "r-1"):
        assert part in message


def test_page_explains_the_words_of_version_2() -> None:
    said = words(page_of(LIGHTS), "#operation-receiveMeasurement")
    assert "Lights receives; to send, publish to the channel." in said
    assert "from the client's side: publish" in said


def test_nothing_of_the_definition_becomes_markup() -> None:
    text = RIDES
    for word in ("What happens to", "Ride requested", "Ride events", "Across the town", "The company's", "Where"):
        text = text.replace(word, EVIL)
    page = page_of(text)
    assert page.css("script, style, [style], [onclick], iframe, form") == []
    assert EVIL in (page.body.text() if page.body else "")


def test_summary_and_file() -> None:
    entity = api_entity(RIDES, spec_type="AsyncAPI")
    summary, _ = definition_cards(entity, catalog_of(entity))
    assert words(parsed(TEMPLATES, summary), "dl") == (
        "Format AsyncAPI 3.0.0 Version 2.1.0 Contents 3 channels, 2 operations, 5 messages, 2 schemas "
        "Servers kafka.{region}.example.org:9093 mqtt.example.org/rides"
    )
    (page,) = source_pages(Built(catalog_of(entity)))
    assert page.route == "catalog/default/api/orders/definition/asyncapi.yaml"


def test_search() -> None:
    found = {
        each.title: each for each in collate_definitions(Built(catalog_of(api_entity(RIDES, spec_type="asyncapi"))))
    }
    asked = found["receives rides.events.{city}.v2"]
    assert asked.location == "catalog/default/api/orders/definition/#operation-requestRide"
    assert (asked.type, asked.name, asked.context) == ("operation", "requestRide", "Orders")
    assert asked.text == "Ask for a ride\nAnswered within a second.\nRide requested"
    requested = found["Ride requested"]
    assert (requested.type, requested.name) == ("message", "RideRequested")
    assert requested.text == "Somebody wants to go somewhere.\nid from to city"
    assert found["Point"].type == "schema"


def test_rule_and_other_types() -> None:
    bad, other = api_entity("a: [", spec_type="asyncapi"), api_entity("a: [", spec_type="graphql", name="other")
    (found,) = check_definitions(catalog_of(bad, other))
    assert (found.code, found.entity) == ("api-definition", "api:default/orders")
    assert len(list(definition_cards(bad, catalog_of(bad)))) == 1
    assert list(definition_cards(other, catalog_of(other))) == []


def test_hooks_are_marked() -> None:
    hooks = [value for name, value in vars(portalgen_asyncapi).items() if name.startswith("register_")]
    assert all(hasattr(hook, f"{hookimpl.project_name}_impl") for hook in hooks)
    assert len(hooks) == 6


def test_actions_have_german_words() -> None:
    text = "{asyncapi: 2.6.0, channels: {a: {publish: {}, subscribe: {}}}}"
    page = shown(definition_cards, text, spec_type="asyncapi", language="de")
    assert page.count(">sendet</span>") == page.count(">empfängt</span>") == 2
    assert ">sends<" not in page
